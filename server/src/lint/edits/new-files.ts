import { dressedStatements, isModule } from "./code.ts";
import type { RuleCode } from "./code.ts";
import type { Formatting } from "./formatting.ts";

/** The text of a new file, laid out as `formatting` says; `undefined` where the code is none of a module. */
export function newFileText(formatting: Formatting, code: RuleCode): string | undefined {
  return isModule(code) ? `${dressedStatements(code, formatting, "")}${formatting.endOfLine}` : undefined;
}
