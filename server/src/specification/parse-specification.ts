import { nearestName } from "../workspace/nearest-name.ts";
import { DATA_CLASS_NAMES } from "./data-class-names.ts";
import { type FrontMatterEntry, type FrontMatterNode, findFrontMatter, readFrontMatter } from "./front-matter.ts";
import { readSections } from "./sections.ts";
import {
  type CodeRecord,
  EMPTY_SPECIFICATION,
  type FrontMatter,
  LIST_NAMES,
  type ListName,
  NUMBER_NAMES,
  type NumberName,
  type ParsedSpecification,
  type Section,
  type Setting,
  type SpecificationProblem,
  type WrittenValue,
} from "./specification.ts";

/** UTF-16 code units; a document for people is far shorter. */
const LONGEST_TEXT = 512 * 1024;
const MOST_ITEMS = 1000;
/** Whoever mends these sees the rest. */
const MOST_PROBLEMS = 100;
const KEYS = [...LIST_NAMES, ...NUMBER_NAMES, "reviewed", "code"];

/** Reads a specification. Never throws: what is wrong becomes a problem with its place, and the rest still holds. */
export function parseSpecification(text: string): ParsedSpecification {
  if (text.length > LONGEST_TEXT) {
    const message = "Longer than 512 KB, so it is not read: move parts of it into other documents";
    return { specification: EMPTY_SPECIFICATION, problems: [{ start: 0, end: 1, message }] };
  }
  const problems: SpecificationProblem[] = [];
  const frontMatter = frontMatterOf(text, problems);
  const sections = sectionsOf(text, problems);
  problems.sort((first, second) => first.start - second.start || first.end - second.end);
  return { specification: { frontMatter, sections }, problems: problems.slice(0, MOST_PROBLEMS) };
}

function frontMatterOf(text: string, problems: SpecificationProblem[]): FrontMatter {
  const found = findFrontMatter(text);
  const firstLine = { start: 0, end: Math.max(1, /^[^\r\n]*/u.exec(text)?.[0].length ?? 1) };
  if (found === undefined || found === "unclosed") {
    const message =
      found === undefined
        ? "No front matter, so nothing can be checked: start the file with a line `---`, settings such as `models: [gpt-5.4]`, and a line `---`"
        : "The front matter does not end: write a line `---` after its last setting";
    problems.push({ ...firstLine, message });
    return EMPTY_SPECIFICATION.frontMatter;
  }
  try {
    const { root, mistakes } = readFrontMatter(text, found);
    problems.push(...mistakes);
    if (root.shape === "nothing") return EMPTY_SPECIFICATION.frontMatter;
    if (root.shape !== "map") {
      const { start, end } = root;
      problems.push({
        start,
        end: Math.max(end, start + 1),
        message: "The front matter must be settings: write lines such as `maxSteps: 10`",
      });
      return EMPTY_SPECIFICATION.frontMatter;
    }
    return new SettingsReader(problems).read(root.entries);
  } catch {
    const message = "The front matter cannot be read: write plain settings, such as `maxSteps: 10`";
    problems.push({ start: found.start, end: found.start + 1, message });
    return EMPTY_SPECIFICATION.frontMatter;
  }
}

function sectionsOf(text: string, problems: SpecificationProblem[]): readonly Section[] {
  const found = findFrontMatter(text);
  const from = found === undefined || found === "unclosed" ? 0 : endOfLine(text, found.end);
  try {
    return readSections(text, from);
  } catch {
    const message = "The text cannot be read as Markdown, so its sections are not checked: simplify its nesting";
    problems.push({ start: from, end: from + 1, message });
    return [];
  }
}

function endOfLine(text: string, offset: number): number {
  const rest = /^[^\r\n]*(?:\r\n|\r|\n)?/u.exec(text.slice(offset, offset + 1000));
  return offset + (rest?.[0].length ?? 0);
}

class SettingsReader {
  readonly #problems: SpecificationProblem[];

  constructor(problems: SpecificationProblem[]) {
    this.#problems = problems;
  }

  read(entries: readonly FrontMatterEntry[]): FrontMatter {
    const lists: Partial<Record<ListName, Setting<readonly WrittenValue<string>[]>>> = {};
    const numbers: Partial<Record<NumberName, Setting<WrittenValue<number>>>> = {};
    let reviewed: Setting<WrittenValue<string>> | undefined;
    let code: Setting<CodeRecord> | undefined;
    const seen = new Set<string>();
    for (const entry of entries) {
      // A key that stands there twice is a problem already; the first one holds.
      if (seen.has(entry.name)) continue;
      seen.add(entry.name);
      const list = LIST_NAMES.find((name) => name === entry.name);
      const number = NUMBER_NAMES.find((name) => name === entry.name);
      if (list !== undefined) lists[list] = this.#setting(entry, this.#list(entry));
      else if (number !== undefined) numbers[number] = this.#setting(entry, this.#number(entry, number));
      else if (entry.name === "reviewed") reviewed = this.#setting(entry, this.#day(entry));
      else if (entry.name === "code") code = this.#setting(entry, this.#record(entry));
      else this.#unknown(entry);
    }
    for (const item of lists.dataClasses?.value ?? []) this.#dataClass(item);
    return { lists, numbers, reviewed, code };
  }

