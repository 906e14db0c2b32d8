import type { Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { ts, walk } from "./syntax.ts";

/** Names of calls that keep only some of a list, or put the best first. */
const NARROWS = /^(slice|splice|filter|find)$|rank|compress|dedup/i;

/** Whether later code of the same function keeps only some of what an expression gives. */
export function isNarrowedAfter({ module, node }: Located): boolean {
  const holder = ts.findAncestor(node, ts.isFunctionLike) ?? module.source;
  let isFound = false;
  walk(holder, (inner) => {
    if (isFound || inner.end <= node.pos) return false;
    if (ts.isCallExpression(inner) && inner.end > node.end && NARROWS.test(calleeName(inner) ?? "")) isFound = true;
    return undefined;
  });
  return isFound;
}
