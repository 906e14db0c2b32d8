/** One line that tells how far a command is, and goes away again. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

export const NO_PROGRESS: Progress = { show() {}, clear() {} };

/** ms between two changes of the line, so that drawing costs nothing. */
const INTERVAL = 80;

/** Progress on a terminal; `write` puts out text as it is. */
export function terminalProgress(write: (text: string) => void, columns: () => number): Progress {
  let last = 0;
  let isShown = false;
  return {
    show(text) {
      const now = performance.now();
      if (now - last < INTERVAL) return;
      last = now;
      isShown = true;
      write(`\r\u001b[2K${text.slice(0, Math.max(0, columns() - 1))}`);
    },
    clear() {
      if (isShown) write("\r\u001b[2K");
      isShown = false;
    },
  };
}
