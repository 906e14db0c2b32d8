/** Says in one line why nothing can be written or read, and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** The same for whatever was thrown while `file` was read or written; `file` is named as people see it. */
export function storeMessageOf(error: unknown, file: string): string {
  if (error instanceof StoreError) return error.message;
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${file} cannot be read or written: permission denied. Check the permissions of the folder .genai-lens.`;
    case "ENOSPC":
      return `${file} cannot be written: the disk is full. Free some space and try again.`;
    case "ENOTDIR":
    case "EEXIST":
      return ".genai-lens is a file, and a folder is needed there. Move the file away.";
    case "ENOENT":
      return `${file} cannot be written: the workspace folder is no longer there.`;
    default:
      return `${file} cannot be read or written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What the system calls an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

/** For a `catch` where a missing file is no error. */
export function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === "ENOENT") return undefined;
  throw error;
}
