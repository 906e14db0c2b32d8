import type { FixEdit, PromptEdit } from "../../../../lens/fixes.ts";
import { ts } from "../../analysis/syntax.ts";
import { dressed, parseExpression } from "./code.ts";
import { coarsenToDay } from "./days.ts";
import { addCodeAfter, addElement, partToBlock } from "./elements.ts";
import type { Formatting } from "./formatting.ts";
import { addMessage } from "./messages.ts";
import type { OptionWriter } from "./options.ts";
import { scopesOf } from "./scopes.ts";
import { nodesAt, type Replacement } from "./search.ts";
import { headOfText, replaceInText } from "./texts.ts";

/** An edit of texts that are sent to a model; `undefined` where the code has no right place for it. */
export function renderPromptEdit(
  source: ts.SourceFile,
  formatting: Formatting,
  edit: Exclude<PromptEdit, { edit: "split text" }>,
): readonly Replacement[] | undefined {
  const scopes = scopesOf(source);
  switch (edit.edit) {
    case "replace in text":
      return replaceInText(source, formatting, scopes, edit);
    case "part to block":
      return partToBlock(source, formatting, edit);
    case "add message":
      return addMessage(source, formatting, scopes, edit);
    case "add element":
      return addCodeAfter(source, formatting, scopes, edit.place, edit.parts);
    case "coarsen to day":
      return coarsenToDay(source, edit.place);
  }
}

/** The same for the edit that may set an option. */
export function splitText(
  source: ts.SourceFile,
  formatting: Formatting,
  options: OptionWriter,
  { to, before, after, ...edit }: Extract<FixEdit, { edit: "split text" }>,
): readonly Replacement[] | undefined {
  const found = headOfText(source, formatting, edit);
  if (found === undefined) return undefined;
  if (to.kind !== "element") return options.set(to, `${before}${found.head}${after}`) ? [found.rest] : undefined;
  const code = `${dressed(before, formatting, "")}${found.head}${dressed(after, formatting, "")}`;
  const next = nodesAt(source, to.next).find(ts.isExpression);
  if (next === undefined || parseExpression(code) === undefined) return undefined;
  const added = addElement(source, formatting, next, "before", code);
  return added && [...added, found.rest];
}
