import type { ConstantValue, ModelCall, Value } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import type { Sampling } from "../models/capabilities.ts";
import { capabilitiesOf } from "../models/parameters.ts";
import { effectiveOptions } from "./effective-options.ts";
import { writesText } from "./kinds.ts";
import { onlyIdOf } from "./model-ids.ts";
import { isWithin } from "./places.ts";
import { pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

/** SDKs that send what they are given; others drop or rename what a model does not take. */
const PLAIN_SDKS = ["openai", "anthropic", "bedrock-runtime", "aws-sdk", "http"] as const;

export const modelParameterUnsupported = defineRule({
  meta: {
    id: "model-parameter-unsupported",
    title: "Option that the model rejects",
    pillar: "reliability",
    practices: ["GENPERF02-BP02", "GENREL03-BP01", "GENREL04-BP02"],
    related: ["GENREL03-BP01", "GENREL04-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    sdks: PLAIN_SDKS,
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (!PLAIN_SDKS.some((sdk) => sdk === call.sdk) || !writesText(call.kind) || call.options.model === undefined) {
      return { outcome: "not applicable" };
    }
    const id = onlyIdOf(call)?.id;
    const capabilities = id === undefined ? undefined : capabilitiesOf(id, call.provider);
    if (id === undefined || capabilities === undefined) {
      return { outcome: "unknown", reason: "what the model takes is not known" };
    }
    const rejected = [
      ...rejectedLimit(call, capabilities.isReasoning === true),
      ...rejectedSampling(call, capabilities.sampling),
    ];
    const [first] = rejected;
    if (first === undefined) {
      return { outcome: "pass", place: call.place };
    }
    const names = rejected.map(({ name }) => `\`${name}\``).join(" and ");
    return {
      outcome: "fail",
      ...pointAt(first.constant, call),
      message: `\`${id}\` rejects ${names}${first.why}, so every call fails`,
      fixes: fixesFor(call, rejected),
    };
  },
});

/** An option that the model does not take. */
interface Rejected {
  readonly constant: ConstantValue;
  /** As the SDK spells it. */
  readonly name: string;
  /** More of the sentence after the name. */
  readonly why: string;
  readonly edit: FixEdit;
}

/** Reasoning models count hidden tokens too, under a new name. */
function rejectedLimit(call: ModelCall, isReasoning: boolean): readonly Rejected[] {
  const limit = constantOf(call.options.maxOutputTokens);
  const name = call.spellings.maxOutputTokens;
  if (!isReasoning || call.provider !== "openai" || limit === undefined || name !== "max_tokens") {
    return [];
  }
  const edit: FixEdit = { edit: "rename option", place: limit.place, name: "max_completion_tokens" };
  return [{ constant: limit, name, why: " (it is called `max_completion_tokens` there)", edit }];
}

function rejectedSampling(call: ModelCall, sampling: Sampling | undefined): readonly Rejected[] {
  const temperature = sent(call, "temperature");
  const topP = sent(call, "topP");
  const both = [temperature, topP].flatMap((each) => each ?? []);
  switch (sampling) {
    case "rejected":
      return both.filter(({ constant }) => constant.value !== 1);
    case "one at a time":
      return temperature !== undefined && topP !== undefined
        ? [{ ...topP, why: ` beside \`${temperature.name}\`` }]
        : [];
    case "without reasoning": {
      const effort = effortOf(effectiveOptions(call).reasoning);
      const why = ` while it reasons (effort \`${effort}\`)`;
      return effort === undefined || effort === "none"
        ? []
        : both.filter(({ constant }) => constant.value !== 1).map((each) => ({ ...each, why }));
    }
    default:
      return [];
  }
}

function sent(call: ModelCall, option: "temperature" | "topP"): Rejected | undefined {
  const constant = constantOf(call.options[option]);
  const name = call.spellings[option];
  return constant === undefined || constant.value === null || name === undefined
    ? undefined
    : { constant, name, why: "", edit: { edit: "remove option", place: constant.place } };
}

/** The effort that a call asks for, written plainly or in an object. */
function effortOf(reasoning: Value | undefined): string | undefined {
  const value =
    reasoning?.state === "known" && reasoning.form === "object" ? reasoning.properties.get("effort") : reasoning;
  const effort = constantOf(value)?.value;
  return typeof effort === "string" ? effort : undefined;
}

function fixesFor(call: ModelCall, rejected: readonly Rejected[]): readonly Fix[] {
  if (!rejected.every(({ constant }) => isWithin(constant.place, call.place))) {
    return [];
  }
  const titles = rejected.map(({ edit, name }) =>
    edit.edit === "rename option" ? `call it \`${edit.name}\`` : `remove \`${name}\``,
  );
  const title = titles.join(" and ");
  return [
    {
      title: title.charAt(0).toUpperCase() + title.slice(1),
      // What the app's own function is given, it may ask for.
      safety: call.wrapper === undefined ? "safe" : "review",
      edits: rejected.map(({ edit }) => edit),
    },
  ];
}