  #setting<Value>({ key, node }: FrontMatterEntry, value: Value | undefined): Setting<Value> {
    return { key, isEmpty: node.shape === "nothing", value };
  }

  #list({ name, node }: FrontMatterEntry): readonly WrittenValue<string>[] | undefined {
    if (node.shape === "nothing") return undefined;
    if (node.shape === "scalar") return [textOf(node)];
    if (node.shape !== "list") {
      this.#wrong(node, `\`${name}\` must be a list of texts: write \`${name}: [one, two]\``);
      return undefined;
    }
    if (node.items.length > MOST_ITEMS) {
      this.#wrong(node, `\`${name}\` has more than ${MOST_ITEMS} items: use \`*\` to name several at once`);
      return undefined;
    }
    return node.items.flatMap((item) => {
      if (item.shape === "scalar") return [textOf(item)];
      this.#wrong(
        item,
        `An item of \`${name}\` is no text: write a name, in quotes where YAML would read it otherwise`,
      );
      return [];
    });
  }

  #number({ name, node }: FrontMatterEntry, kind: NumberName): WrittenValue<number> | undefined {
    if (node.shape === "nothing") return undefined;
    const isWhole = kind !== "monthlyBudget";
    if (node.shape === "scalar" && typeof node.value === "number" && node.value >= 0 && Number.isFinite(node.value)) {
      if (!isWhole || (Number.isInteger(node.value) && node.value > 0))
        return { value: node.value, start: node.start, end: node.end };
    }
    const expected = isWhole ? "a whole number above 0" : "a number of US dollars, without a sign";
    this.#wrong(node, `\`${name}\` must be ${expected}: write \`${name}: ${isWhole ? 10 : 250}\``);
    return undefined;
  }

  #day({ node }: FrontMatterEntry): WrittenValue<string> | undefined {
    if (node.shape === "nothing") return undefined;
    if (node.shape === "scalar" && isDay(node.source)) return { value: node.source, start: node.start, end: node.end };
    this.#wrong(node, "`reviewed` must be a day: write it as 2026-11-22");
    return undefined;
  }

  #record({ node }: FrontMatterEntry): CodeRecord | undefined {
    if (node.shape === "nothing") return undefined;
    const entries = node.shape === "map" ? node.entries : undefined;
    if (entries?.every((entry) => entry.node.shape === "scalar") !== true) {
      this.#wrong(node, "`code` is written by `genai-lens spec check --mark-reviewed`: take it out, and run that");
      return undefined;
    }
    return new Map(entries.map(({ name, node }) => [name, node.shape === "scalar" ? node.source : ""]));
  }

  #unknown({ name, key }: FrontMatterEntry): void {
    const nearest = nearestName(name, KEYS);
    const hint =
      nearest === undefined ? `write one of ${KEYS.join(", ")}, or take it out` : `did you mean \`${nearest}\`?`;
    const { start, end } = key;
    this.#problems.push({
      start,
      end: Math.max(end, start + 1),
      message: `There is no setting ${name === "" ? "of this kind" : `\`${name.slice(0, 100)}\``}: ${hint}`,
      ...(nearest === undefined ? {} : { rename: { name: nearest, end } }),
    });
  }

  /** Names of a team's own are fine; one that is nearly a known one is most probably that. */
  #dataClass({ value, start, end }: WrittenValue<string>): void {
    if (DATA_CLASS_NAMES.includes(value)) return;
    const nearest = nearestName(value, DATA_CLASS_NAMES);
    if (nearest === undefined) return;
    const message = `\`${value.slice(0, 100)}\` is no data class that can be checked: did you mean \`${nearest}\`?`;
    this.#problems.push({ start, end, message, rename: { name: nearest, end } });
  }

  #wrong({ start, end }: FrontMatterNode, message: string): void {
    this.#problems.push({ start, end: Math.max(end, start + 1), message });
  }
}

/** As it is written: `1.0` stays `1.0`. */
function textOf(node: FrontMatterNode & { readonly shape: "scalar" }): WrittenValue<string> {
  return { value: typeof node.value === "string" ? node.value : node.source, start: node.start, end: node.end };
}

function isDay(written: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === written;
}
