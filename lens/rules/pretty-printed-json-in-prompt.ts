import type { ModelCall, Place, Value, WrapperUse } from "../facts.ts";
import { isSamePlace, isWithin, modelCallsOf } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const prettyPrintedJsonInPrompt = defineRule({
  meta: {
    id: "pretty-printed-json-in-prompt",
    title: "JSON goes to the model with indentation",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP01"],
    severity: "info",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const all = jsonOf(call);
    const json = call.wrapper === undefined ? all : withoutThoseOf(call.wrapper, all, call, context);
    const [first] = json;
    if (first === undefined) {
      return { outcome: "not applicable" };
    }
    const isHere = first.place.file === call.place.file;
    return {
      outcome: "fail",
      place: isHere ? first.place : call.calleePlace,
      message: `The JSON in the prompt of \`${call.callee}\` is indented; each space and line break at the start of a line is paid for`,
      ...(isWithin(first.place, call.place)
        ? {}
        : { related: [{ place: call.calleePlace, message: "This call sends it" }] }),
      fixes: [
        {
          title: "Write the JSON without indentation",
          safety: isReadHereOnly(json, call) ? "safe" : "review",
          edits: json.map(({ place, code }) => ({ edit: "replace", place, code })),
        },
      ],
    };
  },
});

/** What a function of the app is given, it may also write to a file. */
function isReadHereOnly(json: readonly Json[], call: ModelCall): boolean {
  return call.wrapper === undefined && json.every(({ reader }) => reader !== undefined && isWithin(reader, call.place));
}

function jsonOf(call: ModelCall): readonly Json[] {
  return promptTexts(call).flatMap((text) => indentedJson(text));
}

/** What the app's own function adds is reported at the model call inside. */
function withoutThoseOf(
  wrapper: WrapperUse,
  all: readonly Json[],
  call: ModelCall,
  context: JudgeContext,
): readonly Json[] {
  const inner = modelCallsOf(context.facts).find(({ place }) => isSamePlace(place, wrapper.call));
  const own = inner === undefined ? [] : jsonOf(inner);
  return all.filter(
    ({ place }) => place.file === call.place.file && !own.some((each) => isSamePlace(each.place, place)),
  );
}

interface Json {
  readonly place: Place;
  readonly code: string;
  /** The only place that reads it; something else may write it to a file. */
  readonly reader: Place | undefined;
}

function indentedJson(text: Value): readonly Json[] {
  return piecesOf(text).flatMap((piece) =>
    typeof piece !== "string" &&
    piece.state === "unknown" &&
    piece.compactJson !== undefined &&
    piece.place !== undefined
      ? [{ place: piece.place, code: piece.compactJson, reader: piece.onlyReader }]
      : [],
  );
}
