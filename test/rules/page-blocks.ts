/** A block of code on a rule's page, ready to be run as a test. */
export interface PageBlock {
  /** Line on the page where it starts, from 1. */
  readonly line: number;
  /** Heading that it stands under, such as `Fails`. */
  readonly section: string;
  /** It shows what the fix makes of the block before it. */
  readonly isFixed: boolean;
  /** `name=value` pairs of the fence: majors of packages, and settings of rules. */
  readonly properties: ReadonlyMap<string, string>;
  readonly files: readonly BlockFile[];
}

/** One file of a block: `// file: name` starts each but the first, which may have a name of its own. */
export interface BlockFile {
  readonly name: string;
  /** Without names and marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A range that a finding is expected at, from a comment line with `^^^` under it and perhaps a severity. */
export interface Mark {
  /** UTF-16 offsets in the file's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly severity: string | undefined;
}

const FENCE = /^```(ts|js)(?: (.*))?$/u;
const FILE = /^\/\/ file: (\S+)$/u;
const MARK = /^\/\/ *(\^+)(?: (error|warning|info|hint))?$/u;

/** All blocks of TypeScript and JavaScript on a page, in their order. */
export function blocksOf(page: string): readonly PageBlock[] {
  const blocks: PageBlock[] = [];
  const lines = page.split("\n");
  let section = "";
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    section = /^## (.*)$/u.exec(line)?.[1] ?? section;
    const fence = FENCE.exec(line);
    if (fence === null) {
      continue;
    }
    const end = lines.indexOf("```", index + 1);
    const words = (fence[2] ?? "").split(" ").filter((word) => word !== "");
    blocks.push({
      line: index + 1,
      section,
      isFixed: words.includes("fixed"),
      properties: new Map(words.filter((word) => word.includes("=")).map((word) => pairOf(word))),
      files: filesOf(lines.slice(index + 1, end), fence[1] ?? "ts"),
    });
    index = end;
  }
  return blocks;
}

function pairOf(word: string): readonly [string, string] {
  const equals = word.indexOf("=");
  return [word.slice(0, equals), word.slice(equals + 1)];
}

function filesOf(lines: readonly string[], extension: string): readonly BlockFile[] {
  const parts: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const name = FILE.exec(line)?.[1];
    if (name !== undefined) {
      parts.push({ name, lines: [] });
      continue;
    }
    if (parts.length === 0) {
      parts.push({ name: `src/app.${extension}`, lines: [] });
    }
    parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ name, lines: own }) => fileOf(name, own));
}

function fileOf(name: string, lines: readonly string[]): BlockFile {
  const marks: Mark[] = [];
  let text = "";
  let lineStart = 0;
  for (const line of lines) {
    const mark = MARK.exec(line);
    if (mark === null) {
      lineStart = text.length;
      text += `${line}\n`;
      continue;
    }
    const start = lineStart + line.indexOf("^");
    marks.push({ start, end: start + (mark[1] ?? "").length, severity: mark[2] });
  }
  return { name, text, marks };
}
