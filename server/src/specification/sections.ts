import { Lexer, type Token } from "marked";
import { QUESTION_MARK, type Section } from "./specification.ts";

/** Headings of a document with whether anything stands below them. `from` is where the Markdown starts. */
export function readSections(text: string, from: number): readonly Section[] {
  const body = withPlainLineBreaks(text.slice(from));
  const sections: { section: Omit<Section, "isEmpty">; hasContent: boolean }[] = [];
  let offset = 0;
  for (const token of new Lexer().blockTokens(body)) {
    // The lexer keeps all of the text in its tokens; should one be changed on the way, the next is looked for.
    const found = body.indexOf(token.raw, offset);
    const start = found < 0 ? offset : found;
    offset = start + token.raw.length;
    if (token.type === "heading") {
      const line = /^[^\n]*/u.exec(token.raw)?.[0].trimEnd() ?? "";
      const heading = { start: from + start, end: from + start + line.length };
      sections.push({ section: { title: titleOf(token), level: Number(token["depth"]), heading }, hasContent: false });
    } else if (hasContent(token)) {
      const last = sections.at(-1);
      if (last !== undefined) last.hasContent = true;
    }
  }
  return sections.map(({ section, hasContent }, index) => ({
    ...section,
    isEmpty: !hasContent && (sections[index + 1]?.section.level ?? 0) <= section.level,
  }));
}

/** Every line break as one line feed, and each character where it was: offsets stay right. */
function withPlainLineBreaks(text: string): string {
  return text.replaceAll("\r\n", " \n").replaceAll("\r", "\n");
}

function titleOf(token: Token): string {
  return "text" in token && typeof token.text === "string" ? token.text.trim() : "";
}

function hasContent(token: Token): boolean {
  switch (token.type) {
    case "space":
    case "hr":
    case "def":
      return false;
    case "html":
      return token.raw.replace(/<!--[\s\S]*?(?:-->|$)/gu, "").trim() !== "";
    case "blockquote":
      return !titleOf(token).startsWith(QUESTION_MARK);
    default:
      return token.raw.trim() !== "";
  }
}
