/** Where things are. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** The small package that names the editor and the browser driver. */
export const hostPackage = path.join(repository, "test/vscode");

/** Where that package is installed. Ignored by git; may be deleted at any time. */
export const hostFolder = path.join(hostPackage, ".host");

/** The example workspaces. */
export const workspaces = path.join(repository, "test/workspaces");
