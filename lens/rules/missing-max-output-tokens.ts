import type { Failure, ModelCall, Severity, Value, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { isMediaModel } from "../models/media.ts";
import { findModel } from "../models/models.ts";
import { effectiveOptions } from "./effective-options.ts";
import { absentOptionName, insertionOf, setNumberFixes } from "./insertions.ts";
import { runsSteps, writesText } from "./kinds.ts";
import { isSamePlace, isWithin, modelCallsOf } from "./places.ts";
import { constantText, effectivePromptTexts } from "./prompt-values.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { isToldBefore } from "./told-once.ts";
import { alternativesOf, constantOf, mentions, optionState, propertyOf } from "./values.ts";

/** Reasoning counts as output on these models; a small limit would leave nothing for the answer. */
const LIMIT_FOR_REASONING = 4096;

export const missingMaxOutputTokens = defineRule({
  meta: {
    id: "missing-max-output-tokens",
    title: "Model call without a limit on its output",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP02", "GENCOST05-BP01", "GENPERF02-BP02"],
    proves: ["GENCOST03-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const verdict = judgeAlone(call, context);
    if (verdict.outcome !== "unlimited") return verdict;
    if (!call.context.isExample) return fail([call], context, "warning");
    // Somebody who copies an example wants to be told once.
    const isUnlimited = (other: ModelCall): boolean =>
      other.context.isExample && judgeAlone(other, context).outcome === "unlimited";
    const calls = modelCallsOf(context.facts);
    const first = calls.find(isUnlimited);
    return first === undefined || isSamePlace(first.place, call.place)
      ? fail(
          [call, ...calls.filter((other) => !isSamePlace(other.place, call.place) && isUnlimited(other))],
          context,
          "info",
        )
      : { outcome: "unknown", reason: "it is reported once for each file of examples, at the first such call" };
  },
});

/** What holds for a call, whether or not it stands in an example. */
function judgeAlone(
  call: ModelCall,
  context: JudgeContext,
): Exclude<Verdict, Failure> | { readonly outcome: "unlimited" } {
  const limit = call.options.maxOutputTokens;
  // What is called ends as a whole, and is replaced as a whole.
  if (limit === undefined || !writesText(call.kind) || call.ending !== undefined) {
    return { outcome: "not applicable" };
  }
  const output = outputOf(call);
  if (output === "media") {
    return { outcome: "not applicable" };
  }
  switch (optionState(limit)) {
    case "known":
      return { outcome: "pass", place: call.place };
    case "absent":
      break;
    default:
      return { outcome: "unknown", reason: "whether the output is limited cannot be told" };
  }
  // A prompt that Bedrock manages brings its own limit.
  if (mentions(effectiveOptions(call).model, ":prompt/")) {
    return { outcome: "not applicable" };
  }
  // Genkit's plugins ask Claude for 4,096 tokens where nothing is set (1.42).
  if (call.sdk === "genkit" && mentions(effectiveOptions(call).model, "claude")) {
    return { outcome: "not applicable" };
  }
  if (output === "unknown") {
    return { outcome: "unknown", reason: "what the model is asked to make cannot be told" };
  }
  if (isShownWithout(call) || isToldBefore(call, "maxOutputTokens", context, mayGrow)) {
    return { outcome: "not applicable" };
  }
  return { outcome: "unlimited" };
}

/** The finding at the first of several calls, which speaks of them all. */
function fail(calls: readonly [ModelCall, ...ModelCall[]], context: JudgeContext, severity: Severity): Verdict {
  const [call, ...others] = calls;
  const limit = call.options.maxOutputTokens;
  const name = limit && absentOptionName(limit);
  const scope =
    others.length === 0
      ? ""
      : others.length === 1
        ? ", nor does 1 other call in this file"
        : `, nor do ${others.length} other calls in this file`;
  return {
    outcome: "fail",
    place: call.calleePlace,
    severity,
    message: `${ownerOf(call)} sets no ${name === undefined ? "limit on its output" : `\`${name}\``}${scope}${modelMaximum(call, context)}`,
    related: others.slice(0, 5).map((other) => ({ place: other.calleePlace, message: "This call sets none either" })),
    fixes: fixesFor(calls, context),
  };
}

/** An example of an agent shows its steps; a limit on each answer would be one more thing to read past. */
function isShownWithout(call: ModelCall): boolean {
  return call.context.isExample && (runsSteps(call) || asksForOneWord(call));
}

/** Whether a call that sets no limit is one that needs it. */
function mayGrow(call: ModelCall): boolean {
  return writesText(call.kind) && call.ending === undefined && outputOf(call) === "text" && !isShownWithout(call);
}

/** Who would set the limit: the call, or the agent that it runs and that was made elsewhere. */
function ownerOf(call: ModelCall): string {
  const insertion = insertionOf(call.options.maxOutputTokens);
  const place = insertion?.kind === "property" ? insertion.object : insertion?.call;
  const isElsewhere = place !== undefined && !isWithin(place, call.place);
  return runsSteps(call) && isElsewhere ? `The agent that \`${call.callee}\` runs` : `\`${call.callee}\``;
}

/** Pictures, speech and films have a size of their own, and a limit of tokens may cut them off. */
function outputOf(call: ModelCall): "text" | "media" | "unknown" {
  const { modalities, model, tools } = effectiveOptions(call);
  const ids = model === undefined ? [] : alternativesOf(model).map((id) => constantOf(id)?.value);
  if (ids.length > 0 && ids.every((id) => typeof id === "string" && isMediaModel(id))) {
    return "media";
  }
  if (drawsPictures(tools)) {
    return "unknown";
  }
  if (modalities === undefined || modalities.state === "absent") {
    return "text";
  }
  const names = modalities.state === "known" && modalities.form === "array" ? modalities.elements.map(constantOf) : [];
  if (names.some((name) => String(name?.value).toLowerCase() === "text")) {
    return "text";
  }
  return names.length > 0 && names.every((name) => name !== undefined) ? "media" : "unknown";
}

const ONE_WORD =
  /\b(?:answer|reply|respond|say|output|return)\b[^.!?\n]{0,30}\b(?:(?:one|a single|only the|just the) (?:word|letter|number|digit)|(?:yes|true) or (?:no|false))\b/i;

function asksForOneWord(call: ModelCall): boolean {
  return effectivePromptTexts(call).some((text) => ONE_WORD.test(constantText(text)));
}

/** A tool of the provider draws, and the model writes a line or two around the picture. */
const PICTURE_TOOL = /^image_?generation(?:_\d+)?$/i;

function drawsPictures(tools: Value | undefined): boolean {
  const lists = tools === undefined ? [] : alternativesOf(tools).filter((list) => list.state === "known");
  return lists.some((list) => {
    if (list.form === "object") return [...list.properties.keys()].some((name) => PICTURE_TOOL.test(name));
    if (list.form !== "array") return false;
    return list.elements.some((tool) => PICTURE_TOOL.test(String(constantOf(propertyOf(tool, "type"))?.value)));
  });
}

function modelOf(call: ModelCall, context: JudgeContext): ReturnType<typeof findModel> {
  const id = constantOf(effectiveOptions(call).model)?.value;
  return typeof id === "string" ? findModel(id, call.provider, context.today) : undefined;
}

/** What the model may write at most, as the end of a sentence. */
function modelMaximum(call: ModelCall, context: JudgeContext): string {
  const model = modelOf(call, context);
  return model?.maxOutputTokens === undefined
    ? "; a single answer may grow to whatever the model allows"
    : `; ${model.id} may write up to ${model.maxOutputTokens.toLocaleString("en-US")} tokens`;
}

/** One fix for all of the calls; none where one of them offers no place. */
function fixesFor(calls: readonly [ModelCall, ...ModelCall[]], context: JudgeContext): readonly Fix[] {
  const [first, ...others] = calls.map((call) => fixesForOne(call, context)[0]);
  if (first === undefined) return [];
  if (others.length === 0) return [first];
  // Calls may share the object that their limit goes into.
  const edits = new Map<string, FixEdit>();
  for (const fix of [first, ...others]) {
    if (fix === undefined) return [];
    for (const edit of fix.edits) edits.set(JSON.stringify(edit), edit);
  }
  return [{ title: `${first.title}, and so in the file's other calls`, safety: "review", edits: [...edits.values()] }];
}

function fixesForOne(call: ModelCall, context: JudgeContext): readonly Fix[] {
  const usual = context.settings.defaultMaxOutputTokens;
  const isReasoning =
    modelOf(call, context)?.isReasoning === true || optionState(effectiveOptions(call).reasoning) === "known";
  return isReasoning
    ? setNumberFixes(
        call.options.maxOutputTokens,
        Math.max(usual, LIMIT_FOR_REASONING),
        " (the model's reasoning counts too)",
      )
    : setNumberFixes(call.options.maxOutputTokens, usual);
}
