import type { Fix } from "./fixes.ts";

/**
 * The one vocabulary that the analysis writes and the rules read.
 *
 * Everything here is a plain value: no syntax tree, no editor type, no file handle.
 * Offsets are UTF-16 code units from the start of the file's text, end exclusive.
 */

/** A range of text in one file. `file` is an absolute path with `/` as its separator. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What is known of an expression or an option. `absent` is a proof; `unknown` means silence. */
export type Value = KnownValue | AbsentValue | UnknownValue;

export type KnownValue =
  ConstantValue | ObjectValue | ArrayValue | TemplateValue | FunctionValue | EntityValue | AlternativesValue;

/** A literal, or something folded to one. `undefined` is written as an `AbsentValue` instead. */
export interface ConstantValue {
  readonly state: "known";
  readonly form: "constant";
  readonly value: string | number | boolean | null;
  readonly place: Place;
}

/** An object literal, after spreads and later assignments. */
export interface ObjectValue {
  readonly state: "known";
  readonly form: "object";
  readonly properties: ReadonlyMap<string, Value>;
  /** False when an unknown spread, a computed key or an unseen mutation may add or replace properties. */
  readonly isComplete: boolean;
  readonly place: Place;
}

export interface ArrayValue {
  readonly state: "known";
  readonly form: "array";
  readonly elements: readonly Value[];
  /** False when elements may be there that are not listed. */
  readonly isComplete: boolean;
  readonly place: Place;
}

/** Text built from pieces: a template literal or a concatenation. */
export interface TemplateValue {
  readonly state: "known";
  readonly form: "template";
  readonly parts: readonly (string | Value)[];
  readonly place: Place;
}

export interface FunctionValue {
  readonly state: "known";
  readonly form: "function";
  /** What it gives whatever it is called with, where its body is one constant: `() => false`. */
  readonly result?: ConstantValue["value"];
  readonly place: Place;
}

/** Something that an SDK made: a client, a model object such as `openai("gpt-5.2")`, an agent, a tool. */
export interface EntityValue {
  readonly state: "known";
  readonly form: "entity";
  /** Id of the SDK description that it comes from. */
  readonly sdk: string;
  /** Name of its type in that description. */
  readonly type: string;
  readonly place: Place;
}

/** One of several values, such as both branches of a conditional. Never empty, never nested. */
export interface AlternativesValue {
  readonly state: "known";
  readonly form: "alternatives";
  readonly values: readonly Value[];
  readonly place: Place;
}

/** Proved not to be there. */
export interface AbsentValue {
  readonly state: "absent";
  /** Where it would be written; `undefined` where the code offers no such place. */
  readonly insertion: InsertionPoint | undefined;
}

/** Where an option that is missing would go. */
export type InsertionPoint =
  | {
      /** Inside an object literal that is there. Nested objects on the way are made as needed. */
      readonly kind: "property";
      readonly object: Place;
      /** Names from that object down to the option, such as `["inferenceConfig", "maxTokens"]`. */
      readonly path: readonly string[];
    }
  | {
      /** As a new last argument of a call, an object literal that holds the option. */
      readonly kind: "argument";
      /** The call or `new` expression. */
      readonly call: Place;
      readonly index: number;
      readonly path: readonly string[];
    };

export interface UnknownValue {
  readonly state: "unknown";
  readonly reason: UnknownReason;
  readonly place: Place | undefined;
  /** Set when the value is `process.env.NAME` or the like. */
  readonly environmentVariable?: string;
  /** Set when the value carries data that a person outside the program controls. */
  readonly taint?: Taint;
  /** Set when it is another one at each call, such as a random id, or at another time of day. */
  readonly changes?: "always" | "with time";
  /** Set when it is JSON that is written with indentation: the code at `place` that would write it without. */
  readonly compactJson?: string;
  /** With `compactJson`: the text that it is part of, where that is handed over; left out where something else reads the text, too. */
  readonly onlyReader?: Place;
  /** Set when it is JSON of whole records, as a database query gave them with all their columns. */
  readonly records?: DatabaseRecords;
  /** Name of the property or parameter that it is, such as `ssn` for `user.ssn`. */
  readonly field?: string;
  /** Set when it is the bytes of a file as they are, perhaps as text: the call that reads them. */
  readonly fileBytes?: Place;
}

/** What a database query gives that chooses no columns. */
export interface DatabaseRecords {
  /** How the query reads, such as `prisma.order.findMany`. */
  readonly text: string;
  /** The query. */
  readonly place: Place;
}

export type UnknownReason =
  | "parameter"
  | "environment"
  | "spread"
  | "call"
  | "mutation"
  | "import"
  | "computed"
  | "too deep"
  | "outside data"
  | "expression";

