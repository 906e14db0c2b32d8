import type { Rename } from "../analysis/analysis.ts";

/** Place of the specification, from the workspace folder, unless `settings.specification` says another. */
export const DEFAULT_SPECIFICATION_PATH = "docs/genai-spec.md";

/** A stretch of the specification's text: UTF-16 offsets, end exclusive. */
export interface SpecificationRange {
  readonly start: number;
  readonly end: number;
}

/** One value, and where it is written. */
export interface WrittenValue<Value> extends SpecificationRange {
  readonly value: Value;
}

/** A setting with its key. `value` is `undefined` where the key stands there with no value, or with one that is wrong. */
export interface Setting<Value> {
  readonly key: SpecificationRange;
  /** Nothing is written behind the key: somebody still has to decide. */
  readonly isEmpty: boolean;
  readonly value: Value | undefined;
}

/** Lists of the front matter. What is not in the list is not allowed; without the key, nothing is decided. */
export type ListName = "models" | "regions" | "tools" | "dataClasses" | "humanApproval";

/** Numbers of the front matter: tokens of one answer, steps of one agent run, US dollars a month. */
export type NumberName = "maxOutputTokens" | "maxSteps" | "monthlyBudget";

/** What the code showed when somebody last reviewed the specification: a digest for each part of it. */
export type CodeRecord = ReadonlyMap<string, string>;

/** The part for machines, at the top of the document. A key that is missing is a decision that nobody made. */
export interface FrontMatter {
  readonly lists: Readonly<Partial<Record<ListName, Setting<readonly WrittenValue<string>[]>>>>;
  readonly numbers: Readonly<Partial<Record<NumberName, Setting<WrittenValue<number>>>>>;
  /** ISO day. */
  readonly reviewed: Setting<WrittenValue<string>> | undefined;
  readonly code: Setting<CodeRecord> | undefined;
}

/** A heading with what stands below it, up to the next heading. */
export interface Section {
  readonly title: string;
  /** 1 to 6. */
  readonly level: number;
  /** Its heading line, without the line break. */
  readonly heading: SpecificationRange;
  /** Text stands directly below it, beside comments and questions that wait for an answer. */
  readonly hasText: boolean;
  /** It says nothing yet: no text beside comments and questions that wait for an answer, and no section below it. */
  readonly isEmpty: boolean;
}

export interface Specification {
  readonly frontMatter: FrontMatter;
  readonly sections: readonly Section[];
}

/** Something wrong in the document: what, where, and how to mend it, on one line. */
export interface SpecificationProblem extends SpecificationRange {
  readonly message: string;
  /** A key that was probably meant. */
  readonly rename?: Rename;
}

export interface ParsedSpecification {
  /** What could be read; the rest is left out. */
  readonly specification: Specification;
  /** In the order of their places. */
  readonly problems: readonly SpecificationProblem[];
}

export const LIST_NAMES: readonly ListName[] = ["models", "regions", "tools", "dataClasses", "humanApproval"];
export const NUMBER_NAMES: readonly NumberName[] = ["maxOutputTokens", "maxSteps", "monthlyBudget"];

export const EMPTY_SPECIFICATION: Specification = {
  frontMatter: { lists: {}, numbers: {}, reviewed: undefined, code: undefined },
  sections: [],
};

/** Sections of a first specification that are written from the code: their text alone shows no work of a person. */
export const CODE_SECTIONS: ReadonlySet<string> = new Set([
  "Models",
  "Data models",
  "Prompts",
  "Tools",
  "Retrieval",
  "Edge cases",
  "Limits",
  "Data",
  "Evaluation",
  "Responsible AI",
  "Open questions",
]);

/** Starts a quoted line that asks a person something. A section with nothing else in it is empty. */
export const QUESTION_MARK = "To answer:";
