import type { InsertionPoint, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { insertionOf } from "./insertions.ts";
import { writesText } from "./kinds.ts";
import { defineRule } from "./rule.ts";
import { mentions, optionState } from "./values.ts";

/** What the providers' own SDKs call it; others have no place for it, or one that is seldom used. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["openai", "safety_identifier"],
  ["anthropic", "metadata.user_id"],
  ["bedrock-runtime", "requestMetadata"],
]);

export const attributionMetadataMissing = defineRule({
  meta: {
    id: "attribution-metadata-missing",
    title: "Request to a model that does not say for whom",
    pillar: "operational-excellence",
    practices: ["GENOPS02-BP02", "AGENTCOST05-BP01", "GENSEC01-BP04"],
    related: ["GENOPS02-BP02"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    sdks: [...NAMES.keys()],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const name = NAMES.get(call.sdk);
    const { user, metadata } = call.options;
    const { requestHandler, person, isExample } = call.context;
    const isAbout = requestHandler !== undefined && person !== undefined && !isExample && call.wrapper === undefined;
    if (name === undefined || !isAbout || !writesText(call.kind) || (user === undefined && metadata === undefined)) {
      return { outcome: "not applicable" };
    }
    // A profile of the app's own has the cost on its account already.
    if (mentions(effectiveOptions(call).model, "application-inference-profile")) {
      return { outcome: "pass", place: call.place };
    }
    const states = [user, metadata].flatMap((each) => (each === undefined ? [] : [optionState(each)]));
    if (states.includes("known")) {
      return { outcome: "pass", place: call.place };
    }
    if (!states.every((state) => state === "absent")) {
      return { outcome: "unknown", reason: "whether the call says for whom it is cannot be told" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` sets no \`${name}\`, though \`${person}\` is known here; abuse and cost cannot be told apart by user`,
      fixes: fixesFor(call, name),
    };
  },
});

function fixesFor(call: ModelCall, name: string): readonly Fix[] {
  const id = call.request?.personId;
  const insertion = id === undefined ? undefined : insertionFor(call, id);
  return insertion === undefined
    ? []
    : [
        {
          title: `Set \`${name}\` to a hash of \`${id}\``,
          safety: "review",
          edits: [
            {
              edit: "set option",
              insertion,
              code: `createHash("sha256").update(String(${id})).digest("hex")`,
            },
            { edit: "add import", file: call.place.file, module: "node:crypto", names: ["createHash"] },
          ],
        },
      ];
}

/** Where the identifier goes; `undefined` where the provider may not know the option, or the SDK wants it in another form. */
function insertionFor(call: ModelCall, id: string): InsertionPoint | undefined {
  const { user, metadata } = call.options;
  switch (call.sdk) {
    case "openai":
      return call.provider === "openai" ? named(insertionOf(user), "safety_identifier") : undefined;
    case "anthropic":
      return named(insertionOf(user), "user_id");
    case "bedrock-runtime": {
      const insertion = /Converse/.test(call.callee) ? insertionOf(metadata) : undefined;
      return insertion && { ...insertion, path: [...insertion.path, id.replace(/^.*\./, "")] };
    }
    default:
      return undefined;
  }
}

/** An older SDK has the option under another name. */
function named(insertion: InsertionPoint | undefined, name: string): InsertionPoint | undefined {
  return insertion?.path.at(-1) === name ? insertion : undefined;
}
