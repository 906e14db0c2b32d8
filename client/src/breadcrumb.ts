/** Environment variable that asks the server to say on standard error which file it is about to read. */
export const BREADCRUMB_VARIABLE = "GENAI_LENS_BREADCRUMBS";

const ANALYSING = "genai-lens:analysing ";
const IDLE = "genai-lens:idle";

/**
 * Reads the server's standard error, where it names a file before it analyses it.
 * What is left when the server dies is the file that most likely brought it down.
 */
export class Breadcrumb {
  #file: string | undefined;

  /** The file that is being analysed; `undefined` while the server rests. */
  get file(): string | undefined {
    return this.#file;
  }

  /** Takes one line. Returns false for a line that is ordinary output, to be logged. */
  accept(line: string): boolean {
    if (line.startsWith(ANALYSING)) {
      this.#file = line.slice(ANALYSING.length).trimEnd();
      return true;
    }
    if (line.trimEnd() === IDLE) {
      this.#file = undefined;
      return true;
    }
    return false;
  }

  clear(): void {
    this.#file = undefined;
  }
}
