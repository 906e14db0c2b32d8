import { Lexer, type Token } from "marked";
import { QUESTION_MARK, type Section } from "./specification.ts";

/** Headings of a document with whether anything stands below them. `from` is where the Markdown starts. */
export function readSections(text: string, from: number): readonly Section[] {
  const body = withPlainLineBreaks(text.slice(from));
  const sections: { section: Omit<Section, "isEmpty" | "hasText">; hasText: boolean }[] = [];
  let offset = 0;
  for (const token of new Lexer().blockTokens(body)) {
    // The lexer keeps all of the text in its tokens; should one be changed on the way, the next is looked for.
    const found = body.indexOf(token.raw, offset);
    const start = found < 0 ? offset : found;
    offset = start + token.raw.length;
    if (token.type === "heading") {
      const line = /^[^\n]*/u.exec(token.raw)?.[0].trimEnd() ?? "";
      const heading = { start: from + start, end: from + start + line.length };
      sections.push({ section: { title: titleOf(token), level: Number(token["depth"]), heading }, hasText: false });
    } else if (isText(token)) {
      const last = sections.at(-1);
      if (last !== undefined) last.hasText = true;
    }
  }
  return sections.map(({ section, hasText }, index) => ({
    ...section,
    hasText,
    isEmpty: !hasText && (sections[index + 1]?.section.level ?? 0) <= section.level,
  }));
}

/** Every line break as one line feed, and each character where it was: offsets stay right. */
function withPlainLineBreaks(text: string): string {
  return text.replaceAll("\r\n", " \n").replaceAll("\r", "\n");
}

function titleOf(token: Token): string {
  return "text" in token && typeof token.text === "string" ? token.text.trim() : "";
}

function isText(token: Token): boolean {
  switch (token.type) {
    case "space":
    case "hr":
    case "def":
      return false;
    case "html":
      return token.raw.replace(/<!--[\s\S]*?(?:-->|$)/gu, "").trim() !== "";
    case "blockquote":
      return !isOpenQuestion(titleOf(token));
    default:
      return token.raw.trim() !== "";
  }
}

/** Whether nothing follows a question in its quote. What is written in the line below it belongs to the quote, too. */
function isOpenQuestion(quote: string): boolean {
  if (!quote.startsWith(QUESTION_MARK)) return false;
  const end = quote.indexOf("?");
  return end < 0 || quote.slice(end + 1).trim() === "";
}
