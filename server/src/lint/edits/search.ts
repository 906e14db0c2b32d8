import type { Place } from "../../../../lens/facts.ts";
import { ts } from "../../analysis/syntax.ts";

/** A part of a text to be replaced; offsets are UTF-16, end exclusive. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All nodes that span exactly a place, outermost first. */
export function nodesAt(source: ts.SourceFile, place: Place): ts.Node[] {
  const found: ts.Node[] = [];
  let current: ts.Node | undefined = source;
  while (current !== undefined) {
    if (current.getStart(source) === place.start && current.end === place.end) found.push(current);
    current = ts.forEachChild(current, (child) => (holds(source, child, place) ? child : undefined));
  }
  return found;
}

/** The outermost node of a kind that spans exactly a place. */
export function nodeAt<Kind extends ts.Node>(
  source: ts.SourceFile,
  place: Place,
  isKind: (node: ts.Node) => node is Kind,
): Kind | undefined {
  return nodesAt(source, place).find(isKind);
}

/** The smallest node that holds a place. */
export function nodeAround(source: ts.SourceFile, place: Place): ts.Node {
  let current: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(current, (child) =>
      holds(source, child, place) ? child : undefined,
    );
    if (inner === undefined) return current;
    current = inner;
  }
}

function holds(source: ts.SourceFile, node: ts.Node, place: Place): boolean {
  return node.getStart(source) <= place.start && place.end <= node.end && node.end > node.pos;
}
