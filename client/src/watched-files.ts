import { basename } from "node:path/posix";
import { Disposable, RelativePattern, workspace, type FileSystemWatcher, type Uri, type WorkspaceFolder } from "vscode";

const PATTERNS = [
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}",
  "**/{genai-lens.json,package.json,package-lock.json,pnpm-lock.yaml,yarn.lock,.gitignore,langgraph.json}",
  "**/{tsconfig,jsconfig}*.json",
  "**/.genai-lens/**/*.json",
  "**/docs/genai-spec.md",
];

const SOURCE = /\.(?:[mc]?[tj]s|[tj]sx)$/;

/** Watchers for every file whose change can change a finding or the review. */
export function watchFiles(): FileSystemWatcher[] {
  return PATTERNS.map((pattern) => workspace.createFileSystemWatcher(pattern));
}

/**
 * Tells of deleted folders. VS Code reports one deletion for a folder and none for the files in it,
 * so watching source files alone would leave their findings behind.
 */
export function watchFolderDeletes(deleted: (folder: Uri) => void): Disposable {
  const watch = (folder: WorkspaceFolder): FileSystemWatcher => {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, "**"), true, true, false);
    watcher.onDidDelete((uri) => {
      if (mayBeFolder(uri)) {
        deleted(uri);
      }
    });
    return watcher;
  };
  const watchers = new Map((workspace.workspaceFolders ?? []).map((folder) => [folder.uri.toString(), watch(folder)]));
  const changes = workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const folder of removed) {
      watchers.get(folder.uri.toString())?.dispose();
      watchers.delete(folder.uri.toString());
    }
    for (const folder of added) {
      watchers.set(folder.uri.toString(), watch(folder));
    }
  });
  return new Disposable(() => {
    changes.dispose();
    for (const watcher of watchers.values()) {
      watcher.dispose();
    }
  });
}

function mayBeFolder(uri: Uri): boolean {
  return !/\/(?:node_modules|\.git)\//.test(uri.path) && !SOURCE.test(basename(uri.path));
}
