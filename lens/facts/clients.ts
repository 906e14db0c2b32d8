import type { CodeContext } from "./code-context.ts";
import type { Place, Value } from "./values.ts";

/** An API that its provider gives up, whatever the model. */
export interface ApiEnding {
  /** Such as `Assistants API`. */
  readonly api: string;
  /** Who has announced it: the same API at another address may live on. */
  readonly providers: readonly string[];
  /** What the provider recommends. */
  readonly replacement: string;
  /** ISO day from which calls fail; `undefined` where none is announced. */
  readonly endsOn: string | undefined;
}

/** Defaults read from the SDK's own source; the description names file and version. */
export interface SdkDefaults {
  /** The model that is asked where none is named; left out where there is none, or it is not known. */
  readonly model?: string;
  /** ms for one attempt; `null`: the SDK sets none of its own; `undefined`: not known. */
  readonly timeout: number | null | undefined;
  /** Retries after the first attempt; `undefined`: not known. */
  readonly retries: number | undefined;
  /** Steps of an agent loop that the SDK runs by itself; `null`: no bound; `undefined`: it runs none. */
  readonly maxSteps: number | null | undefined;
  /** The temperature that the SDK sends by itself; left out where it sends none, or it is not known. */
  readonly temperature?: number;
}

/** An SDK client that is made in the code. */
export interface Client {
  readonly fact: "client";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** Class or factory name as the SDK exports it, such as `OpenAI`. */
  readonly name: string;
  /** `client` holds connections; `provider` only makes model objects, such as `createOpenAI` of the AI SDK. */
  readonly role: "client" | "provider";
  /** The expression that makes it. */
  readonly place: Place;
  /** The part to underline: `new OpenAI`. */
  readonly calleePlace: Place;
  readonly provider: string | undefined;
  readonly options: ClientOptions;
  readonly defaults: SdkDefaults;
  readonly context: CodeContext;
  /** Whether the expression reads anything that only exists inside the function or loop that it stands in. */
  readonly readsLocals: boolean;
  /** Whether the result is kept for the next call: module constant, field, `??=`, a cache, or a once-only guard. `undefined`: cannot be told. */
  readonly isKept: boolean | undefined;
  /** The statement that declares it when that is a plain `const` in a function; a fix can move it. */
  readonly declaration: Place | undefined;
  /**
   * Proved that making it elsewhere changes nothing: its arguments are literals, and its type says that
   * making one opens nothing, reads nothing of its surroundings, and cannot fail.
   */
  readonly isMovable: boolean;
  /** Whether other files can use it. */
  readonly isExported: boolean;
  /** It is made only where the code around it was handed no other, `options.client ?? new OpenAI()`, or is replaced a few lines below. */
  readonly isStandIn: boolean;
}

/**
 * Options of a client. `model` is the one that its calls ask unless they say otherwise. `requestHandler` is what sends
 * requests, and `throwsOnTimeout` whether that fails a request that is over its time limit; `idleTimeout` is how long (ms) a
 * connection may carry nothing. `checksCertificates` is
 * false where any server may pose as the right one.
 */
export type ClientOptionName =
  | "apiKey"
  | "baseUrl"
  | "timeout"
  | "retries"
  | "allowBrowser"
  | "headers"
  | "region"
  | "guardrail"
  | "model"
  | "requestHandler"
  | "throwsOnTimeout"
  | "idleTimeout"
  | "checksCertificates";

export type ClientOptions = Readonly<Partial<Record<ClientOptionName, Value>>>;

/** Text in the source that has the shape of a secret. */
export interface Credential {
  readonly fact: "credential";
  /** Which provider issues such keys, as its name for people. */
  readonly provider: string;
  /** Environment variable that the provider's SDK reads by itself, such as `OPENAI_API_KEY`. */
  readonly environmentVariable: string;
  /** The secret with all but its ends hidden, safe to print. */
  readonly masked: string;
  /** Whether the text has the prefix, length and variety of a real key, rather than those of a placeholder. */
  readonly isPlausible: boolean;
  readonly origin: "client option" | "header" | "environment assignment" | "literal";
  /** The literal. */
  readonly place: Place;
  /** The base URL of the client that it is given to points at this machine. */
  readonly isLocalEndpoint: boolean;
  readonly context: CodeContext;
}
