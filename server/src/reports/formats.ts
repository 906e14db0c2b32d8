import type { Reporter } from "./check-result.ts";

/** Every format that `check` writes, by its name. The code of one is loaded when it is asked for. */
export const CHECK_FORMATS: ReadonlyMap<string, () => Promise<Reporter>> = new Map([
  ["stylish", async () => (await import("./stylish.ts")).stylish],
  ["json", async () => (await import("./json.ts")).json],
  ["sarif", async () => (await import("./sarif.ts")).sarif],
  ["github", async () => (await import("./github.ts")).github],
  ["markdown", async () => (await import("./markdown.ts")).markdown],
  ["html", async () => (await import("./html.ts")).html],
  ["junit", async () => (await import("./junit.ts")).junit],
]);
