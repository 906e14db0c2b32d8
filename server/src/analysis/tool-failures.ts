import type { CaughtFailure } from "../../../lens/facts.ts";
import { failureOfClause } from "./caught-failures.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, ts, walk } from "./syntax.ts";

/**
 * The `catch` clauses of a tool's handler that give back something empty and tell nobody: the model cannot tell that
 * from an answer.
 */
export function hiddenFailures(handler: ts.FunctionLikeDeclaration, module: Module): CaughtFailure[] {
  const found: CaughtFailure[] = [];
  if (!handler.body) return found;
  walk(handler.body, (node) => {
    // What an inner function gives back is not the tool's result.
    if (isFunctionWithBody(node)) return false;
    if (!ts.isCatchClause(node)) return undefined;
    const failure = failureOfClause(node, [], module);
    if (failure.result !== undefined && isHidden(failure)) found.push(failure);
    return undefined;
  });
  return found;
}

/** What is only logged is hidden from the model all the same. */
function isHidden({ outcome }: CaughtFailure): boolean {
  return outcome === "hidden" || outcome === "logged";
}
