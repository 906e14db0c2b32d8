import type { DatabaseRecords, Value } from "../facts.ts";
import { isWithin } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";

export const wholeObjectInPrompt = defineRule({
  meta: {
    id: "whole-object-in-prompt",
    title: "Whole database records in the prompt",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP01", "GENSEC01-BP03"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const all = promptTexts(call).flatMap((text) => recordsOf(text));
    // What the app's own function adds is reported at the model call inside.
    const found = call.wrapper === undefined ? all : all.filter(({ place }) => place.file === call.place.file);
    const [first] = found;
    if (first === undefined) return { outcome: "not applicable" };
    const { records, place } = first;
    return {
      outcome: "fail",
      place: place.file === call.place.file ? place : call.calleePlace,
      message: `All columns of what \`${records.text}\` gives go to \`${call.callee}\`; the model needs few of them, and some may be nobody's business`,
      related: [
        { place: records.place, message: "This query chooses no columns" },
        ...(isWithin(place, call.place) ? [] : [{ place: call.calleePlace, message: "This call sends them" }]),
      ],
    };
  },
});

interface SentRecords {
  readonly records: DatabaseRecords;
  /** The JSON. */
  readonly place: DatabaseRecords["place"];
}

function recordsOf(text: Value): readonly SentRecords[] {
  return piecesOf(text).flatMap((piece) =>
    typeof piece !== "string" && piece.state === "unknown" && piece.records !== undefined && piece.place !== undefined
      ? [{ records: piece.records, place: piece.place }]
      : [],
  );
}
