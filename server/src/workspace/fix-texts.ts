import { NEVER_CANCELLED } from "../analysis/analysis.ts";
import type { FixBench } from "../lint/apply.ts";
import type { FileReport } from "../lint/finding.ts";
import type { Workspace } from "./workspace.ts";

/** A file as fixes leave it. */
export interface FixedText {
  readonly file: string;
  /** `undefined` for a file that they make. */
  readonly before: string | undefined;
  readonly after: string;
}

/** An editor's text of a file and its version. */
export interface OpenText {
  readonly text: string;
  readonly version: number;
}

/** Texts that fixes are tried on: nothing is written, and nothing stays. */
export interface TrialTexts extends FixBench {
  /** What differs from the real texts, in the order in which it was first changed. */
  fixed(): readonly FixedText[];
  /** Puts the real texts back. */
  restore(): void;
}

/** The texts of a workspace, an editor's before the disk's. */
export class FixTexts implements TrialTexts {
  readonly #workspace: Workspace;
  readonly #openText: (file: string) => OpenText | undefined;
  readonly #mayCreate: boolean;
  readonly #before = new Map<string, string | undefined>();
  #changes = 0;

  /** `openText` gives an editor's texts; files that are open nowhere have none. */
  constructor(
    workspace: Workspace,
    openText: (file: string) => OpenText | undefined = () => undefined,
    options: { readonly mayCreate: boolean } = { mayCreate: true },
  ) {
    this.#workspace = workspace;
    this.#openText = openText;
    this.#mayCreate = options.mayCreate;
  }

  text(file: string): string | undefined {
    return this.#workspace.text(file);
  }

  canCreate(file: string): boolean {
    return this.#mayCreate && this.#workspace.canCreate(file);
  }

  change(file: string, text: string): void {
    if (!this.#before.has(file)) this.#before.set(file, this.#workspace.text(file));
    this.#workspace.setOverlay(file, text, `fix ${++this.#changes} of ${this.#openText(file)?.version ?? "disk"}`);
  }

  report(file: string): FileReport {
    return this.#workspace.report(file, NEVER_CANCELLED);
  }

  fixed(): readonly FixedText[] {
    return [...this.#before].flatMap(([file, before]) => {
      const after = this.#workspace.text(file);
      return after === undefined || after === before ? [] : [{ file, before, after }];
    });
  }

  restore(): void {
    for (const file of this.#before.keys()) {
      const open = this.#openText(file);
      if (open === undefined) this.#workspace.clearOverlay(file);
      else this.#workspace.setOverlay(file, open.text, open.version);
    }
    this.#before.clear();
  }
}
