import v8 from "node:v8";

/** How much a function has to run, in bytes of V8's code, before V8 makes it fast. Its own figure is 67,584. */
const BUDGET = 300_000;

/**
 * Suits V8 to a process that ends in a few seconds. Left to itself it spends more time on making functions fast than
 * they run afterwards, much of it twice, since it has not seen yet what they are given. To be called first.
 */
export function expectShortRun(): void {
  v8.setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
