import path from "node:path";
import type { Fix } from "../../../lens/fixes.ts";
import { parse } from "../analysis/syntax.ts";
import { allowOnly } from "./edits/allow-lists.ts";
import { withNames } from "./edits/code.ts";
import { renderControlFlow } from "./edits/control-flow.ts";
import { formattingOf } from "./edits/formatting.ts";
import { addImport } from "./edits/imports.ts";
import { boundLoop, loopInParts } from "./edits/loops.ts";
import { loadOnce } from "./edits/load-once.ts";
import { type LaidOutFile, type PlainEdit, plainEdits } from "./edits/constant-edits.ts";
import { reuseResult } from "./edits/results.ts";
import { OptionWriter, removeOption, renameOption } from "./edits/options.ts";
import { replaceAround } from "./edits/around.ts";
import { replaceCode, wrapCode } from "./edits/replace.ts";
import type { Replacement } from "./edits/search.ts";
import { insertAfter, insertBefore, moveToModule } from "./edits/statements.ts";
import type { NewFile, TextFix } from "./finding.ts";
import { renderPromptEdit, splitText } from "./edits/prompt-edits.ts";

/** What the fixes of one file may change beside it. */
export interface FixReach {
  /** Another file's text as it was analysed together with this one; `undefined` for files that no fix may change. */
  textOf(file: string): string | undefined;
  /** Whether nothing is at a path, and a source file of the workspace may be made there. */
  canCreate(file: string): boolean;
}

/** Fixes change their own file alone. */
export const OWN_FILE_ONLY: FixReach = { textOf: () => undefined, canCreate: () => false };

/** Turns the fixes of one file from intents into text that looks like the rest of each file that they change. */
export class FixRenderer {
  readonly #file: string;
  readonly #text: string;
  readonly #reach: FixReach;
  readonly #others = new Map<string, FixRenderer | undefined>();
  #parsed: LaidOutFile | undefined;
  readonly #movedNames = new Set<string>();

  constructor(file: string, text: string, reach = OWN_FILE_ONLY) {
    this.#file = file;
    this.#text = text;
    this.#reach = reach;
  }

  /** `undefined` for a fix that has no right place in the text, or that changes what may not be changed. */
  render({ title, safety, edits: intents }: Fix): TextFix | undefined {
    const newFiles: NewFile[] = [];
    const byFile = new Map<string, PlacedEdit[]>();
    const plain = plainEdits(intents, {
      own: this.#file,
      parsed: (file) => this.#rendererOf(file)?.parsed(),
      canCreate: (file) => this.#reach.canCreate(file),
    });
    if (plain === undefined) return undefined;
    for (const intent of plain) {
      if (intent.edit !== "make file") {
        const file = fileOf(intent);
        byFile.set(file, [...(byFile.get(file) ?? []), intent]);
        continue;
      }
      const { file, text } = intent;
      if (newFiles.some((other) => other.file === file)) return undefined;
      newFiles.push({ file, text });
    }
    const edits: TextFix["edits"][number][] = [];
    for (const [file, own] of byFile) {
      const renderer = this.#rendererOf(file);
      const replacements = renderer && renderer.#replacements(own, safety);
      const ordered = replacements && withoutOverlap(replacements);
      if (ordered === undefined || ordered.length === 0) return undefined;
      edits.push(...ordered.map((replacement) => ({ file, ...replacement })));
    }
    if (edits.length + newFiles.length === 0) return undefined;
    const others = [...byFile.keys()].filter((file) => file !== this.#file);
    // Whoever reads the title looks at the finding's file and sees nothing of this.
    const isElsewhere = others.length > 0 && others.length === byFile.size && newFiles.length === 0;
    const where = isElsewhere ? `, in ${others.map((file) => this.#pathTo(file)).join(" and ")}` : "";
    return { title: title + where, safety, edits, ...(newFiles.length === 0 ? {} : { newFiles }) };
  }

  /** As much of another file's path as tells it from this one. */
  #pathTo(file: string): string {
    return path.posix.relative(path.posix.dirname(this.#file), file).replace(/^(?:\.\.\/)+/u, "");
  }

  #rendererOf(file: string): FixRenderer | undefined {
    if (file === this.#file) return this;
    if (!this.#others.has(file)) {
      const text = this.#reach.textOf(file);
      this.#others.set(file, text === undefined ? undefined : new FixRenderer(file, text));
    }
    return this.#others.get(file);
  }

  #replacements(edits: readonly PlacedEdit[], safety: Fix["safety"]): readonly Replacement[] | undefined {
    const parsed = this.parsed();
    if (parsed === undefined) return undefined;
    const { source, formatting } = parsed;
    const options = new OptionWriter(source, formatting);
    const all: Replacement[] = [];
    const texts = new Map<string, string>();
    for (const edit of edits) {
      if (edit.edit !== "add import") continue;
      const added = addImport(source, formatting, edit);
      if (added === undefined) return undefined;
      all.push(...added.replacements);
      for (const [name, text] of added.texts) texts.set(name, text);
    }
    for (const written of edits) {
      if (written.edit === "add import") continue;
      const edit = withNamesOf(written, texts);
      if (edit === undefined) return undefined;
      const rendered =
        edit.edit === "set option"
          ? this.#set(options, edit)
          : edit.edit === "split text"
            ? splitText(source, formatting, options, edit)
            : this.#render(edit, parsed, safety);
      if (rendered === undefined) return undefined;
      all.push(...rendered);
    }
    const set = options.replacements();
    return set && [...all, ...set];
  }

  #set(options: OptionWriter, edit: Extract<PlainEdit, { edit: "set option" }>): readonly Replacement[] | undefined {
    return options.set(edit.insertion, edit.code) ? [] : undefined;
  }

