import type { Command } from "./command.ts";

/** Every command by its name, in the order of the help. The code of one is loaded when it is asked for. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["check", async () => (await import("./check.ts")).check],
  ["inventory", async () => (await import("./inventory.ts")).inventory],
  ["review", async () => (await import("./review-with-parts.ts")).reviewWithParts],
  ["lens", async () => (await import("./lens.ts")).lens],
  ["spec", async () => (await import("./spec.ts")).spec],
  ["explain", async () => (await import("./explain.ts")).explain],
  ["rules", async () => (await import("./rules.ts")).rules],
  ["config", async () => (await import("./config.ts")).config],
  ["init", async () => (await import("./init.ts")).init],
]);
