import type { Flow, ModelCall, Place, TaintSource, UnknownValue } from "../../../lens/facts.ts";
import { piiFieldInPrompt } from "../../../lens/rules/pii-field-in-prompt.ts";
import { effectivePromptTexts, piecesOf } from "../../../lens/rules/prompt-values.ts";
import { type FileFacts, type PictureContext, verdictOf } from "./product-facts.ts";
import type { DataClass } from "./data-class-names.ts";

/** Data of one class that certainly becomes part of what a model is sent. */
export interface DataUse {
  readonly dataClass: DataClass;
  /** How the code reads it, such as `req.body`; `undefined` where there is no short text for it. */
  readonly text: string | undefined;
  readonly callee: string;
  /** The model call, without its arguments. */
  readonly place: Place;
}

const CLASSES: ReadonlyMap<TaintSource, DataClass> = new Map([
  ["HTTP request", "user-input"],
  ["Lambda event", "user-input"],
  ["form data", "user-input"],
  ["WebSocket message", "user-input"],
  ["command line", "user-input"],
  ["retrieved document", "retrieved-documents"],
]);

const PROMPT_SINKS: ReadonlySet<Flow["sink"]> = new Set(["system prompt", "prompt", "messages"]);

/** What one file hands to models, once for each class, call and text. */
export function dataUsesOf(file: FileFacts, context: PictureContext): readonly DataUse[] {
  const uses = new Map<string, DataUse>();
  const add = (call: ModelCall, dataClass: DataClass | undefined, text: string | undefined): void => {
    if (dataClass === undefined) return;
    const { callee, calleePlace: place } = call;
    const key = [dataClass, place.file, place.start, text].join("\n");
    if (!uses.has(key)) uses.set(key, { dataClass, text, callee, place });
  };
  for (const call of file.calls) {
    for (const text of effectivePromptTexts(call)) {
      for (const piece of piecesOf(text)) {
        if (typeof piece === "string" || piece.state !== "unknown") continue;
        for (const [dataClass, written] of classesOf(piece)) add(call, dataClass, written);
      }
    }
    if (verdictOf(piiFieldInPrompt, call, file.all, context)?.outcome === "fail") add(call, "personal-data", undefined);
  }
  for (const fact of file.all) {
    if (fact.fact !== "flow" || fact.call === undefined || !PROMPT_SINKS.has(fact.sink)) continue;
    add(fact.call, CLASSES.get(fact.taint.source), fact.taint.text);
  }
  return [...uses.values()];
}

function classesOf({
  taint,
  records,
  fileBytes,
}: UnknownValue): readonly (readonly [DataClass | undefined, string | undefined])[] {
  return [
    ...(taint === undefined ? [] : [[CLASSES.get(taint.source), taint.text] as const]),
    ...(records === undefined ? [] : [["database-records", records.text] as const]),
    ...(fileBytes === undefined ? [] : [["files", undefined] as const]),
  ];
}
