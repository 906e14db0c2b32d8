import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export type { Node as JsonNode } from "jsonc-parser";

/** A JSON text with comments, as a tree with places. */
export interface JsonDocument {
  /** `undefined` where nothing could be made of the text. */
  readonly root: Node | undefined;
  readonly mistakes: readonly JsonMistake[];
}

export interface JsonMistake {
  /** UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly message: string;
}

const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: "a word that is neither text in quotes, a number, true, false nor null",
  InvalidNumberFormat: "a number that cannot be read",
  PropertyNameExpected: "a property name in quotes is missing",
  ValueExpected: "a value is missing",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "more text after the end",
  UnexpectedEndOfComment: "a comment that does not end",
  UnexpectedEndOfString: "text in quotes that does not end",
  UnexpectedEndOfNumber: "a number that does not end",
  InvalidUnicode: "a broken \\u escape",
  InvalidEscapeCharacter: "an unknown \\ escape",
  InvalidCharacter: "a character that is not allowed in quotes",
};

/** Reads JSON with comments and trailing commas. Never throws; what is wrong comes back as mistakes, first to last. */
export function parseJsonDocument(text: string): JsonDocument {
  const errors: ParseError[] = [];
  const content = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  try {
    const root = parseTree(content, errors, { allowTrailingComma: true, disallowComments: false });
    return {
      root,
      mistakes: errors.map((error) => {
        const name = printParseErrorCode(error.error);
        return { offset: error.offset, message: WORDS[name] ?? name };
      }),
    };
  } catch {
    return { root: undefined, mistakes: [{ offset: 0, message: "nested too deeply to be read" }] };
  }
}

/** The value of a property of an object node; `undefined` where the node is no object or has no such property. */
export function propertyOf(node: Node | undefined, name: string): Node | undefined {
  return propertiesOf(node).findLast((property) => property.name === name)?.value;
}

/** A property that is written out in full. */
export interface JsonProperty {
  readonly name: string;
  readonly nameNode: Node;
  readonly value: Node;
}

/** The properties of an object node, in their order. Empty for any other node. */
export function propertiesOf(node: Node | undefined): readonly JsonProperty[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap((property) => {
    const [nameNode, value] = property.children ?? [];
    if (nameNode === undefined || value === undefined || typeof nameNode.value !== "string") return [];
    return [{ name: nameNode.value, nameNode, value }];
  });
}

/** The elements of an array node. Empty for any other node. */
export function elementsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

/** The text of a string node; `undefined` for any other node. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.type === "string" && typeof node.value === "string" ? node.value : undefined;
}

/** The text of a string node, or the texts of an array's string elements. */
export function textsOf(node: Node | undefined): readonly string[] {
  const own = textOf(node);
  if (own !== undefined) return [own];
  return elementsOf(node).flatMap((element) => textOf(element) ?? []);
}
