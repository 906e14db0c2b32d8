import { type Token, marked } from "marked";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** A table as it stands on a page, in plain text. */
export interface PageTable {
  /** The heading above it; `""` where there is none. */
  readonly heading: string;
  /** In lower case. */
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a page in Markdown or HTML, in their order. */
export function tablesOf(text: string): readonly PageTable[] {
  return /^\s*<(?:!doctype|html)/iu.test(text) ? tablesOfHtml(text) : tablesOfMarkdown(text);
}

function tablesOfMarkdown(text: string): readonly PageTable[] {
  const tables: PageTable[] = [];
  let heading = "";
  for (const token of marked.lexer(text)) {
    if (token.type === "heading") heading = plain(token.tokens ?? []);
    if (token.type !== "table") continue;
    const table = token as { header: { tokens: Token[] }[]; rows: { tokens: Token[] }[][] };
    tables.push({
      heading,
      titles: table.header.map((cell) => plain(cell.tokens).toLowerCase()),
      rows: table.rows.map((row) => row.map((cell) => plain(cell.tokens))),
    });
  }
  return tables;
}

function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens !== undefined ? plain(token.tokens) : "text" in token ? token.text : " ",
    )
    .join("")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

type HtmlNode = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

function tablesOfHtml(text: string): readonly PageTable[] {
  const tables: PageTable[] = [];
  let heading = "";
  const open: HtmlNode[] = [parse(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (/^h[1-6]$/u.test(node.nodeName)) heading = textOf(node);
    if (node.nodeName === "table") {
      const [titles = [], ...rows] = within(node, ["tr"]).map((row) => within(row, ["th", "td"]).map(textOf));
      tables.push({ heading, titles: titles.map((title) => title.toLowerCase()), rows });
      continue;
    }
    open.push(...childrenOf(node).toReversed());
  }
  return tables;
}

function within(root: HtmlNode, names: readonly string[]): readonly HtmlNode[] {
  const found: HtmlNode[] = [];
  const open: HtmlNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (names.includes(node.nodeName)) found.push(node);
    else open.push(...childrenOf(node).toReversed());
  }
  return found;
}

function textOf(root: HtmlNode): string {
  const parts: string[] = [];
  const open: HtmlNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeName === "#text" && "value" in node) parts.push(node.value);
    else if (node.nodeName === "br") parts.push(" ");
    open.push(...childrenOf(node).toReversed());
  }
  return parts.join("").replaceAll(/\s+/gu, " ").trim();
}

function childrenOf(node: HtmlNode): readonly HtmlNode[] {
  return "childNodes" in node ? node.childNodes : [];
}