/** Where outside data entered, and the steps that it took. */
export interface Taint {
  readonly source: TaintSource;
  /** The expression that reads it, such as `req.body`. */
  readonly place: Place;
  /** That expression's text, shortened for a message. */
  readonly text: string;
  /** Variables and calls that it went through, first to last; of a long way the last part. */
  readonly steps: readonly Place[];
  /** A schema said on the way what shape it has. Its free text is still whatever the sender wrote. */
  readonly isShapeChecked?: true;
  /** Its length is capped on the way. */
  readonly isLengthBounded?: true;
  /** The part of the schema that lets in text of any length, such as `z.string().min(1)`: a limit can be called on it with `max`. */
  readonly textSchema?: Place;
  /** Sinks that it can do no harm in after what was done to it, such as HTML after an escaping function. */
  readonly harmlessFor?: readonly FlowSink[];
}

export type TaintSource =
  | "HTTP request"
  | "Lambda event"
  | "form data"
  | "WebSocket message"
  | "command line"
  | "retrieved document"
  | "tool result"
  | "tool argument"
  | "model output";

/** What a model call is for. */
export type CallKind =
  | "chat"
  | "stream"
  | "completion"
  | "embedding"
  | "image"
  | "audio"
  | "agent"
  | "batch"
  | "moderation"
  | "rerank"
  | "other";

/**
 * Option names that mean the same in every SDK. Units: `timeout` in ms, `maxOutputTokens` in tokens.
 * `modalities` lists what the model is asked to make, such as `["TEXT", "IMAGE"]`. `completions` is how many
 * answers are asked for at once. `input` is what is embedded, spoken, drawn or ranked; `dimensions` the length of
 * an embedding. `safety` is the provider's own filter settings. `store` says whether the provider keeps the answer.
 * `telemetry` and `trace` are the SDK's own tracing. `streamUsage` asks for token counts in a stream. `session`
 * names the conversation that the service keeps. `errorCallback` is told of failures of a stream that throws none.
 * `validationRetries` is how often the model is asked again for an answer that did not fit the schema.
 * Of an agent that has tools of its own: `maxCost` ends its run, in US dollars; `permissionMode` says how tools are let
 * run, as the SDK calls it; `approval` is asked before one runs; `allowedTools` names those that run with nobody asked,
 * `deniedTools` those that never run; `settingSources` lists the files of settings that it obeys, too; `sandbox` limits
 * what its commands reach.
 */
export type OptionName =
  | "model"
  | "maxOutputTokens"
  | "temperature"
  | "topP"
  | "topK"
  | "stopSequences"
  | "completions"
  | "seed"
  | "timeout"
  | "retries"
  | "abortSignal"
  | "system"
  | "messages"
  | "tools"
  | "toolChoice"
  | "maxSteps"
  | "maxCost"
  | "permissionMode"
  | "approval"
  | "allowedTools"
  | "deniedTools"
  | "settingSources"
  | "sandbox"
  | "outputSchema"
  | "modalities"
  | "stream"
  | "caching"
  | "guardrail"
  | "guardrailVersion"
  | "guardrailStreamMode"
  | "safety"
  | "user"
  | "metadata"
  | "reasoning"
  | "input"
  | "dimensions"
  | "store"
  | "telemetry"
  | "trace"
  | "streamUsage"
  | "errorCallback"
  | "validationRetries"
  | "serviceTier"
  | "session"
  | "agentAlias"
  | "knowledgeBase";

/**
 * The options of a call. A name that is missing from the record means that this call, in this
 * version of its SDK, has no such option: rules answer "not applicable".
 */
export type CallOptions = Readonly<Partial<Record<OptionName, Value>>>;

/** Any fact that a rule can judge. */
export type Fact =
  | ModelCall
  | Client
  | OutputUse
  | Flow
  | Credential
  | Tool
  | ToolCallUse
  | ServedTransport
  | ServerConnection
  | LaunchedServer
  | AgentMemory
  | Retrieval
  | TextSplitter
  | Resource
  | Permission
  | Observability;

