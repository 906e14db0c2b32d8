import { LSPErrorCodes, ResponseError, ErrorCodes } from "vscode-languageserver";
import type { CancellationToken, RemoteConsole } from "vscode-languageserver";
import { Cancelled } from "../analysis/analysis.ts";

/**
 * Runs the answer to one request. Work that was given up becomes an error, never an empty answer, which
 * would wipe what the editor shows; any other failure becomes an error and one line in the log.
 */
export async function guarded<Result>(
  what: string,
  token: CancellationToken,
  console: RemoteConsole,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    if (token.isCancellationRequested) throw new Cancelled();
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    if (error instanceof Cancelled) {
      throw token.isCancellationRequested
        ? new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled")
        : new ResponseError(LSPErrorCodes.ServerCancelled, "The text changed meanwhile", { retriggerRequest: true });
    }
    const reason = error instanceof Error ? error.message : String(error);
    const place = error instanceof Error ? (error.stack?.split("\n")[1]?.trim() ?? "") : "";
    console.error(`${what} failed: ${reason} ${place}`.trimEnd());
    throw new ResponseError(ErrorCodes.InternalError, `${what} failed: ${reason}`);
  }
}
