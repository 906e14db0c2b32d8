/**
 * Runs the suites of test/vscode/suites in the desktop VS Code, which is downloaded from Microsoft.
 * For a developer's own computer; `npm test` does not need it.
 */
import { runTests } from "@vscode/test-electron";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { repository } from "./host/paths.mjs";
import { QUIET_SETTINGS } from "./host/server.mjs";
import { copyWorkspace, SESSIONS } from "./host/sessions.mjs";

for (const session of SESSIONS) {
  console.log(`${session.name}, in the desktop VS Code`);
  const { workspace, remove } = await copyWorkspace(session);
  const user = await mkdtemp(path.join(os.tmpdir(), "genai-lens-user-"));
  const settings = { ...QUIET_SETTINGS, "security.workspace.trust.startupPrompt": "never", ...session.settings };
  await mkdir(path.join(user, "User"), { recursive: true });
  await writeFile(path.join(user, "User/settings.json"), JSON.stringify(settings));
  try {
    await runTests({
      extensionDevelopmentPath: repository,
      extensionTestsPath: path.join(repository, "out/vscode", `${session.name}.suite.cjs`),
      launchArgs: [
        workspace,
        `--user-data-dir=${user}`,
        "--disable-extensions",
        "--skip-welcome",
        "--skip-release-notes",
        ...(session.isTrusted ? ["--disable-workspace-trust"] : []),
      ],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await remove();
    await rm(user, { recursive: true, force: true, maxRetries: 5 });
  }
}
