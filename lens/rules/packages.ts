import type { Fact, ModelCall } from "../facts.ts";
import { modelCallsOf } from "./places.ts";
import type { PackageFacts, WorkspaceView } from "./rule.ts";

/** The innermost package around a file; `undefined` where no `package.json` is around it. */
export function packageAround(workspace: WorkspaceView, file: string): PackageFacts | undefined {
  const [innermost] = packagesAround(workspace, file).toSorted(
    (first, second) => second.directory.length - first.directory.length,
  );
  return innermost;
}

function packagesAround(workspace: WorkspaceView, file: string): readonly PackageFacts[] {
  return workspace.packages.filter(({ directory }) =>
    file.startsWith(directory.endsWith("/") ? directory : `${directory}/`),
  );
}

/** Whether a file is part of a package that is published for others, however deep in it. */
export function isInLibrary(workspace: WorkspaceView, file: string): boolean {
  return packagesAround(workspace, file).some(({ isLibrary }) => isLibrary);
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