  #render(
    edit: Exclude<PlacedEdit, { edit: "set option" | "split text" | "add import" }>,
    { source, formatting }: LaidOutFile,
    safety: Fix["safety"],
  ): readonly Replacement[] | undefined {
    switch (edit.edit) {
      case "replace":
        return one(replaceCode(source, formatting, edit.place, edit.code));
      case "wrap":
        return wrapCode(source, formatting, edit);
      case "allow only":
        return one(allowOnly(source, formatting, edit.place, edit.allowed));
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
      case "reuse result":
        return reuseResult(source, formatting, edit.first, edit.again, edit.name);
      case "load once":
        return loadOnce(source, formatting, edit.place);
      case "write":
        return edit.replacements;
      case "loop in parts":
        return one(loopInParts(source, edit));
      case "replace around":
        return replaceAround(source, formatting, edit);
      case "replace in text":
      case "part to block":
      case "add message":
      case "add element":
      case "coarsen to day":
        return renderPromptEdit(source, formatting, edit);
      default:
        return renderControlFlow(source, formatting, edit);
    }
  }

  /** The file's tree and layout; `undefined` where it is no code. */
  parsed(): LaidOutFile | undefined {
    if (this.#parsed !== undefined) return this.#parsed;
    // What was analysed was short enough then, whatever limit was set.
    const parsed = parse(this.#file, this.#text, Infinity);
    if ("problem" in parsed) return undefined;
    this.#parsed = { ...parsed, formatting: formattingOf(parsed.source) };
    return this.#parsed;
  }
}

/** An edit of a text that is there. */
type PlacedEdit = Exclude<PlainEdit, { edit: "make file" }>;

function fileOf(edit: PlacedEdit): string {
  switch (edit.edit) {
    case "set option":
      return edit.insertion.kind === "property" ? edit.insertion.object.file : edit.insertion.call.file;
    case "bound loop":
    case "loop in parts":
      return edit.loop.file;
    case "replace around":
      return edit.outer.file;
    case "replace in text":
    case "split text":
    case "part to block":
      return edit.part.file;
    case "add import":
    case "write":
      return edit.file;
    case "reuse result":
      return edit.again.file;
    default:
      return edit.place.file;
  }
}

/** An edit whose code has the texts that the file uses for some names. */
function withNamesOf<Edit extends PlainEdit>(edit: Edit, texts: ReadonlyMap<string, string>): Edit | undefined {
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

/** In the order of the text, without those that change nothing; insertions at one offset stay in the order that they came in. `undefined` where two overlap. */
function withoutOverlap(replacements: readonly Replacement[]): readonly Replacement[] | undefined {
  const ordered = replacements
    .filter(({ start, end, text }) => start !== end || text !== "")
    .sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, current] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && next.start < current.end) return undefined;
  }
  return ordered;
}
