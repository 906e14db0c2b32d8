import { parse, ts } from "../analysis/syntax.ts";
import { formattingOf, indentationAt, lineStartAt } from "./edits/formatting.ts";
import { nodeAround } from "./edits/search.ts";
import type { Replacement } from "./edits/search.ts";
import { parseDirective } from "./suppressions.ts";

/** Stands where the person who suppresses a finding writes why. */
export const REASON_PLACEHOLDER = "reason";

/** A comment that suppresses a rule. */
export interface SuppressionEdit {
  readonly replacement: Replacement;
  /** Line of the comment in the text with the edit in it, from 0. */
  readonly line: number;
}

/**
 * Suppresses a rule for the line of an offset: by a comment above the line, or by a further id in the
 * comment that is there. `undefined` where no comment can stand above, such as in a template's text.
 */
export function suppressOnLine(
  file: string,
  text: string,
  offset: number,
  ruleId: string,
): SuppressionEdit | undefined {
  const lineStart = lineStartAt(text, offset);
  const line = text.slice(0, lineStart).split("\n").length - 1;
  const existing = directiveAbove(text, lineStart);
  if (existing !== undefined) {
    return {
      replacement: { start: existing.at, end: existing.at, text: `, ${ruleId}` },
      line: line - existing.linesAbove,
    };
  }
  const parsed = parse(file, text, Infinity);
  if ("problem" in parsed) return undefined;
  const position = positionKind(parsed.source, file, lineStart);
  if (position === "text") return undefined;
  const directive = `genai-lens-disable-next-line ${ruleId} -- ${REASON_PLACEHOLDER}`;
  const comment = position === "JSX" ? `{/* ${directive} */}` : `// ${directive}`;
  const { endOfLine } = formattingOf(parsed.source);
  const indentation = indentationAt(text, offset);
  return { replacement: { start: lineStart, end: lineStart, text: `${indentation}${comment}${endOfLine}` }, line };
}

/** The end of the list of ids of the directive for a line, and how far above it stands. */
function directiveAbove(text: string, lineStart: number): { at: number; linesAbove: number } | undefined {
  let end = lineStart;
  for (let linesAbove = 1; end > 0; linesAbove++) {
    const start = lineStartAt(text, end - 1);
    const line = text.slice(start, end);
    const comment = line.trim();
    if (!/^(?:\/\/|\{?\s*\/\*.*\*\/)/u.test(comment)) return undefined;
    const directive = parseDirective(comment);
    if (typeof directive === "object" && directive.kind === "disable-next-line" && directive.ruleIds.length > 0) {
      const last = directive.ruleIds.at(-1)!;
      const list = /^.*?genai-lens-disable-next-line/u.exec(line)![0].length;
      const separator = /\s--(?=\s|$)/u.exec(line.slice(list));
      const ids = line.slice(0, separator === null ? undefined : list + separator.index);
      return { at: start + ids.lastIndexOf(last) + last.length, linesAbove };
    }
    end = start;
  }
  return undefined;
}

function positionKind(source: ts.SourceFile, file: string, lineStart: number): "code" | "JSX" | "text" {
  if (lineStart === 0) return "code";
  const node = nodeAround(source, { file, start: lineStart, end: lineStart });
  if (ts.isJsxText(node)) return "JSX";
  if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
    const [opening, closing] = ts.isJsxElement(node)
      ? [node.openingElement, node.closingElement]
      : [node.openingFragment, node.closingFragment];
    return opening.end <= lineStart && lineStart <= closing.getStart(source) ? "JSX" : "code";
  }
  const isInside = node.getStart(source) < lineStart && lineStart < node.end;
  return isInside && (ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node)) ? "text" : "code";
}
