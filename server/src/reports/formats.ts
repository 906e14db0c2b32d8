import type { Reporter } from "./check-result.ts";
import { github } from "./github.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { stylish } from "./stylish.ts";

/** Every format that `check` writes, by its name. */
export const CHECK_FORMATS: ReadonlyMap<string, Reporter> = new Map([
  ["stylish", stylish],
  ["json", json],
  ["sarif", sarif],
  ["github", github],
  ["markdown", markdown],
  ["html", html],
  ["junit", junit],
]);
