import type { Permission, Severity } from "../facts.ts";
import { entriesOf } from "./policies.ts";
import { defineRule, listOption } from "./rule.ts";

/** Accounts and stacks that are made for trying things out, by the file's name or folder. */
const SANDBOX = /(^|[/._-])(sandbox|workshop|playground)([/._-]|$)/i;

export const iamBedrockFullAccess = defineRule({
  meta: {
    id: "iam-bedrock-full-access",
    title: "Full access to Bedrock or SageMaker given to a role",
    pillar: "security",
    practices: ["GENSEC01-BP01", "GENSEC05-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    options: {
      policies: {
        type: "list of texts",
        default: [
          "AmazonBedrockFullAccess",
          "AmazonBedrockMantleFullAccess",
          "AmazonSageMakerFullAccess",
          "BedrockAgentCoreFullAccess",
        ],
        description: "Names of AWS managed policies that no role may be given.",
      },
    },
    since: "0.2.0",
  },
  judges: ["permission"],
  judge(permission, context) {
    const { managedPolicy } = permission;
    if (managedPolicy === undefined || SANDBOX.test(permission.place.file.split("/").slice(-2).join("/"))) {
      return { outcome: "not applicable" };
    }
    const [entry] = entriesOf(managedPolicy);
    if (entry === undefined || entry.text.includes("…")) {
      return { outcome: "unknown", reason: "which managed policy is given cannot be told" };
    }
    const name = entry.text.slice(entry.text.lastIndexOf("/") + 1);
    if (!listOption(context, "policies").includes(name)) return { outcome: "not applicable" };
    return {
      outcome: "fail",
      place: entry.place,
      severity: severityOf(permission, name),
      message: `\`${name}\` allows ${extentOf(name)}; a role that runs code needs a few actions on named resources`,
    };
  },
});

/** SageMaker's policy also lets notebooks and endpoints work, so that taking it away takes more care. */
function severityOf(permission: Permission, name: string): Severity {
  if (permission.context.isExample) return "info";
  return name.includes("SageMaker") ? "warning" : "error";
}

function extentOf(name: string): string {
  if (name.includes("AgentCore")) return "making, changing and deleting every agent, gateway and memory";
  if (name.includes("SageMaker")) return "every action of SageMaker, and reading and writing buckets of its name";
  return "every action of Bedrock on every resource, deleting guardrails and buying throughput included";
}
