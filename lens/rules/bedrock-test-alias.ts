import type { ConstantValue, ModelCall, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { writtenIdsOf } from "./model-ids.ts";
import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** The alias that Bedrock gives to the working draft of every agent and flow. */
const DRAFT_ALIAS = "TSTALIASID";

/** The ARN of a prompt without a version after it. */
const UNVERSIONED_PROMPT = /^arn:aws[a-z-]*:bedrock:[^:]*:[^:]*:prompt\/[^:]+(?::DRAFT)?$/u;

export const bedrockTestAlias = defineRule({
  meta: {
    id: "bedrock-test-alias",
    title: "Bedrock agent, flow or prompt called in its working draft",
    pillar: "operational-excellence",
    practices: ["GENOPS03-BP01", "AGENTOPS02-BP03", "GENREL04-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (call.provider !== "bedrock") {
      return { outcome: "not applicable" };
    }
    const prompt = writtenIdsOf(call).find(({ id }) => UNVERSIONED_PROMPT.test(id));
    if (prompt !== undefined) {
      return fail(call, prompt.constant, "the prompt's working draft, because the ARN ends without a version", []);
    }
    return call.options.agentAlias === undefined ? { outcome: "not applicable" } : judgeAlias(call);
  },
});

function judgeAlias(call: ModelCall): Verdict {
  const alias = call.options.agentAlias;
  const constant = constantOf(alias);
  if (constant === undefined) {
    return alias?.state === "unknown" && alias.environmentVariable !== undefined
      ? { outcome: "pass", place: call.place }
      : { outcome: "unknown", reason: "the alias cannot be told" };
  }
  if (optionState(alias) === "known" && constant.value !== DRAFT_ALIAS) {
    return { outcome: "pass", place: call.place };
  }
  const what = /flow/iu.test(call.callee) ? "flow" : "agent";
  const variable = `BEDROCK_${what.toUpperCase()}_ALIAS_ID`;
  const fixes: readonly Fix[] = isInFileOf(constant, call)
    ? [
        {
          title: `Read the alias from \`${variable}\``,
          safety: "review",
          edits: [{ edit: "replace", place: constant.place, code: `process.env.${variable}` }],
        },
      ]
    : [];
  return fail(call, constant, `the ${what}'s working draft by its test alias \`${DRAFT_ALIAS}\``, fixes);
}

function fail(call: ModelCall, constant: ConstantValue, what: string, fixes: readonly Fix[]): Verdict {
  if (call.context.isExample) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    ...pointAt(constant, call),
    message: `\`${call.callee}\` calls ${what}; edits in the console reach its users at once`,
    fixes,
  };
}
