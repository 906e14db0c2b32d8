import type { DirectiveComment } from "../analysis/analysis.ts";

/** A comment that switches rules off for a part of its file. */
export interface Suppression {
  /** The whole comment. */
  readonly start: number;
  readonly end: number;
  /** Empty means every rule. */
  readonly ruleIds: readonly string[];
  /** Why, in the words of whoever wrote it; `undefined` where none is given. */
  readonly reason: string | undefined;
}

/** A directive that does not say what its author meant. */
export interface DirectiveMistake {
  readonly offset: number;
  readonly message: string;
}

export interface Suppressions {
  readonly mistakes: readonly DirectiveMistake[];
  /** All of them that switch something off, in the order of their comments, once for each comment. */
  readonly all: readonly Suppression[];
  /** The suppression of a rule at an offset; `undefined` where there is none. */
  find(ruleId: string, offset: number): Suppression | undefined;
}

/** What one directive comment says. */
export interface Directive {
  readonly kind: DirectiveKind;
  /** Empty means every rule. */
  readonly ruleIds: readonly string[];
  readonly reason: string | undefined;
}

export type DirectiveKind = (typeof DIRECTIVE_KINDS)[number];

const DIRECTIVE_KINDS = ["disable-next-line", "disable-line", "disable-file", "disable", "enable"] as const;

const PREFIX = "genai-lens-";

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly ruleIds: readonly string[];
  readonly suppression: Suppression;
}

/**
 * Reads the directives of one file.
 *
 * `disable-next-line` covers the next line that is not itself a comment, `disable-line` the lines that
 * its comment stands on, `disable-file` the whole file and must stand above the first statement,
 * `disable` everything down to the matching `enable` or the end.
 */
export function readSuppressions(
  text: string,
  comments: readonly DirectiveComment[],
  knownRuleIds: ReadonlySet<string>,
): Suppressions {
  const scopes: Scope[] = [];
  const mistakes: DirectiveMistake[] = [];
  const all: Suppression[] = [];
  let open: { start: number; ruleIds: readonly string[]; suppression: Suppression }[] = [];

  for (const comment of [...comments].sort((a, b) => a.start - b.start)) {
    const directive = parseDirective(comment.text);
    if (directive === undefined) continue;
    if (typeof directive === "string") {
      mistakes.push({ offset: comment.start, message: directive });
      continue;
    }
    for (const ruleId of directive.ruleIds) {
      if (knownRuleIds.has(ruleId)) continue;
      mistakes.push({
        offset: comment.start,
        message: `\`${PREFIX}${directive.kind}\` names \`${ruleId}\`, which is not a rule. \`genai-lens rules\` lists them all`,
      });
    }
    const { ruleIds, reason } = directive;
    const suppression: Suppression = { start: comment.start, end: comment.end, ruleIds, reason };
    if (directive.kind !== "enable") all.push(suppression);
    switch (directive.kind) {
      case "disable-next-line":
        scopes.push({ ...nextCodeLine(text, comment.end), ruleIds, suppression });
        break;
      case "disable-line":
        scopes.push({ start: lineStart(text, comment.start), end: lineEnd(text, comment.end), ruleIds, suppression });
        break;
      case "disable-file":
        if (isAtTop(text, comment.start)) {
          scopes.push({ start: 0, end: Infinity, ruleIds, suppression });
        } else {
          mistakes.push({
            offset: comment.start,
            message: `\`${PREFIX}disable-file\` has no effect here. Move it above the first statement of the file`,
          });
        }
        break;
      case "disable":
        open.push({ start: comment.start, ruleIds, suppression });
        break;
      case "enable": {
        const stillOpen: typeof open = [];
        for (const block of open) {
          const closed = ruleIds.length === 0 ? block.ruleIds : block.ruleIds.filter((id) => ruleIds.includes(id));
          // A block for every rule ends only with an `enable` for every rule.
          const isClosed = ruleIds.length === 0 || closed.length > 0;
          if (isClosed)
            scopes.push({ start: block.start, end: comment.start, ruleIds: closed, suppression: block.suppression });
          const rest = ruleIds.length === 0 ? [] : block.ruleIds.filter((id) => !ruleIds.includes(id));
          if (!isClosed || rest.length > 0) stillOpen.push({ ...block, ruleIds: rest });
        }
        open = stillOpen;
        break;
      }
    }
  }
  for (const block of open) scopes.push({ ...block, end: Infinity });

  return {
    mistakes,
    all,
    find(ruleId, offset) {
      return scopes.find(
        (scope) =>
          scope.start <= offset &&
          offset <= scope.end &&
          (scope.ruleIds.length === 0 || scope.ruleIds.includes(ruleId)),
      )?.suppression;
    },
  };
}

/**
 * What a comment, with its marks, directs. `undefined` for a comment that does not begin with a
 * directive; a message where it begins with one that does not exist.
 */
export function parseDirective(comment: string): Directive | string | undefined {
  const content = comment
    .replace(/^\{?\s*\/[/*]+/u, "")
    .replace(/\*\/\s*\}?$/u, "")
    .replace(/^[\s*]+/u, "")
    .trimEnd();
  if (!content.startsWith(PREFIX)) return undefined;
  const name = /^[\w-]+/u.exec(content.slice(PREFIX.length))?.[0] ?? "";
  const kind = DIRECTIVE_KINDS.find((candidate) => candidate === name);
  if (kind === undefined) {
    const known = DIRECTIVE_KINDS.map((candidate) => `\`${PREFIX}${candidate}\``).join(", ");
    return `\`${PREFIX}${name}\` is not a directive. There are: ${known}`;
  }
  const rest = content.slice(PREFIX.length + name.length);
  const separator = /(?:^|\s)--(?=\s|$)/u.exec(rest);
  const list = separator === null ? rest : rest.slice(0, separator.index);
  const reason = separator === null ? "" : rest.slice(separator.index + separator[0].length);
  return {
    kind,
    ruleIds: [...new Set(list.split(/[\s,*]+/u).filter((id) => id !== ""))],
    reason: reason.replace(/\s*\n[\s*]*/gu, " ").trim() || undefined,
  };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

function nextCodeLine(text: string, offset: number): { start: number; end: number } {
  let start = lineEnd(text, offset) + 1;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end).trim();
    if (!isWholeComment(line)) return { start, end };
    start = end + 1;
  }
  return { start: text.length, end: text.length };
}

function isWholeComment(line: string): boolean {
  return line.startsWith("//") || /^\{?\s*\/\*(?:(?!\*\/).)*\*\/\s*\}?$/u.test(line);
}

/** Whether only blank space, comments, a `#!` line and directives such as `"use client"` come before. */
function isAtTop(text: string, offset: number): boolean {
  const before = text
    .slice(0, offset)
    .replace(/^\uFEFF?(?:#!.*)?/u, "")
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/gu, "")
    .replace(/^\s*(["'])use [\w ]+\1;?/gmu, "");
  return before.trim() === "";
}
