import type { Fix, FixEdit } from "../../../lens/facts.ts";
import { parse } from "../analysis/syntax.ts";
import type { ParsedFile } from "../analysis/syntax.ts";
import { withNames } from "./edits/code.ts";
import { renderControlFlow } from "./edits/control-flow.ts";
import { formattingOf } from "./edits/formatting.ts";
import type { Formatting } from "./edits/formatting.ts";
import { addImport } from "./edits/imports.ts";
import { boundLoop, loopInParts } from "./edits/loops.ts";
import { OptionWriter, removeOption, renameOption } from "./edits/options.ts";
import { replaceAround } from "./edits/around.ts";
import { replaceCode, wrapCode } from "./edits/replace.ts";
import type { Replacement } from "./edits/search.ts";
import { insertAfter, insertBefore, moveToModule } from "./edits/statements.ts";
import type { TextFix } from "./finding.ts";

/** Turns the fixes of one file from intents into text that looks like the rest of the file. */
export class FixRenderer {
  readonly #file: string;
  readonly #text: string;
  #parsed: (ParsedFile & { readonly formatting: Formatting }) | undefined;
  readonly #movedNames = new Set<string>();

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** `undefined` for a fix that has no right place in the text, or that reaches into another file. */
  render(fix: Fix): TextFix | undefined {
    const replacements = this.#replacements(fix);
    if (replacements === undefined) return undefined;
    const ordered = withoutOverlap(replacements);
    if (ordered === undefined || ordered.length === 0) return undefined;
    const edits = ordered.map((replacement) => ({ file: this.#file, ...replacement }));
    return { title: fix.title, safety: fix.safety, edits };
  }

  #replacements(fix: Fix): readonly Replacement[] | undefined {
    if (!fix.edits.every((edit) => fileOf(edit) === this.#file)) return undefined;
    const parsed = this.#parse();
    if (parsed === undefined) return undefined;
    const { source, formatting } = parsed;
    const options = new OptionWriter(source, formatting);
    const all: Replacement[] = [];
    const texts = new Map<string, string>();
    for (const edit of fix.edits) {
      if (edit.edit !== "add import") continue;
      const added = addImport(source, formatting, edit);
      if (added === undefined) return undefined;
      all.push(...added.replacements);
      for (const [name, text] of added.texts) texts.set(name, text);
    }
    for (const written of fix.edits) {
      if (written.edit === "add import") continue;
      const edit = withNamesOf(written, texts);
      if (edit === undefined) return undefined;
      const rendered = edit.edit === "set option" ? this.#set(options, edit) : this.#render(edit, parsed, fix.safety);
      if (rendered === undefined) return undefined;
      all.push(...rendered);
    }
    const set = options.replacements();
    return set && [...all, ...set];
  }

  #set(options: OptionWriter, edit: Extract<FixEdit, { edit: "set option" }>): readonly Replacement[] | undefined {
    return options.set(edit.insertion, edit.code) ? [] : undefined;
  }

  #render(
    edit: Exclude<FixEdit, { edit: "set option" | "add import" }>,
    { source, formatting }: ParsedFile & { readonly formatting: Formatting },
    safety: Fix["safety"],
  ): readonly Replacement[] | undefined {
    switch (edit.edit) {
      case "replace":
        return one(replaceCode(source, formatting, edit.place, edit.code));
      case "wrap":
        return wrapCode(source, edit.place, edit.before, edit.after);
      case "remove option":
        return removeOption(source, edit.place);
      case "rename option":
        return one(renameOption(source, formatting, edit.place, edit.name, edit.code));
      case "insert before":
        return one(insertBefore(source, formatting, edit.place, edit.code));
      case "insert after":
        return one(insertAfter(source, formatting, edit.place, edit.code));
      case "move to module": {
        const moved = moveToModule(source, formatting, edit.place);
        // Two safe fixes are applied together: the second of a name would declare it twice.
        if (moved === undefined || (safety === "safe" && this.#movedNames.has(moved.name))) return undefined;
        if (safety === "safe") this.#movedNames.add(moved.name);
        return moved.replacements;
      }
      case "bound loop":
        return boundLoop(source, formatting, edit.loop, edit.limit);
      case "loop in parts":
        return one(loopInParts(source, edit));
      case "replace around":
        return replaceAround(source, formatting, edit);
      default:
        return renderControlFlow(source, formatting, edit);
    }
  }

  #parse(): (ParsedFile & { readonly formatting: Formatting }) | undefined {
    if (this.#parsed !== undefined) return this.#parsed;
    // What was analysed was short enough then, whatever limit was set.
    const parsed = parse(this.#file, this.#text, Infinity);
    if ("problem" in parsed) return undefined;
    this.#parsed = { ...parsed, formatting: formattingOf(parsed.source) };
    return this.#parsed;
  }
}

function fileOf(edit: FixEdit): string {
  switch (edit.edit) {
    case "set option":
      return edit.insertion.kind === "property" ? edit.insertion.object.file : edit.insertion.call.file;
    case "bound loop":
    case "loop in parts":
      return edit.loop.file;
    case "replace around":
      return edit.outer.file;
    case "add import":
      return edit.file;
    default:
      return edit.place.file;
  }
}

/** An edit whose code has the texts that the file uses for some names. */
function withNamesOf<Edit extends FixEdit>(edit: Edit, texts: ReadonlyMap<string, string>): Edit | undefined {
  if (texts.size === 0) return edit;
  if ("code" in edit) {
    const code = withNames(edit.code, texts);
    return code === undefined ? undefined : { ...edit, code };
  }
  if ("before" in edit) {
    const [before, after, ...rest] = withNames(`${edit.before}${WRAPPED}${edit.after}`, texts)?.split(WRAPPED) ?? [];
    return before === undefined || after === undefined || rest.length > 0 ? undefined : { ...edit, before, after };
  }
  return edit;
}

/** Stands for the expression that an edit wraps. */
const WRAPPED = "wrappedExpression";

function one(replacement: Replacement | undefined): readonly Replacement[] | undefined {
  return replacement && [replacement];
}

/** In the order of the text; insertions at one offset stay in the order that they came in. `undefined` where two overlap. */
function withoutOverlap(replacements: readonly Replacement[]): readonly Replacement[] | undefined {
  const ordered = [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, current] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && next.start < current.end) return undefined;
  }
  return ordered;
}
