import { FileChangeType } from "vscode-languageserver";
import type { FileEvent } from "vscode-languageserver";
import { REVIEW_FOLDER } from "../review/kept-files.ts";
import { isInside } from "../workspace/paths.ts";
import type { Folder, Folders } from "./folders.ts";
import { fileOfUri } from "./uris.ts";

/** What the server wants to hear of, for clients that let it say so. */
export const WATCHED_FILES = [
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}",
  "**/{genai-lens.json,package.json,package-lock.json,pnpm-lock.yaml,yarn.lock,.gitignore,langgraph.json}",
  "**/{tsconfig,jsconfig}*.json",
  // What can be a signal of a practice: prompts, data sets, pipelines, documents.
  "**/*.{md,mdx,yml,yaml,jsonl,csv,prompt,prompty}",
  `**/${REVIEW_FOLDER}/**/*.json`,
] as const;

/** Folders that file events touched. */
export interface Touched {
  readonly changed: ReadonlySet<Folder>;
  /** Those whose answers, milestones or imported lenses changed on disk. */
  readonly reviewed: ReadonlySet<Folder>;
}

/** Tells every workspace what was written, made or deleted on disk. */
export function noteFileEvents(events: readonly FileEvent[], folders: Folders): Touched {
  const changed = new Set<Folder>();
  const reviewed = new Set<Folder>();
  for (const { uri, type } of events) {
    const file = fileOfUri(uri);
    if (file === undefined) continue;
    for (const folder of folders.all()) {
      const reviewFolder = `${folder.root}/${REVIEW_FOLDER}`;
      if (isInside(reviewFolder, file) || isInside(file, reviewFolder)) reviewed.add(folder);
      if (isInside(file, reviewFolder)) continue;
      // The folder itself, or one around it, may be what is gone.
      if (!isInside(file, folder.root) && !isInside(folder.root, file)) continue;
      if (type === FileChangeType.Deleted) folder.workspace.deleted(file);
      else folder.workspace.changed(file);
      changed.add(folder);
    }
  }
  return { changed, reviewed };
}
