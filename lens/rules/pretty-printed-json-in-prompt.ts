import type { Place, Value } from "../facts.ts";
import { isWithin } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";

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
  judge(call) {
    const all = promptTexts(call).flatMap((text) => indentedJson(text));
    // What the app's own function adds is reported at the model call inside.
    const json = call.wrapper === undefined ? all : all.filter(({ place }) => place.file === call.place.file);
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
          safety: isHere ? "safe" : "review",
          edits: json.map(({ place, code }) => ({ edit: "replace", place, code })),
        },
      ],
    };
  },
});

interface Json {
  readonly place: Place;
  readonly code: string;
}

function indentedJson(text: Value): readonly Json[] {
  return piecesOf(text).flatMap((piece) =>
    typeof piece !== "string" &&
    piece.state === "unknown" &&
    piece.compactJson !== undefined &&
    piece.place !== undefined
      ? [{ place: piece.place, code: piece.compactJson }]
      : [],
  );
}
