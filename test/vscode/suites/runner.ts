import Mocha from "mocha";

/** What the launcher knows the suite's own lines by. */
const MARK = "[suite] ";

/**
 * Runs the tests that `load` declares inside the editor's extension host, and says on the console how each ends.
 * Rejects when one fails, which is how the editor knows which code to exit with.
 */
export async function runTests(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", reporter: ConsoleReporter, timeout: 60_000 });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}

class ConsoleReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let passed = 0;
    let failed = 0;
    runner.on("pass", (test) => {
      passed++;
      say(`  ✔ ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on("fail", (test, error: Error) => {
      failed++;
      say(`  ✖ ${test.fullTitle()}`);
      say(error.stack ?? String(error));
    });
    runner.once("end", () => say(`${passed} passed, ${failed} failed`));
  }
}

function say(text: string): void {
  for (const line of text.split("\n")) {
    console.log(MARK + line);
  }
}