/** One place in the code that asks a model for something. */
export interface ModelCall {
  readonly fact: "model call";
  /** Id of the SDK description, such as `openai`. */
  readonly sdk: string;
  /** Major version of the SDK's package that the workspace declares or has installed; `undefined` where that is not known. */
  readonly sdkMajor: number | undefined;
  readonly kind: CallKind;
  /** How the call reads, such as `client.chat.completions.create` or `ConverseCommand`. */
  readonly callee: string;
  /** The call expression; for AWS commands the `new …Command(…)`. */
  readonly place: Place;
  /** The part to underline: the callee, without its arguments. */
  readonly calleePlace: Place;
  /** Who serves the model, such as `openai`, `anthropic`, `bedrock`; `openai-compatible` for a base URL that is not known; `mock` for a stand-in that asks no model; `undefined` where it cannot be told. */
  readonly provider: string | undefined;
  readonly options: CallOptions;
  /** How the SDK spells the options that are set: the last name of the way to each, such as `max_tokens`. */
  readonly spellings: Readonly<Partial<Record<OptionName, string>>>;
  /** Where the expressions of options stand, as far as an object literal or an argument shows them: `PROMPT` of `system: PROMPT`. */
  readonly written: Readonly<Partial<Record<OptionName, Place>>>;
  /** Set where the provider has announced an end of what is called. */
  readonly ending: ApiEnding | undefined;
  /** The limits that the SDK applies where the options set none. */
  readonly defaults: SdkDefaults;
  /** Characters that the service takes as the question, where those are so few that it bounds the cost; else left out. */
  readonly longestInput?: number;
  /** Whether calls like this go through a client, found or not; false for plain functions such as `generateText`. */
  readonly hasClient: boolean;
  /** The client that it goes through; `undefined` where there is none or it was not found. */
  readonly client: Client | undefined;
  /** Where the agent or model object is made whose options the call has; `undefined` where there is none or it was not found. */
  readonly settingsPlace: Place | undefined;
  readonly response: ResponseUse;
  readonly context: CodeContext;
  /** Products that trace the call, as far as its client and options show, such as `langfuse`. */
  readonly tracedBy: readonly string[];
  /** Set where the call is one of the app's own function that hands its parameters to a model call. */
  readonly wrapper: WrapperUse | undefined;
  /** The nearest loop whose exits depend on what the model answers; `undefined` where the call stands in no such loop. */
  readonly agentLoop: AgentLoop | undefined;
  readonly handling: CallHandling;
  readonly answer: AnswerUse;
  /** The request that is answered with it; `undefined` outside handlers, and for calls of the app's own wrappers. */
  readonly request: RequestUse | undefined;
  /** A message in the model's name begins the answer as JSON, so that the model writes on from there. */
  readonly beginsJson: boolean;
  /** The conversation that it sends, where that lives longer than one call. */
  readonly history: ConversationHistory | undefined;
}

/**
 * What is read of an answer in the function that asks for it. `undefined` in a field: it cannot be told, mostly because
 * the response leaves the function.
 */
export interface AnswerUse {
  /** Of several answers that one call gives: `first` is a proof that no other is looked at. */
  readonly answersRead: "first" | "several" | undefined;
  /** Whether its token counts are read, or recorded by a tracing package that the workspace declares. */
  readonly isUsageRead: boolean | undefined;
  /** Whether the part that says that the model refused is looked at, in SDKs that answer with such a part. */
  readonly isRefusalRead: boolean | undefined;
  /** The first place that takes data which a refusal leaves out for granted. */
  readonly dataTaken: Place | undefined;
  /** The first place where text is taken. */
  readonly textTaken: Place | undefined;
  /** The first place that takes a part of the answer for granted which may be missing. */
  readonly taken: PartTaken | undefined;
  /** `undefined` for calls that are no stream. */
  readonly stream: StreamUse | undefined;
}

/** `asserted`: with `!`. `first block`: the first of a list of blocks of many kinds is taken for text. */
export interface PartTaken {
  readonly way: "asserted" | "first block";
  /** The expression that is relied on. */
  readonly place: Place;
  /** Its text, shortened for a message. */
  readonly text: string;
  /** For `first block`: code that finds the first block of text instead, to stand at `place` and at all that are alike. */
  readonly instead: string | undefined;
  /** Further places that take the same part in the same words. */
  readonly alike: readonly Place[];
}

/** What becomes of a stream in the function that starts it. */
export interface StreamUse {
  /** A `catch` around the start of a stream that throws nothing: it is never told of the stream's failure. */
  readonly deafCatch: Place | undefined;
  /** The loop that reads the stream in the handler itself, with no `catch` around it. */
  readonly openLoop: Place | undefined;
  /** Its text is put together, and nothing else is done with it than to answer once it is whole. The loop that does so. */
  readonly collected: Place | undefined;
  /** The code takes care that the answer is finished, or kept, when the client goes away. */
  readonly outlivesClient: boolean;
  /** What is done once the answer is whole may keep it: more than to log it or to close something. */
  readonly mayKeepAnswer: boolean;
  /** All that is done with it is to answer with it, so that nothing is lost with an answer that is stopped. */
  readonly isOnlyAnswered: boolean;
}

