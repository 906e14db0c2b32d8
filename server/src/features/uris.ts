import { URI } from "vscode-uri";
import { toSlashes } from "../workspace/paths.ts";

const EXTENSION_OF_LANGUAGE: Readonly<Record<string, string>> = {
  typescript: ".ts",
  typescriptreact: ".tsx",
  javascript: ".js",
  javascriptreact: ".jsx",
};

/** Folder that stands for documents that were never saved. Nothing is read there. */
export const UNSAVED_FOLDER = "/.genai-lens-unsaved";

/**
 * Absolute path with `/` of a document; documents that were never saved get one that no file has.
 * `undefined` for schemes whose text is not ours to judge.
 */
export function fileOfUri(uri: string, languageId = ""): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme === "file") return toSlashes(parsed.fsPath);
  if (parsed.scheme === "untitled") {
    const name = parsed.path.replace(/[^\w.-]+/gu, "-");
    return `${UNSAVED_FOLDER}/${name}${EXTENSION_OF_LANGUAGE[languageId] ?? ""}`;
  }
  return undefined;
}

/** URI of a file on disk, written as editors write it. */
export function uriOfFile(file: string): string {
  return URI.file(file).toString();
}
