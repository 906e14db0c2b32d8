import type { Fact, Place } from "../facts.ts";

/** Something in a workspace, beside its model calls, that speaks for a practice. */
export interface Signal {
  /** Id of its kind. */
  readonly kind: string;
  /** The file that shows it, absolute, with `/`. */
  readonly file: string;
  /** Line in it, from 1; `undefined` where the file as a whole shows it. */
  readonly line: number | undefined;
  /** What shows it, on one line: a few words of the file, or how the file is called. */
  readonly text: string;
}

/** One kind of signal: which practices it supports, and what it is recognised by. */
export interface SignalKind {
  readonly id: string;
  /** What it is, as a heading. */
  readonly title: string;
  /** Ids of practices of the Generative AI, Agentic AI and Responsible AI Lenses that it is evidence of, the most fitting first. */
  readonly practices: readonly string[];
  /**
   * Those of its practices for which it is enough to propose "done". For all others it is shown beside the practice and
   * proposes nothing: it is one part of many, or what it shows may lie idle.
   */
  readonly proves?: readonly string[];
  /** Any of them is enough. */
  readonly marks: readonly SignalMark[];
}

/** What a kind of signal is recognised by. Paths are relative to the workspace, with `/`. */
export type SignalMark =
  /**
   * A file of this path; where `text` is given, only one whose beginning holds it; where `isAnswered`, only a design
   * specification in which people answered what only they can say.
   */
  | (Mark & { readonly mark: "path"; readonly path: RegExp; readonly text?: RegExp; readonly isAnswered?: true })
  /** A source file that imports this; where `text` is given, only one that holds it as well. */
  | (Mark & { readonly mark: "import"; readonly specifier: RegExp; readonly text?: RegExp })
  /** A package that a `package.json` names. */
  | (Mark & { readonly mark: "dependency"; readonly name: RegExp })
  /** A fact of the code outside tests: what shows it, or `undefined`. */
  | (Mark & { readonly mark: "fact"; shows(fact: Fact): ShownByFact | undefined });

interface Mark {
  /** Programs of any sort have such a thing: it counts only in a package whose code uses generative AI. */
  readonly isGeneral?: true;
  /** It also counts in tests and fixtures. */
  readonly includesTests?: true;
}

export interface ShownByFact {
  readonly place: Place;
  readonly text: string;
}