/** What is known of the request around a model call. */
export interface RequestUse {
  /** Code that reads, where the call stands, the signal that ends with the request: `request.signal`. */
  readonly signal: string | undefined;
  /** The route as it is written: `/api/chat`. Of a framework that names routes by files, their folder. */
  readonly route: string | undefined;
  /** How long the platform lets the handler run, where the handler's file says so. */
  readonly timeLimit: TimeLimit | undefined;
  /** `false` is a proof: when the handler's promise is rejected, nobody is told. */
  readonly catchesRejections: boolean | undefined;
  /** How the parameters of the handler are called; `undefined` for one that is taken apart. */
  readonly parameters: readonly (string | undefined)[];
  /** The call stands in the handler itself, and not in a function inside it. */
  readonly isDirect: boolean;
  /** It is answered once, with the status and body of API Gateway. */
  readonly isGatewayReply: boolean;
  /** JSON is parsed, or data checked, in the handler. */
  readonly parsesData: boolean;
  /** Where the instructions that the call gives the model are part of what the handler answers. */
  readonly promptSent: Place | undefined;
  /** Code that reads, where the call stands, the id of whom the request is for: `userId`, `session.user.id`. */
  readonly personId: string | undefined;
}

export interface TimeLimit {
  /** Where it is written. */
  readonly place: Place;
  /** How it is called, such as `maxDuration`. */
  readonly name: string;
  /** ms. */
  readonly duration: number;
}

/** A list of messages that outlives the call that sends it, and grows. */
export interface ConversationHistory {
  /** `shared`: one list for all that the process does. `keyed`: one for each conversation. */
  readonly scope: "shared" | "keyed";
  /** Its name as the code has it. */
  readonly name: string;
  /** Where it is made. */
  readonly place: Place;
  /** Where it grows. */
  readonly grows: Place;
  /** A person at a terminal drives the program. */
  readonly isTerminal: boolean;
}

/** What the code around a model call does with its promise and its failure, and how often it makes the call. */
export interface CallHandling {
  /** What becomes of the promise. `undefined`: the call gives none, or it cannot be told. */
  readonly promise: PromiseUse | undefined;
  /** The nearest `catch` in the same function that is given the call's failure; `undefined` where there is none. */
  readonly caught: CaughtFailure | undefined;
  /** The call is made for all items of a list at once. */
  readonly fanOut: FanOut | undefined;
  /** The call is made for each item of a list: in a loop, or in a callback that runs per item. */
  readonly perItem: PerItem | undefined;
  /** The call awaited just before, whose result this one does not need; the two may run side by side. */
  readonly before: Place | undefined;
  /** A hand-written loop that makes the call again when it fails. */
  readonly retryLoop: RetryLoop | undefined;
  /** The same call, made before on every way to this one, with nothing in between that could change what it sends. */
  readonly repeats: Place | undefined;
}

/**
 * `floating` is a proof: nobody waits for the promise, and nobody is told when it fails. `dropped` is the same by way of
 * a callback: `forEach` throws the promise of an async callback away.
 */
export interface PromiseUse {
  readonly use: "awaited" | "returned" | "handled" | "kept" | "void" | "floating" | "dropped";
  /** For `dropped`: what drops it, such as `items.forEach`. */
  readonly droppedBy: Place | undefined;
  /** For `floating`: the expression before which `await` can be written; `undefined` where the function is not async. */
  readonly awaitable: Place | undefined;
}

export interface CaughtFailure {
  /** `hidden` is a proof: nothing is logged, told, thrown, or tried in its stead, and no comment says why. */
  readonly outcome: "hidden" | "logged" | "passed on" | "handled";
  /** The `catch` word, or the function given to `.catch`. */
  readonly place: Place;
  /** What a hidden failure turns into, such as `null`; `undefined` where nothing is returned. */
  readonly result: string | undefined;
}

/** A list that is mapped to calls which all start at once. */
export interface FanOut {
  /** `Promise.all` and its kin. */
  readonly combiner: "all" | "allSettled" | "race" | "any";
  /** `true`: a limiter, batches, or a short list keep the number of calls small. `undefined`: it cannot be told. */
  readonly isBounded: boolean | undefined;
  /** The list's text, such as `documents`. */
  readonly list: string;
  /** `Promise.all`. */
  readonly place: Place;
  /** The combined promise stands in a `try`, or has a `catch` of its own, or one item's failure is caught in the callback. */
  readonly isItemCaught: boolean;
  /** What a limiter would be handed; `undefined` where the package declares no `p-limit`, or the callback is no arrow function. */
  readonly limitable: LimitableCallback | undefined;
}

