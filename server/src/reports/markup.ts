import { oneLine } from "./check-result.ts";

/** Text as it stands in XML and HTML, in elements and in quoted attributes. Characters that XML forbids are left out. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** One line of text for Markdown, also in a table: pairs of backticks keep marking code; everything else that Markdown or a table would obey is shown as it is. */
export function escapeMarkdown(text: string): string {
  const parts = oneLine(text).split("`");
  return parts
    .map((part, index) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      if (isCode) return `\`${part.replaceAll("|", "\\|")}\``;
      const isUnpaired = index % 2 === 1;
      return (isUnpaired ? "\\`" : "") + part.replace(/[\\*_[\]<>|#~]/g, "\\$&");
    })
    .join("");
}
