import { call } from "./call-parts.ts";
import type { CallDescription, MemberDescription, TypeDescription } from "./description.ts";

/** A preset that is kept at Cohere may say it instead. */
const maxOutputTokens = { path: "0.max_tokens", isSetGlobally: true } as const;

const generate: CallDescription = {
  kind: "completion",
  options: {
    model: "0.model",
    messages: "0.prompt",
    maxOutputTokens,
    completions: "0.num_generations",
    temperature: "0.temperature",
    topP: "0.p",
    topK: "0.k",
    stopSequences: ["0.stop_sequences", "0.end_sequences"],
  },
  response: { text: ["body.generations[].text"], finishReason: [] },
};

const members: Readonly<Record<string, MemberDescription>> = {
  generate: call({ ...generate, until: 6 }),
  summarize: call({
    kind: "completion",
    options: { model: "0.model", temperature: "0.temperature", messages: "0.text" },
    response: { text: ["body.summary"], finishReason: [] },
    until: 6,
  }),
  embed: call({ kind: "embedding", options: { model: "0.model", input: "0.texts" }, until: 6 }),
  classify: call({ kind: "other", options: { model: "0.model", input: "0.inputs" }, until: 6 }),
};

/** The one client that majors 5 and 6 are: read at 5.1.0 and 6.2.2. Requests have no time limit and are sent once. */
export const cohereClassic: TypeDescription = {
  role: "client",
  provider: "cohere",
  defaults: { timeout: null, retries: 0, maxSteps: undefined },
  members,
};

/** What `init` stands for, which keeps the key for the whole program. */
export const cohereKey: TypeDescription = {
  role: "client",
  provider: "cohere",
  options: { apiKey: "0" },
  defaults: { timeout: null, retries: 0, maxSteps: undefined },
};