/** An arrow function that runs for each item, and whose body can wait for its turn. */
export interface LimitableCallback {
  /** The whole `list.map(…)`. */
  readonly mapping: Place;
  readonly body: Place;
  readonly isAsync: boolean;
  /** A name that the file does not have yet. */
  readonly limiterName: string;
}

export interface PerItem {
  /** The loop or the call that takes the callback. */
  readonly place: Place;
  /** What is sent comes straight from the item, so that other items could be sent with it. */
  readonly sendsItem: boolean;
  /** The items are batches, or parts of a list. */
  readonly isOverBatches: boolean;
  /** The list is written in the code, and short. */
  readonly isShortList: boolean;
  /** Its parts, where it does nothing but send each item and keep one thing of each answer. */
  readonly plain: PlainRepetition | undefined;
}

/** A loop over a list of which it is certain that it is an array, or a mapping, in its simplest form. */
export interface PlainRepetition {
  /** `mapping`: `Promise.all(list.map(async (item) => …))`. */
  readonly form: "loop" | "mapping";
  /** The whole loop; `Promise.all(…)`, with its `await` where it has one. */
  readonly outer: Place;
  readonly isAwaited: boolean;
  readonly call: Place;
  readonly callee: Place;
  /** The list's text. */
  readonly list: string;
  /** Its type says that nobody may change it. */
  readonly isReadonly: boolean;
  /** The option that the item goes into, its value, and where that is more than the item the function that makes it: `(page) => page.text`. */
  readonly input: { readonly name: string; readonly place: Place; readonly each: string | undefined };
  /** What is kept of an answer, such as `data[0].embedding`. */
  readonly kept: string;
  /** What holds the answer, or its one property that is taken; `undefined` where no variable does. */
  readonly variable: { readonly name: string; readonly isTakenApart: boolean } | undefined;
  /** For a loop: where it adds to its results, and their text. */
  readonly push: { readonly place: Place; readonly target: string } | undefined;
  /** A name for a counter that the file does not have. */
  readonly counter: string;
}

export interface RetryLoop {
  /** `while (true)`, or the like. */
  readonly head: Place;
  /** `false` is a proof: nothing but success ends it. */
  readonly isBounded: boolean;
  /** How long it waits: `growing` for anything that is worked out, `unknown` where it cannot be told. */
  readonly pause: "none" | "constant" | "growing" | "unknown";
  /** Code that says how often it tries again: `4`, or `ATTEMPTS - 1`; `undefined` where its head does not count. */
  readonly retries: string | undefined;
  /** The `catch` looks at the error before it goes round again. */
  readonly looksAtError: boolean;
}

/**
 * The app's own function through which a call reaches the model. The fact of the caller has in its `options`
 * only what the caller decides: the rest is judged once, at the call inside.
 */
export interface WrapperUse {
  /** Name of the function that is called. */
  readonly functionName: string;
  /** The model call inside. */
  readonly call: Place;
  /** All options of the model call with what this caller passes, for reports. */
  readonly options: CallOptions;
}

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

/** Where in the program a piece of code stands. */
export interface CodeContext {
  /** A test, a fixture or a mock, by its path. */
  readonly isTest: boolean;
  /** An example, a script or documentation, by its path or by the name of a package around it. */
  readonly isExample: boolean;
  /**
   * Proved that nobody hands it anything while it runs: a program that exports nothing, imports only SDKs and Node's own
   * modules for files and the like, and reads no command line, keyboard or network.
   */
  readonly isSelfContained: boolean;
  /** Proved to run in a browser: `"use client"`, a component file that touches the DOM. */
  readonly isBrowser: boolean;
  /** Proved never to run in a web page: the file imports a Node built-in or Electron's main process, or is `"use server"`. */
  readonly isServer: boolean;
  /** The function that is called once per request around it; `undefined` where none is proved. */
  readonly requestHandler: RequestHandler | undefined;
  /** The innermost loop or per-item callback around it in the same function. */
  readonly loop: Place | undefined;
  /** Name of the enclosing function or method, if it has one. */
  readonly functionName: string | undefined;
  /** Whether it stands in a function at all; at module level it runs once. */
  readonly isInFunction: boolean;
  /** A retry helper or queue around it (`pRetry`, `backOff`, a hand-written loop with a catch). */
  readonly isRetried: boolean;
  /** It stands in a `try` whose `catch` goes on to another model call. */
  readonly hasFallback: boolean;
  /** A timer races with it: `Promise.race` with a time-out, or a signal the caller hands in. */
  readonly isRaced: boolean;
  /** A timer that runs the code around it again and again; `period` in ms where it is written out. */
  readonly timer: { readonly place: Place; readonly period: number | undefined } | undefined;
  /** `Promise.all` over a list of any length, with this in the callback, and nothing that limits how many run at once. */
  readonly fanOut: Place | undefined;
  /** What certainly tries again when the connection fails: a helper by its name, or a counted loop that only catches. */
  readonly retryLayer: RetryLayer | undefined;
  /** Whom a request is for, as the code of its handler calls them: `userId`. */
  readonly person: string | undefined;
}

