import path from "node:path";
import { toSlashes } from "../workspace/paths.ts";
import type { Terminal } from "./terminal.ts";

/** The absolute path of what a person wrote. */
export function absolutePath(terminal: Terminal, written: string): string {
  return toSlashes(path.resolve(terminal.directory, written));
}
