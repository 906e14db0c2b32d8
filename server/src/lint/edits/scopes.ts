import { Scopes } from "../../analysis/scope.ts";
import type { ts } from "../../analysis/syntax.ts";

const known = new WeakMap<ts.SourceFile, Scopes>();

/** The names of a file; made once, since a file may have many fixes. */
export function scopesOf(source: ts.SourceFile): Scopes {
  const scopes = known.get(source) ?? new Scopes(source);
  known.set(source, scopes);
  return scopes;
}