/** Code of the app that tries something again. */
export interface RetryLayer {
  /** The part to point to: `pRetry`, or the head of the loop. */
  readonly place: Place;
  /** The helper's name, or `loop`. */
  readonly name: string;
  /** How often it tries in all; `undefined` where that is not written out. */
  readonly tries: number | undefined;
}

export interface RequestHandler {
  /** Such as `Express route`, `Next.js route handler`, `Lambda handler`. */
  readonly framework: string;
  readonly place: Place;
  /**
   * Proved as far as the workspace shows: nothing in its file, or in the files that run before it, asks who calls or
   * how often. `false` also where that cannot be told.
   */
  readonly isOpen: boolean;
}

/** What becomes of a call's response in the function that makes the call. */
export interface ResponseUse {
  /** Whether the reason why the model stopped is looked at. `undefined`: the response leaves the function, so it cannot be told. */
  readonly isFinishReasonRead: boolean | undefined;
  /** Name of the finish reason in this SDK, such as `choices[0].finish_reason`; `undefined` where the response has none. */
  readonly finishReason: string | undefined;
  /** Values of it that mean the output is whole, the usual one first; empty where they are not known. */
  readonly finishedValues: readonly string[];
  /** Variable that holds the whole response, if there is a plain one. */
  readonly variable: string | undefined;
  /** The SDK itself throws on truncated or invalid output (`parse()` helpers, object generation). */
  readonly isCheckedBySdk: boolean;
}

/** A place where text that a model wrote is used for something other than showing it. */
export interface OutputUse {
  readonly fact: "output use";
  readonly use: "json parse" | "stored" | "code execution";
  /** The expression that uses it, such as the whole `JSON.parse(…)`. */
  readonly place: Place;
  /** The text that goes in. */
  readonly argument: Place;
  readonly call: ModelCall;
  /** For `json parse`: what happens to the result. `unknown` where it leaves the function unread. */
  readonly validation: "validated" | "unchecked" | "unknown";
  /** For `unchecked`: how the unproved shape is relied on, such as ``parsed.items`` or `as Order`. */
  readonly reliance: string | undefined;
  /** It stands in a `try` block. */
  readonly isInTry: boolean;
  /** Name of a validation schema in scope that could check it, if exactly one is. */
  readonly schemaInScope: string | undefined;
}

/** Where data can do harm: options of a model call, and places that use what a model wrote or a person sent. */
export type FlowSink =
  | "system prompt"
  | "prompt"
  | "tool description"
  | "messages"
  | "model options"
  | "code execution"
  | "shell"
  | "SQL"
  | "HTML"
  | "file path"
  | "URL"
  | "log";

/** Outside data, or a model's output, that reaches a place where it can do harm. */
export interface Flow {
  readonly fact: "flow";
  readonly taint: Taint;
  readonly sink: FlowSink;
  /** The tainted piece inside the sink; where the sink stands in another file, the piece that is handed over to it. */
  readonly place: Place;
  /** The expression that is the sink, such as the whole `db.query(…)`; the call for sinks that are options of a model call. */
  readonly sinkPlace: Place;
  /** How the sink reads in a message, such as `db.query`. */
  readonly sinkText: string;
  /** The model call whose option it reaches, or whose output it is; `undefined` where none of this file takes part. */
  readonly call: ModelCall | undefined;
  /** Where the sink stands. */
  readonly context: CodeContext;
  /** Where a user message could be added; `undefined` where the code offers no such place. */
  readonly messages: Value | undefined;
  /** How the piece is called where it is read: `persona` for `body.persona`; left out for other expressions. */
  readonly name?: string;
  /** For `model options`: which one. */
  readonly option?: OptionName;
  /** For `messages`: this call knows a role of messages that instructs the model. */
  readonly mayInstruct?: true;
  /** For `HTML` in the same file: all of what becomes markup. */
  readonly markup?: Markup;
  /** For `shell` in the same file: how the program would be started by itself; left out where that is not certain. */
  readonly withoutShell?: RunWithoutShell;
  /**
   * For `log`: the variable that holds the whole response of `call` where it is logged. Left out where it cannot be read
   * there, or the piece is no value of its own, such as a part of a longer text.
   */
  readonly responseVariable?: string;
}

