import { runTests } from "./runner.ts";

/** Called by VS Code. Rejects when a test fails. */
export async function run(): Promise<void> {
  await runTests(async () => {
    await import("./diagnostics.ts");
    await import("./code-actions.ts");
    await import("./hover.ts");
    await import("./scan.ts");
    await import("./specification.ts");
  });
}
