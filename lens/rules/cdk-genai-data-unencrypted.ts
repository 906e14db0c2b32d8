import { nameOf, propertyInsertion, propertyState } from "./constructs.ts";
import { booleanOption, defineRule } from "./rule.ts";

/** The property that names the key, by the resource. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["CfnAgent", "customerEncryptionKeyArn"],
  ["CfnPrompt", "customerEncryptionKeyArn"],
  ["CfnFlow", "customerEncryptionKeyArn"],
  ["CfnGuardrail", "kmsKeyArn"],
  ["CfnMemory", "encryptionKeyArn"],
  ["CfnDataSource", "serverSideEncryptionConfiguration"],
]);

export const cdkGenaiDataUnencrypted = defineRule({
  meta: {
    id: "cdk-genai-data-unencrypted",
    title: "Prompts, agents or memories without a key of the team's own",
    pillar: "security",
    practices: ["GENSEC01-BP03", "GENSEC04-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      allowsAwsOwnedKeys: {
        type: "boolean",
        default: false,
        description: "Keys that AWS owns are good enough for the team, so that nothing is reported.",
      },
    },
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    const key = KEYS.get(resource.name);
    if (key === undefined || booleanOption(context, "allowsAwsOwnedKeys")) return { outcome: "not applicable" };
    switch (propertyState(resource, key)) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether a key is given cannot be told" };
      case "absent":
        break;
    }
    if (resource.context.isExample) return { outcome: "not applicable" };
    const insertion = propertyInsertion(resource, key);
    const arn = "process.env.KEY_ARN";
    const code = key === "serverSideEncryptionConfiguration" ? `{ kmsKeyArn: ${arn} }` : arn;
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `${nameOf(resource)} has no \`${key}\`, so a key that AWS owns encrypts it: nobody here can withdraw it or see its use`,
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: "Add the key named by `KEY_ARN`",
                safety: "review",
                edits: [{ edit: "set option", insertion, code }],
              },
            ],
    };
  },
});