/** A call of `child_process` that runs one program, with what starts it without a shell. */
export interface RunWithoutShell {
  /** What names the function: `exec`, or `child.exec`. */
  readonly callee: Place;
  /** The whole module's name, where the function is called as its member. */
  readonly owner: string | undefined;
  /** The function as the module exports it. */
  readonly was: string;
  readonly instead: "execFile" | "execFileSync";
  readonly program: string;
  /** The command line, and the arguments that take its place, as code: `"git", ["diff", ref]`. */
  readonly command: Place;
  readonly words: string;
}

/** A text that becomes part of a page. */
export interface Markup {
  /** The expression that gives it. */
  readonly place: Place;
  /** `element`: an element of the page is told, so that there is a page. `component`: perhaps on a server. */
  readonly way: "element" | "component";
  /** The package of DOMPurify that the file's package declares; of two the one that runs on servers too. */
  readonly purifier: "dompurify" | "isomorphic-dompurify" | undefined;
}

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

/** A loop around a model call. */
export interface AgentLoop {
  /** The whole statement; for a recursion, the function. */
  readonly place: Place;
  /** The part to underline: `while (true)`. */
  readonly head: Place;
  readonly form: "while" | "do" | "for" | "recursion";
  /** `unbounded` is a proof: every exit depends on the model's answer, and nothing counts, times or aborts. */
  readonly bound: "bounded" | "unbounded" | "unknown";
}

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

/** What keeps the state of agents: threads, checkpoints, sessions. */
export interface AgentMemory {
  readonly fact: "agent memory";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** Class or function as the SDK exports it, such as `MemorySaver`. */
  readonly name: string;
  /** What it keeps, such as `the threads of an agent`. */
  readonly keeps: string;
  /** `process` is gone when the program ends. */
  readonly storage: "process" | "durable";
  readonly place: Place;
  readonly calleePlace: Place;
  /** The file reads the command line, or a person's keyboard: a program that one person runs. */
  readonly isCommandLine: boolean;
  /** All threads that the file names have their id written out, as in a program for one conversation. */
  readonly hasFixedThread: boolean;
  readonly context: CodeContext;
}

export type RetrievalKind = "search" | "write" | "delete" | "index creation" | "rerank";

/** A search in a vector store or knowledge base, or a write to one. */
export interface Retrieval {
  readonly fact: "retrieval";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  readonly kind: RetrievalKind;
  /** Who runs the store, such as `pinecone`; `undefined` where it cannot be told. */
  readonly provider: string | undefined;
  readonly callee: string;
  readonly place: Place;
  readonly calleePlace: Place;
  /** A name that is missing means that this call has no such option. */
  readonly options: RetrievalOptions;
  /** Later code of the same function keeps only some of the results, or ranks them. */
  readonly isNarrowed: boolean;
  /** Where the same function reads what was found, or a variable that is made of it. */
  readonly uses: readonly Place[];
  readonly client: Client | undefined;
  readonly context: CodeContext;
}

/** `topK` is how many results are asked for; `minimumScore` drops those that fit badly; `embeddings` is the model that makes vectors of text. */
export type RetrievalOptionName =
  | "query"
  | "topK"
  | "filter"
  | "minimumScore"
  | "namespace"
  | "collection"
  | "searchType"
  | "rerank"
  | "embeddings"
  | "dimensions"
  | "metric"
  | "documents";

export type RetrievalOptions = Readonly<Partial<Record<RetrievalOptionName, Value>>>;

/** Something that cuts texts into pieces, which are then embedded or handed to a model one by one. */
export interface TextSplitter {
  readonly fact: "text splitter";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** How it reads, such as `TokenTextSplitter` or `document.chunk`. */
  readonly callee: string;
  readonly place: Place;
  /** The part to underline. */
  readonly calleePlace: Place;
  /** What lengths are counted in; `undefined` where the code brings a measure of its own or it cannot be told. */
  readonly unit: "characters" | "tokens" | undefined;
  readonly chunkSize: Value;
  readonly chunkOverlap: Value;
  /** What the SDK takes where nothing is set; `undefined` where it takes none or it is not known. */
  readonly defaults: { readonly chunkSize: number | undefined; readonly chunkOverlap: number | undefined };
  /** From which overlap on it throws rather than work: `as large` as the piece, or only `larger`; `undefined`: never. */
  readonly throwsFrom: "as large" | "larger" | undefined;
  readonly context: CodeContext;
}

