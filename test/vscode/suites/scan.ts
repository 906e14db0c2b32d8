import { commands } from "vscode";
import { closeAll, fileUri } from "./documents.ts";
import { untilFindings } from "./findings.ts";

describe("the scan of the workspace", () => {
  it("finds what stands in files that are not open", async () => {
    await closeAll();
    await commands.executeCommand("genaiLens.scanWorkspace");
    await untilFindings(fileUri("src/legacy.ts"), [
      { rule: "retired-or-deprecated-model", severity: "Error", line: 8 },
    ]);
  });
});
