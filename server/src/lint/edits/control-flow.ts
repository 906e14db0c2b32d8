import type { ControlFlowEdit } from "../../../../lens/fixes.ts";
import type { ts } from "../../analysis/syntax.ts";
import { letFailuresThrough, nameError } from "./catches.ts";
import type { Formatting } from "./formatting.ts";
import { addParameter, catchFailures } from "./functions.ts";
import { tryOnce } from "./retries.ts";
import type { Replacement } from "./search.ts";
import { settleAll } from "./settled.ts";
import { awaitTogether } from "./together.ts";

/** The text of an edit of the way that code takes; `undefined` where it cannot be written rightly. */
export function renderControlFlow(
  source: ts.SourceFile,
  formatting: Formatting,
  edit: ControlFlowEdit,
): readonly Replacement[] | undefined {
  switch (edit.edit) {
    case "catch failures":
      return catchFailures(source, formatting, edit.place, edit.code);
    case "add parameter":
      return addParameter(source, formatting, edit.place, edit.code);
    case "name error": {
      const named = nameError(source, edit.place, edit.name);
      return named && [named];
    }
    case "let failures through":
      return letFailuresThrough(source, formatting, edit.place);
    case "settle all":
      return settleAll(source, formatting, edit.place);
    case "await together":
      return awaitTogether(source, formatting, edit.calls, edit.index);
    case "try once":
      return tryOnce(source, formatting, edit.place, edit);
  }
}