/** Kinds of infrastructure and service resources that matter to generative AI. */
export type ResourceKind =
  | "guardrail"
  | "agent"
  | "agent alias"
  | "action group"
  | "knowledge base"
  | "data source"
  | "flow"
  | "prompt"
  | "inference profile"
  | "provisioned throughput"
  | "end of provisioned throughput"
  | "customisation job"
  | "batch job"
  | "evaluation job"
  | "invocation logging"
  | "agent runtime"
  | "gateway"
  | "memory"
  | "browser tool"
  | "code interpreter"
  | "endpoint"
  | "endpoint configuration"
  | "model"
  | "notebook"
  | "training job"
  | "scaling target"
  | "scaling policy"
  | "application"
  | "index"
  | "vector store"
  | "vector store policy"
  | "function"
  | "vpc"
  | "vpc endpoint"
  | "log group"
  | "bucket"
  | "role"
  | "alarm"
  | "dashboard"
  | "budget"
  | "api"
  | "web firewall";

/** A construct of the AWS CDK, or a resource that a program makes through an API. */
export interface Resource {
  readonly fact: "resource";
  readonly sdk: string;
  readonly kind: ResourceKind;
  readonly service: string;
  /** Class or command as the SDK exports it, such as `CfnGuardrail`. */
  readonly name: string;
  readonly origin: "construct" | "api call";
  /** Construct id or resource name. */
  readonly id: Value;
  readonly properties: Value;
  /** What the policy holds that its properties have as JSON text; `undefined` for other resources and for text that is not known. */
  readonly policyDocument: Value | undefined;
  /** For a job that customises a model: whole records that a query in the same function gives, with no step that filters them. */
  readonly wholeRecords: DatabaseRecords | undefined;
  /** Where the role is made that it works with; `undefined` where that cannot be told. */
  readonly role: Place | undefined;
  /** For a Lambda function: the VPC that it stands in, where the same file makes that under a name. */
  readonly vpc: NamedConstruct | undefined;
  readonly place: Place;
  readonly calleePlace: Place;
  /** For a Lambda function: the source file that it runs, where the code names it. */
  readonly entryFile: string | undefined;
  /** For a Lambda function: whether that file, or one that it imports, calls a model. `undefined` where that is not known. */
  readonly callsModel: boolean | undefined;
  /** For a Lambda function: its time limit beside that of a client, where the code says both. */
  readonly modelWait: ModelWait | undefined;
  readonly context: CodeContext;
}

/** A construct that the statement which makes it gives a name. */
export interface NamedConstruct {
  readonly place: Place;
  /** How the code below calls it: `vpc` or `this.vpc`. */
  readonly name: string;
}

/** How long a function may run, and how long a client that its entry file makes may wait for a model. */
export interface ModelWait {
  /** Of the function, and where it is written; ms. */
  readonly limit: number;
  readonly limitPlace: Place;
  /** Of one attempt; ms. */
  readonly wait: number;
  /** `undefined` where it is not known how often a call is tried again. */
  readonly attempts: number | undefined;
  readonly client: Pick<Client, "name" | "calleePlace">;
}

/**
 * A statement, grant or managed policy that lets somebody use a service of generative AI, or beside such code all of
 * another service.
 */
export interface Permission {
  readonly fact: "permission";
  readonly origin: "policy statement" | "grant" | "managed policy";
  readonly sdk: string;
  /** Actions such as `bedrock:InvokeModel`. */
  readonly actions: Value;
  readonly resources: Value;
  readonly effect: Value;
  readonly conditions: Value;
  /** For a managed policy: its name. */
  readonly managedPolicy: Value | undefined;
  /** Where the role, function or other construct is made that is given it; `undefined` where that cannot be told. */
  readonly grantee: Place | undefined;
  readonly place: Place;
  readonly calleePlace: Place;
  readonly context: CodeContext;
}

export type ObservabilityMechanism =
  | "client wrapper"
  | "instrumentation"
  | "callback"
  | "exporter"
  | "span"
  | "gateway"
  | "call option"
  | "feedback"
  | "evaluation";

/** Something that records what models do: evidence of tracing. */
export interface Observability {
  readonly fact: "observability";
  /** Such as `langfuse`. */
  readonly product: string;
  readonly mechanism: ObservabilityMechanism;
  readonly place: Place;
  readonly context: CodeContext;
}

/** What a rule says of one fact. */
export type Verdict =
  | { readonly outcome: "pass"; readonly place: Place }
  | { readonly outcome: "not applicable" }
  | { readonly outcome: "unknown"; readonly reason: string }
  | Failure;

/** A verdict that becomes a finding. */
export interface Failure {
  readonly outcome: "fail";
  /** What to underline. */
  readonly place: Place;
  /** One line, specific to the place, ends without a full stop. Backticks mark code. */
  readonly message: string;
  /** Replaces the rule's own severity when the case is milder or worse. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
}

export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** What to do about a finding: error = broken or exploitable now; warning = costs money or reliability in production; info and hint = worth knowing. */
export type Severity = "error" | "warning" | "info" | "hint";
