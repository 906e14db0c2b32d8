import { ImportScanner } from "../../server/src/workspace/import-scan.ts";
import { nodeDisk } from "../../server/src/workspace/disk.ts";
import { isSdkSpecifier } from "../../server/src/workspace/sdk-imports.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { DEFAULT_MAX_FILE_SIZE } from "../../server/src/workspace/workspace-options.ts";

// Prints the source files of a folder as the product lists them, and those that name an SDK.
const workspace = new Workspace(process.argv[2] ?? process.cwd());
await workspace.scan();
const scanner = new ImportScanner(nodeDisk, DEFAULT_MAX_FILE_SIZE);
const files = workspace.files();
const candidates = files.filter((file) => {
  const scan = scanner.scanFile(file);
  return scan.outcome === "read" && scan.specifiers.some(isSdkSpecifier);
});
process.stdout.write(JSON.stringify({ files, candidates }));
