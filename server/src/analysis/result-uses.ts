import type { Place } from "../../../lens/facts.ts";
import type { Located } from "./abstract.ts";
import { namesFromAnswer } from "./loops.ts";
import { isReference } from "./scope.ts";
import { ts, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Where later code of the same function reads the result of a call, or a variable that is made of it. */
export function usesOfResult({ module, node }: Located): readonly Place[] {
  const holder = ts.findAncestor(node, ts.isFunctionLike) ?? module.source;
  const names = namesFromAnswer(holder, node);
  const uses: Place[] = [];
  if (names.size === 0) return uses;
  walk(holder, (inner) => {
    if (inner.end <= node.end) return false;
    if (ts.isIdentifier(inner) && names.has(inner.text) && isReference(inner)) {
      uses.push(place({ module, node: inner }));
    }
    return undefined;
  });
  return uses;
}
