import type { Fact } from "../facts.ts";
import { modelCallsOf } from "./places.ts";
import type { PackageFacts, WorkspaceView } from "./rule.ts";
import type { ModelCall } from "../facts.ts";

/** The innermost package around a file; `undefined` where no `package.json` is around it. */
export function packageAround(workspace: WorkspaceView, file: string): PackageFacts | undefined {
  return workspace.packages
    .filter(({ directory }) => file.startsWith(directory.endsWith("/") ? directory : `${directory}/`))
    .reduce<PackageFacts | undefined>(
      (innermost, each) =>
        innermost === undefined || each.directory.length > innermost.directory.length ? each : innermost,
      undefined,
    );
}

/** Folder of the innermost package around a file, or an empty text; files of one package give the same. */
export function homeOf(workspace: WorkspaceView, file: string): string {
  return packageAround(workspace, file)?.directory ?? "";
}

/** All facts of the workspace, file by file. */
export function allFacts(workspace: WorkspaceView): readonly Fact[] {
  return workspace.files.flatMap(({ facts }) => facts);
}

/** The model calls that the app makes in production: none of tests, examples and scripts, and none twice by way of its own functions. */
export function productionCalls(workspace: WorkspaceView): readonly ModelCall[] {
  return modelCallsOf(allFacts(workspace)).filter(
    ({ context, wrapper }) => !context.isTest && !context.isExample && wrapper === undefined,
  );
}
