import type { CallOptionPaths } from "./call-parts.ts";
import type { OptionPath } from "./description.ts";

/** Clients that Fern generates count seconds, so a fix, which thinks in milliseconds, keeps away. */
export function seconds(path: string): OptionPath {
  return { path, times: 1000, isReadOnly: true };
}

/** Options of one request to such a client: the second argument of every call, laid over the client's. */
export const request: CallOptionPaths = {
  timeout: [seconds("1.timeoutInSeconds"), "client.timeout"],
  retries: ["1.maxRetries", "client.retries"],
  abortSignal: "1.abortSignal",
};
