import type { AgentLoop } from "./agents.ts";
import type { CallHandling } from "./call-handling.ts";
import type { ApiEnding, Client, SdkDefaults } from "./clients.ts";
import type { CodeContext } from "./code-context.ts";
import type { Place, Value } from "./values.ts";

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
