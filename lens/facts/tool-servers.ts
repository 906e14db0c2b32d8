import type { CodeContext } from "./code-context.ts";
import type { Place, Value } from "./values.ts";

/** What an HTTP transport of a server of the Model Context Protocol is told. `session` makes the ids of sessions. */
export type TransportOptionName = "hostProtection" | "allowedHosts" | "allowedOrigins" | "session";

/** A transport through which a server of the Model Context Protocol is reached over HTTP. */
export interface ServedTransport {
  readonly fact: "served transport";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** Class as the SDK exports it, such as `StreamableHTTPServerTransport`. */
  readonly name: string;
  readonly place: Place;
  readonly calleePlace: Place;
  /** A name that is missing means that this transport has no such option. */
  readonly options: Readonly<Partial<Record<TransportOptionName, Value>>>;
  /** Who can connect to the port that this file opens; `undefined` where it opens none, or that cannot be told. */
  readonly reach: "this machine" | "every network" | undefined;
  /** The call that opens the port. */
  readonly listen: Place | undefined;
  /** Whether the file looks at who calls. `undefined`: something that is not seen may do so. */
  readonly checksCaller: boolean | undefined;
  /** Whether the file looks at the `Host` or `Origin` of a request, or uses a helper that does. */
  readonly checksHost: boolean;
  /** For one that is made outside all request handlers: where a handler hands it a request. */
  readonly reusedAt: Place | undefined;
  readonly context: CodeContext;
}

/** `connect` of a server of the Model Context Protocol with a transport over HTTP. */
export interface ServerConnection {
  readonly fact: "server connection";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** How it reads, such as `server.connect`. */
  readonly callee: string;
  readonly place: Place;
  readonly calleePlace: Place;
  /** Where the server is declared that several requests share; `undefined` where each has its own, or it cannot be told. */
  readonly sharedServer: Place | undefined;
  /** Each request has a server of its own: proved. */
  readonly isServerPerRequest: boolean;
  readonly context: CodeContext;
}

/** A server of the Model Context Protocol that the program starts as another program, and talks to. */
export interface LaunchedServer {
  readonly fact: "launched server";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** Name that it has among the servers of a client. */
  readonly name: string | undefined;
  /** Where its command is said. */
  readonly place: Place;
  /** The command and its arguments, one after the other. */
  readonly words: readonly LaunchWord[];
  /** False where arguments may be there that are not listed. */
  readonly isComplete: boolean;
  /** Of the words that may name a package: those that the workspace declares, so that its lock file says which version runs. */
  readonly declaredPackages: readonly string[];
  readonly context: CodeContext;
}

/** One word of a command. `start` is what it begins with; it is all of it unless `isOpen`. */
export interface LaunchWord {
  readonly start: string;
  readonly isOpen: boolean;
  readonly place: Place | undefined;
}
