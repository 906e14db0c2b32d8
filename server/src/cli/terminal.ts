import type { Progress } from "./progress.ts";

/** What a command knows of the outside. Tests put their own in its place. */
export interface Terminal {
  /** Folder that the command runs in: absolute, with `/`. */
  readonly directory: string;
  /** Whether results may have colours. */
  readonly isColoured: boolean;
  write(text: string): void;
  writeError(text: string): void;
  /** The whole standard input, as UTF-8. */
  readInput(): string;
  /** Asks a person, and answers with the line that was written; "" at the end of the input. Left out where nobody is there. */
  readonly ask?: (question: string) => Promise<string>;
  readonly progress: Progress;
  /** Script of a thread that takes part in scans; without it there are none. */
  readonly threadScript?: string;
}

/** Exit codes of the contract. */
export const EXIT_FINE = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_FAILED = 2;

export type ExitCode = typeof EXIT_FINE | typeof EXIT_FINDINGS | typeof EXIT_FAILED;
