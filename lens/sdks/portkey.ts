import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, MemberDescription, OptionPath, OptionPaths, SdkDescription } from "./description.ts";
import { assistantMembers } from "./openai-assistants.ts";
import { openai } from "./openai.ts";
import { recorder } from "./tracing-entities.ts";

/** Members of OpenAI's client that Portkey has, too (read at 1.10, 2.0 and 3.1). */
const SHARED: readonly string[] = [
  "chat.completions.create",
  "chat.completions.parse",
  "chat.completions.stream",
  "chat.completions.runTools",
  "completions.create",
  "responses.create",
  "responses.parse",
  "responses.stream",
  "embeddings.create",
  "images.generate",
  "images.edit",
  "images.createVariation",
  "audio.speech.create",
  "audio.transcriptions.create",
  "audio.translations.create",
  "moderations.create",
  "batches.create",
  "videos.create",
  "videos.remix",
  "realtime.clientSecrets.create",
  "beta.realtime.sessions.create",
  "fineTuning.jobs.create",
  "evals.runs.create",
  ...Object.keys(assistantMembers),
];

/**
 * What OpenAI's method takes, taken by Portkey's: its own settings of a request stand before those of OpenAI, and
 * which options there are does not hang on its major.
 */
function throughGateway(member: MemberDescription): MemberDescription {
  if (member.member !== "call") return member;
  const { from: _from, until: _until, defaults, ...description } = member.call;
  const at = settingsArgument(description.options);
  const options: CallOptionPaths = {
    ...Object.fromEntries(
      Object.entries(description.options).flatMap(([name, paths]) =>
        REQUEST_OPTIONS.has(name) ? [] : [[name, inAllMajors(paths)]],
      ),
    ),
    timeout: [`${at}.requestTimeout`, "client.timeout"],
    abortSignal: `${at + 1}.signal`,
    ...(description.options.maxSteps === undefined ? {} : { maxSteps: `${at + 1}.maxChatCompletions` }),
  };
  const call: CallDescription = { ...description, options };
  return {
    member: "call",
    call: defaults ? { ...call, defaults: { ...defaults, timeout: undefined, retries: undefined } } : call,
  };
}

const REQUEST_OPTIONS: ReadonlySet<string> = new Set(["timeout", "retries", "abortSignal"]);

/** The argument after the body, as the path of the signal tells. */
function settingsArgument({ abortSignal }: CallOptionPaths): number {
  const paths = [abortSignal ?? []].flat() as readonly OptionPath[];
  const last = paths.at(-1);
  return Number.parseInt((typeof last === "string" ? last : last?.path) ?? "1", 10);
}

function inAllMajors(paths: OptionPaths): OptionPaths {
  if (typeof paths === "string") return paths;
  return ([paths].flat() as readonly OptionPath[]).map((each) => (typeof each === "string" ? each : each.path));
}

const openaiMembers = openai.types["OpenAI"]?.members ?? {};

/** The gateway of Portkey, 1.x to 3.x: which provider answers is up to its configuration. */
export const portkey: SdkDescription = {
  id: "portkey",
  title: "Portkey",
  versionPackage: "portkey-ai",
  modules: [
    {
      specifiers: ["portkey-ai"],
      exports: {
        Portkey: {
          entity: "class",
          type: "Portkey",
          observability: { product: "portkey", mechanism: "gateway" },
        },
        createHeaders: recorder("portkey", "gateway"),
      },
      defaultExport: "Portkey",
    },
  ],
  types: {
    Portkey: {
      role: "client",
      provider: "portkey",
      options: {
        apiKey: "0.apiKey",
        baseUrl: "0.baseURL",
        timeout: "0.requestTimeout",
        allowBrowser: "0.dangerouslyAllowBrowser",
      },
      // Its agent gives up on an idle socket after five minutes and it tries twice; the gateway adds its own.
      defaults: { timeout: undefined, retries: 1, maxSteps: undefined },
      members: {
        ...Object.fromEntries(
          Object.entries(openaiMembers).flatMap(([name, member]) =>
            SHARED.includes(name) ? [[name, throughGateway(member)]] : [],
          ),
        ),
        // The model and the messages stand in a prompt that Portkey keeps.
        "prompts.completions.create": call({
          kind: "chat",
          options: {
            maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
            stream: "0.stream",
            timeout: ["1.requestTimeout", "client.timeout"],
            abortSignal: "2.signal",
          },
          streamFlag: "0.stream",
        }),
        "generations.create": call({ kind: "chat", options: { abortSignal: "1.signal" } }),
      },
    },
  },
};
