import type { CallKind, ClientOptionName, OptionName, SdkDefaults } from "../facts.ts";

/**
 * How one SDK reads in code, as data. The analysis follows imports, constructors and members by it
 * and turns them into facts; no description knows a syntax tree.
 *
 * **Option paths** say where an option lives, seen from the call: `0.model` is property `model` of the
 * first argument, `1.timeout` of the second, `1` the second argument itself, `client.timeout` the option
 * of that name of the client. `json(0.body).max_tokens` looks inside `JSON.stringify({...})`.
 * `settings.x` is property `x` of the object that made the agent that the method is called on, or that
 * the function is given.
 * Several paths: the first one that is set wins. A fix writes at the one of which most is there already,
 * at the first of equals.
 */
export interface SdkDescription {
  /** Name in output and configuration, such as `openai`. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** The npm package whose version decides which options there are. */
  readonly versionPackage: string;
  readonly modules: readonly ModuleDescription[];
  readonly types: Readonly<Record<string, TypeDescription>>;
}

/** What an import gives. */
export interface ModuleDescription {
  /** Import specifiers; a trailing `/*` stands for any subpath. */
  readonly specifiers: readonly string[];
  readonly exports: Readonly<Record<string, ExportedEntity>>;
  /** Name in `exports` that the default import, and `require()` called as a class, stand for. */
  readonly defaultExport?: string;
}

export type ExportedEntity =
  /** `new X(options)` makes an instance of a type. */
  | { readonly entity: "class"; readonly type: string }
  /** Calling it makes an instance of a type. */
  | { readonly entity: "factory"; readonly type: string }
  /** It is an instance of a type already. */
  | { readonly entity: "instance"; readonly type: string }
  /** Calling it calls a model. */
  | { readonly entity: "function"; readonly call: CallDescription }
  /** `new X(input)` is a model call once it is sent; the fact stands at the `new`. */
  | { readonly entity: "command"; readonly call: CallDescription }
  /** Calling it gives back what it was given, as far as facts go: the argument at `path`. */
  | { readonly entity: "wrapper"; readonly path: string };

/** An option path, perhaps for some majors of the SDK only (both ends included). */
export type OptionPath =
  | string
  | {
      readonly path: string;
      readonly from?: number;
      readonly until?: number;
      /** Taken off a constant number: AWS counts attempts, and retries are one less. */
      readonly minus?: number;
      /** What stands here counts, but a fix never writes here: its being absent has no insertion point. */
      readonly isReadOnly?: true;
    };

export type OptionPaths = OptionPath | readonly OptionPath[];

export interface TypeDescription {
  readonly role: "client" | "provider" | "model" | "agent" | "other";
  /** Who serves the models, when the type alone says so and no base URL is set. */
  readonly provider?: string;
  /** For `client` and `provider`: where their options live, as option paths of the constructor or factory call. */
  readonly options?: Readonly<Partial<Record<ClientOptionName, OptionPaths>>>;
  readonly defaults?: SdkDefaults;
  /** Making one opens nothing, reads no environment, and cannot fail: all of that waits for the first call. */
  readonly isLazy?: true;
  /** For `model`: where the model id and settings that calls inherit live, as option paths of the call that makes it. */
  readonly settings?: Readonly<Partial<Record<OptionName, OptionPaths>>>;
  /** For `model`: options that calls with this model do not have, whatever else the call may say. */
  readonly lacks?: readonly OptionName[];
  /** Members by their dotted path, such as `chat.completions.create`. */
  readonly members?: Readonly<Record<string, MemberDescription>>;
  /** What calling an instance gives: `openai("gpt-5.2")`. */
  readonly whenCalled?: MemberDescription;
}

export type MemberDescription =
  /** Calling it calls a model. */
  | { readonly member: "call"; readonly call: CallDescription }
  /** Calling it gives an instance of a type; for `client` types its options override those of the instance. */
  | { readonly member: "makes"; readonly type: string }
  /** Calling it gives the same client with options of argument 0 laid over: `withOptions`. */
  | { readonly member: "override" }
  /** Sends a command: argument 0 is the command, argument 1 (if any) its send options. */
  | { readonly member: "send" };

export interface CallDescription {
  readonly kind: CallKind;
  /** First and last major of the SDK that has it; both ends included. */
  readonly from?: number;
  readonly until?: number;
  /**
   * Where each option lives. For a command, `0.` is the command's input and `send.` the options of `send()`.
   * An option that is not listed does not exist for this call.
   */
  readonly options: Readonly<Partial<Record<OptionName, OptionPaths>>>;
  /** For a function that runs an agent which it is given: the option path of that agent. */
  readonly agent?: string;
  /** A `true` constant here makes the call a stream. */
  readonly streamFlag?: string;
  /** Where instructions to the model stand. */
  readonly systemPrompts?: readonly SystemPromptPath[];
  readonly response?: ResponseDescription;
  /** Replaces the type's or SDK's defaults. */
  readonly defaults?: SdkDefaults;
  /** Where a tool's name stands, seen from one element of `tools`; for an object of tools, `key`. */
  readonly toolName?: string;
  /** The kind of the call when the model id says otherwise, tried in order: `{ pattern, kind }`. */
  readonly kindByModel?: readonly { readonly pattern: RegExp; readonly kind: CallKind }[];
  /** The kind when the model id says nothing, and something known stands at an option path; tried in order. */
  readonly kindByOption?: readonly { readonly path: string; readonly kind: CallKind }[];
}

export type SystemPromptPath =
  /** The value at the path is the instruction. */
  | { readonly path: string }
  /** The array at `path` holds messages; those with one of `roles` are instructions, their text stands at `content`. */
  | { readonly path: string; readonly roles: readonly string[]; readonly content: string };

/** Where things stand in a response; `[]` is any element. */
export interface ResponseDescription {
  /** Paths of text that the model wrote. */
  readonly text: readonly string[];
  /** Paths that tell why it stopped; reading any of them, or anything below, counts. */
  readonly finishReason: readonly string[];
  /** How the finish reason is written for people. */
  readonly finishReasonName?: string;
  /** Values of the finish reason that mean the output is whole; the first is the usual one. */
  readonly finishedValues?: readonly string[];
  /** The SDK throws on truncated or invalid output. */
  readonly isChecked?: boolean;
}
