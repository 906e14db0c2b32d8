import type { CaughtFailure } from "./call-handling.ts";
import type { CodeContext } from "./code-context.ts";
import type { InsertionPoint, Place, Value } from "./values.ts";

/** A tool that is offered to a model, once for each place that defines it. */
export interface Tool {
  readonly fact: "tool";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  readonly name: string | undefined;
  /** The whole definition. */
  readonly place: Place;
  /** The part to underline. */
  readonly calleePlace: Place;
  /** A name that is missing means that tools of this SDK have no such option. */
  readonly options: ToolOptions;
  /** Offered by a Model Context Protocol server rather than given to a model in this program. */
  readonly isServed: boolean;
  /** The SDK checks what the model wrote against the schema before the handler runs. */
  readonly isInputChecked: boolean;
  readonly handling: ToolHandling;
  readonly context: CodeContext;
}

/** What a tool lets in, and what its handler does that nobody can take back. */
export interface ToolHandling {
  /** Whether the handler reads what the model wrote; `undefined` where the handler is not seen. */
  readonly takesInput: boolean | undefined;
  /** Proved: the schema lets anything in, such as `z.any()`. */
  readonly isInputOpen: boolean;
  /** What the handler's own type for its input says; `undefined` where it has none that is simple, or `zod` is not at hand. */
  readonly typedInput: TypedInput | undefined;
  /** What its handler, or a function of the same file that it calls, does for good. */
  readonly effects: readonly LastingEffect[];
  /** Something in the handler or in the file asks a person first. */
  readonly asksPerson: boolean;
  /** Secrets of the program that the handler certainly gives back as part of its result. */
  readonly revealed: readonly RevealedSecret[];
  /** Requests that the handler, or a function of the same file that it calls, sends over the network. */
  readonly requests: readonly ToolRequest[];
  /** Where the handler turns a failure into an empty result, so that the model takes it for an answer. */
  readonly hiddenFailures: readonly HiddenFailure[];
  /**
   * How its handler says that it failed, so that the SDK tells the model: it throws, or it gives an error result of the
   * Model Context Protocol. `undefined` where that is not known, or the program takes it over.
   */
  readonly failureForm: "thrown" | "error result" | undefined;
  /** `undefined` where the SDK gives none to the handler, or the handler leaves no room for it. */
  readonly callId: ToolCallId | undefined;
}

/** A failure of which the model is not told. */
export interface HiddenFailure extends CaughtFailure {
  /** Name of what is caught, if it has one. */
  readonly error: string | undefined;
  /** The one `return` of its `catch`, where that does nothing before but log; and what is returned. */
  readonly exit: { readonly statement: Place; readonly value: Place } | undefined;
}

/** The id of a call of a tool, as its handler can read it. */
export interface ToolCallId {
  /** Code that reads it, such as `toolCallId`. */
  readonly code: string;
  /** The handler. */
  readonly handler: Place;
  /** The parameter that the handler must be given for it; `undefined` where it has it. */
  readonly parameter: string | undefined;
}

/** A type of an object, as a schema says it. */
export interface TypedInput {
  /** Fields in the terms of zod, as code: `{ id: z.string() }`. */
  readonly shape: string;
  /** The schema that lets anything in, where there is one. */
  readonly openSchema: Place | undefined;
}

export interface RevealedSecret {
  /** `environment`: all variables of it; `variable`: one whose name says that it is secret. */
  readonly what: "environment" | "variable";
  /** How it reads, such as `process.env.STRIPE_SECRET_KEY`. */
  readonly text: string;
  readonly place: Place;
}

/** A request over the network in the handler of a tool. */
export interface ToolRequest {
  /** What sends it, such as `fetch` or `axios.get`. */
  readonly text: string;
  readonly place: Place;
  /** Its time limit or abort signal; absent is a proof that it has neither. */
  readonly limit: Value;
}

/** A call that deletes, pays or sends: none can be taken back. */
export interface LastingEffect {
  readonly effect: "deletes" | "pays" | "sends";
  /** How it reads, such as `prisma.user.delete`. */
  readonly text: string;
  readonly place: Place;
  /** It is given a key by which the service knows a repeated request. */
  readonly isIdempotent: boolean;
  /** Where such a key would go, for a request that the handler makes once; `undefined` where the service is not known to take one. */
  readonly key: InsertionPoint | undefined;
}

/**
 * `handler` is the function that runs; `approval` what asks a person before it does; `hints` what a server says of
 * the tool, such as that it only reads.
 */
export type ToolOptionName = "name" | "description" | "inputSchema" | "handler" | "approval" | "hints";

export type ToolOptions = Readonly<Partial<Record<ToolOptionName, Value>>>;

/**
 * Code that runs a tool by hand: it takes what a model wrote for the tool, or the name that the model chose, and acts
 * on it.
 */
export interface ToolCallUse {
  readonly fact: "tool call use";
  /** `arguments`: what the model wrote is relied on; `dispatch`: the name picks the function that is called. */
  readonly use: "arguments" | "dispatch";
  /** For `arguments` what gives them, such as `JSON.parse(call.function.arguments)`; for `dispatch` the look-up, such as `handlers[name]`. */
  readonly place: Place;
  /** How that reads, shortened for a message. */
  readonly text: string;
  /** For `arguments`: what happens to them. `unknown` where they leave the function unread. */
  readonly validation: "validated" | "unchecked" | "unknown";
  /** For `arguments` that are unchecked: how their unproved shape is relied on, such as ``args.id`` or `as Order`. */
  readonly reliance: string | undefined;
  /** Name of a validation schema in scope that could check them, if exactly one is. */
  readonly schemaInScope: string | undefined;
  /** Something in the file tells a provider to hold the model to the tool's schema. */
  readonly isHeldToSchema: boolean;
  /**
   * For `dispatch`: what keeps names away that nobody defined. `own property` for a look at the object's own names or
   * a list of them; `presence` for a test of what was found only, which what every object inherits passes.
   */
  readonly guard: "own property" | "presence" | "none" | "unknown";
  /** For `dispatch`: the object's and the name's text, where a fix may write them again: both are plain names. */
  readonly lookup: { readonly object: string; readonly key: string } | undefined;
  readonly context: CodeContext;
}
