import type { Place } from "../../../../lens/facts.ts";
import { mentions } from "../../analysis/loops.ts";
import { ts } from "../../analysis/syntax.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodeAround } from "./search.ts";
import { takeOut } from "./taking-out.ts";

/** Gives what a `catch` catches a name. `undefined` where it has one, or its block means something else by this one. */
export function nameError(source: ts.SourceFile, place: Place, name: string): Replacement | undefined {
  const clause = clauseAt(source, place);
  if (clause === undefined || clause.variableDeclaration !== undefined) return undefined;
  if (mentions(clause.block, new Set([name]))) return undefined;
  return { start: place.end, end: place.end, text: ` (${name})` };
}

/**
 * Leaves out the `try` that a `catch` belongs to; its statements stay, one step to the left. `undefined` where a name
 * that they declare is used around them, where a comment or a `finally` would be lost, or where lines are shared.
 */
export function letFailuresThrough(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
): readonly Replacement[] | undefined {
  const attempt = clauseAt(source, place)?.parent;
  if (attempt?.finallyBlock !== undefined || attempt === undefined || !ts.isBlock(attempt.parent)) return undefined;
  return takeOut(source, formatting, { block: attempt.tryBlock, from: attempt, to: attempt });
}

function clauseAt(source: ts.SourceFile, place: Place): ts.CatchClause | undefined {
  const clause = nodeAround(source, place);
  if (!ts.isCatchClause(clause) || clause.getStart(source) !== place.start) return undefined;
  return source.text[clause.block.getStart(source)] === "{" ? clause : undefined;
}
