import { runTests } from "./runner.ts";

/** Called by VS Code. Rejects when a test fails. */
export async function run(): Promise<void> {
  await runTests(async () => import("./virtual.ts"));
}
