import { bodyNames, kindsByModel } from "./bedrock-body.ts";
import type { CallDescription, OptionPath, TypeDescription } from "./description.ts";

const BODY = "2.body";

/** A field of a task may be filled when it runs, under a name of its own (`max_tokens.$`), or stand in a bucket. */
function inBody(names: readonly string[]): readonly OptionPath[] {
  return names.map((name) => ({ path: `${BODY}.${name}`, isReadOnly: true, isSetGlobally: true }));
}

/**
 * A step of a state machine that invokes a model of Amazon Bedrock (aws-stepfunctions-tasks, 2.276.0). Its time and
 * how often it is tried again are said by the machine around it.
 */
export const invokesModel: CallDescription = {
  kind: "other",
  options: {
    model: "2.model",
    ...Object.fromEntries(Object.entries(bodyNames).map(([name, names]) => [name, inBody(names)])),
    guardrail: "2.guardrail",
    trace: "2.traceEnabled",
  },
  systemPrompts: [{ path: `${BODY}.system` }, { path: `${BODY}.messages`, roles: ["system"], content: "content" }],
  kindByModel: kindsByModel("chat"),
  kindByOption: [
    { path: `${BODY}.anthropic_version`, kind: "chat" },
    { path: `${BODY}.messages`, kind: "chat" },
  ],
};

/** What stands for a model in a stack: its id, or the ARN of capacity that is set aside for it. */
export const foundationModel: TypeDescription = {
  role: "model",
  provider: "bedrock",
  settings: { model: { path: "2", isReadOnly: true } },
};
