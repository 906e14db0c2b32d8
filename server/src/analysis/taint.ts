import type { FlowSink, Taint, TaintSource } from "../../../lens/facts.ts";
import { type Abstract, type AbstractUnknown, alternativesOf, type Located } from "./abstract.ts";
import { place } from "./values.ts";

/** A value that carries data from outside the program's control. */
export type Tainted = AbstractUnknown & { readonly taint: Taint; readonly at: Located };

/** Steps that are kept of one way; the last ones tell most. */
const MAXIMUM_STEPS = 12;

/** Longest text of a source expression that a message shows, in UTF-16 units. */
const MAXIMUM_TEXT = 40;

/** Data that enters the program at `at`, which is the expression or the name of the parameter that reads it. */
export function tainted(source: TaintSource, at: Located, more: Partial<AbstractUnknown> = {}): AbstractUnknown {
  const text = at.node.getText(at.module.source).replaceAll(/\s+/g, " ");
  return {
    kind: "unknown",
    reason: "outside data",
    at,
    ...more,
    taint: { source, place: place(at), text: shortened(text), steps: [] },
  };
}

function shortened(text: string): string {
  return text.length <= MAXIMUM_TEXT ? text : `${text.slice(0, MAXIMUM_TEXT - 1)}…`;
}

/** The same value with each tainted piece of its text replaced. */
export function mapTainted(value: Abstract, change: (piece: Tainted) => Abstract, depth = 0): Abstract {
  if (depth > 6) return value;
  switch (value.kind) {
    case "unknown":
      return value.taint && value.at ? change(value as Tainted) : value;
    case "alternatives": {
      const values = mapped(value.values, (each) => mapTainted(each, change, depth + 1));
      return values === value.values ? value : { ...value, values };
    }
    case "template": {
      const parts = mapped(value.parts, (part) =>
        typeof part === "string" ? part : mapTainted(part, change, depth + 1),
      );
      return parts === value.parts ? value : { ...value, parts };
    }
    case "json": {
      const of = mapTainted(value.of, change, depth + 1);
      return of === value.of ? value : { ...value, of };
    }
    default:
      return value;
  }
}

function mapped<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let isSame = true;
  const result = items.map((item) => {
    const changed = change(item);
    if (changed !== item) isSame = false;
    return changed;
  });
  return isSame ? items : result;
}

/** The same value with a further step on the way of each tainted piece. */
export function withStep(value: Abstract, at: Located): Abstract {
  return mapTainted(value, (piece) => {
    const step = place(at);
    const { steps, place: source } = piece.taint;
    const isKnown = (each: Taint["place"]): boolean =>
      each.start === step.start && each.end === step.end && each.file === step.file;
    if (isKnown(source) || steps.some(isKnown)) return piece;
    return { ...piece, taint: { ...piece.taint, steps: [...steps, step].slice(-MAXIMUM_STEPS) } };
  });
}

/** The same value, of which more is known: it was checked, capped or escaped. */
export function marked(
  value: Abstract,
  marks: Partial<Pick<Taint, "isShapeChecked" | "isLengthBounded" | "textSchema" | "harmlessFor">>,
): Abstract {
  return mapTainted(value, (piece) => {
    const { taint } = piece;
    const harmlessFor: readonly FlowSink[] = [...new Set([...(taint.harmlessFor ?? []), ...(marks.harmlessFor ?? [])])];
    return { ...piece, taint: { ...taint, ...marks, ...(harmlessFor.length > 0 ? { harmlessFor } : {}) } };
  });
}

/** Parts of one value that are looked at. */
const MAXIMUM_PARTS = 2_000;

/** Every tainted piece of a value's text; `names` are the properties of objects that hold text, all where left out. */
export function taintedPieces(value: Abstract, names?: readonly string[]): Tainted[] {
  const found: Tainted[] = [];
  collect(value, names, found, 0, { parts: MAXIMUM_PARTS });
  return found;
}

function collect(
  value: Abstract,
  names: readonly string[] | undefined,
  found: Tainted[],
  depth: number,
  left: { parts: number },
): void {
  if (depth > 6 || --left.parts < 0) return;
  const inner = (part: Abstract): void => collect(part, names, found, depth + 1, left);
  switch (value.kind) {
    case "unknown":
      if (value.taint && value.at) found.push(value as Tainted);
      return;
    case "template":
      for (const part of value.parts) if (typeof part !== "string") inner(part);
      return;
    case "alternatives":
      for (const each of alternativesOf(value)) inner(each);
      return;
    case "json":
      return inner(value.of);
    case "array":
      for (const element of value.elements.slice(0, Math.max(0, left.parts))) inner(element());
      return;
    case "object":
      for (const name of names ?? [...value.properties.keys()].slice(0, 40)) {
        const property = value.properties.get(name);
        if (property) inner(property());
      }
      return;
  }
}
