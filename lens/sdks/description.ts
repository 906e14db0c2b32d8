import type {
  ApiEnding,
  CallKind,
  ClientOptionName,
  ObservabilityMechanism,
  OptionName,
  ResourceKind,
  RetrievalKind,
  RetrievalOptionName,
  SdkDefaults,
  TextSplitter,
  ToolOptionName,
  TransportOptionName,
} from "../facts.ts";

/**
 * How one SDK reads in code, as data. The analysis follows imports, constructors and members by it
 * and turns them into facts; no description knows a syntax tree.
 *
 * **Option paths** say where an option lives, seen from the call: `0.model` is property `model` of the
 * first argument, `1.timeout` of the second, `1` the second argument itself, `client.timeout` the option
 * of that name of the client. `json(0.body).max_tokens` looks inside `JSON.stringify({...})`. A step `[]` stands for
 * any element of an array: what at least one element has is there, and absent is what none has.
 *
 * An instance that a method is called on, or that a function is given as its agent, was made by an
 * expression of its own, perhaps from another instance (`model.bindTools(tools).withConfig(config)`):
 * `settings.x` is property `x` of the first argument of the expression that made it, before anything was bound to it
 * by a member that makes the same type; `root.0.x` counts the arguments of the expression at the start of that chain
 * (`new ChatOpenAI({ x })`); `made(bindTools).0` counts those of the nearest link that the export or member of that
 * name made (its last name, if it has dots), and is absent where there is no such link.
 *
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
  /** `export=` is the instance that the module itself is: names that are not listed are its members. */
  readonly exports: Readonly<Record<string, ExportedEntity>>;
  /**
   * Name in `exports` that the default import, and `require()` called as a class, stand for; `*`: the default import is
   * the module itself.
   */
  readonly defaultExport?: string;
  /** Most files that import it have nothing to do with models: importing it alone says nothing of a file. */
  readonly isGeneral?: true;
  /** For what is general: files that import it are read all the same, since models are called through it. */
  readonly isReadAnyway?: true;
  /** What functions that an export is given are called with, by the name of the export. */
  readonly callbacks?: Readonly<Record<string, readonly CallbackDescription[]>>;
  /** Programs that calling an export, or making an instance of it, starts: by the name of the export. */
  readonly launches?: Readonly<Record<string, LaunchDescription>>;
  /** Classes of `exports` that carry the Model Context Protocol over HTTP, by their name. */
  readonly transports?: Readonly<Record<string, TransportDescription>>;
  /** Exports that keep the state of agents, by their name. */
  readonly memories?: Readonly<Record<string, MemoryDescription>>;
}

/** Where the programs are said that an export starts. Each is an object with `command` and `args`, or `fullCommand`. */
export interface LaunchDescription {
  readonly path: OptionPaths;
  /** The object at the path has several, each under its name. */
  readonly isNamed?: true;
}

/** Option paths of a transport over HTTP. */
export interface TransportDescription {
  readonly options: Readonly<Partial<Record<TransportOptionName, OptionPaths>>>;
}

export interface MemoryDescription {
  /** What it keeps, to stand in a sentence: `the threads of an agent`. */
  readonly keeps: string;
  readonly storage: "process" | "durable";
  /** It is in the process only where this text stands at an option path, such as `:memory:`. */
  readonly processWhen?: { readonly path: string; readonly is: string };
}

/** A function that the SDK calls with something of its own: `createStep({ execute: ({ mastra }) => … })`. */
export interface CallbackDescription {
  /** Where the function stands, such as `0.execute`: names of an object literal after the argument. */
  readonly path: string;
  /** Which of its parameters. */
  readonly parameter: number;
  /** The property of that parameter; the parameter itself where left out. */
  readonly property?: string;
  /** What it is an instance of; `undefined` where it is part of an answer. */
  readonly type?: string;
  /**
   * The part of the call's answer that it is, such as `steps[]` for one step; empty for all of it. Of a class, the answer
   * is that of the first call that its instances have.
   */
  readonly response?: string;
}

/**
 * Keys of `exports` may have a dot: `RunnableSequence.from` is what the static member gives, `Model.*` what the others do.
 * A `*` before the dot stands for any letters of a class's name: `*ForCausalLM.load`.
 */
export type ExportedEntity =
  /** `new X(options)` makes an instance of a type. */
  | {
      readonly entity: "class";
      readonly type: string;
      /** A first argument that is text stands for this property of the settings, which then are the second. */
      readonly textFirst?: string;
      /** Calls through what it makes are traced by this product. */
      readonly observability?: ObservabilityDescription;
    }
  /** Calling it makes an instance of a type. */
  | {
      readonly entity: "factory";
      readonly type: string;
      /** What it makes is a store that it fills, too. */
      readonly retrieval?: RetrievalDescription;
      /** Calls through what it makes are traced by this product. */
      readonly observability?: ObservabilityDescription;
    }
  /** It is an instance of a type already. */
  | { readonly entity: "instance"; readonly type: string }
  /** Calling it calls a model. */
  | { readonly entity: "function"; readonly call: CallDescription }
  /** `new X(input)` is a model call once it is sent; the fact stands at the `new`. */
  | { readonly entity: "command"; readonly call: CallDescription }
  /** `new X(input)`, once it is sent, or calling the function, searches or fills a store. */
  | { readonly entity: "retrieval"; readonly retrieval: RetrievalDescription }
  /**
   * `new X(scope, id, properties)` of a CDK construct, or `new XCommand(input)` of an API, makes a resource; it reads
   * like an instance of `type` where one is named.
   */
  | { readonly entity: "resource"; readonly resource: ResourceDescription; readonly type?: string }
  /** `new X({ actions, resources })`, or calling it, says who may do what. */
  | { readonly entity: "permission"; readonly permission: PermissionDescription }
  /** Calling it, or `new`, defines a tool; the value is the tool, and reads like an instance of `type` where one is named. */
  | { readonly entity: "tool"; readonly tool: ToolDescription; readonly type?: string }
  /** `new X(options)`, or calling it, makes something that cuts texts into pieces; the value is nothing that facts follow. */
  | { readonly entity: "splitter"; readonly splitter: SplitterDescription }
  /** Calling it, or `new`, sets up tracing or the like; the value is nothing that facts follow. */
  | { readonly entity: "observability"; readonly observability: ObservabilityDescription }
  /** Calling it gives back what it was given, as far as facts go: the argument at `path`. */
  | {
      readonly entity: "wrapper";
      readonly path: string;
      /** Calls through what it gives back are traced by this product. */
      readonly observability?: ObservabilityDescription;
      /** Options that a member of what it gives back takes beside its own. */
      readonly adds?: AddedOptions;
    }
  /** `new X(text)`, or `new X({ content })`, makes a message of this role. */
  | { readonly entity: "message"; readonly role: string }
  /**
   * Calling it gives the one thing among what it was given that calls a model: `RunnableSequence.from([prompt, model])`.
   * `path` is an argument that is such a thing or an array of them.
   */
  | { readonly entity: "pipeline"; readonly path: string }
  /** An enumeration: each member is text, the member's own name where `values` has no other. */
  | { readonly entity: "names"; readonly values?: Readonly<Record<string, string>> }
  /** Plain data, such as a member of an enumeration: this value, or its own name where none is given. */
  | { readonly entity: "constant"; readonly value?: string | number }
  /** A module inside the module, such as `aws_bedrock` of `aws-cdk-lib`, by its import specifier in the same description. */
  | { readonly entity: "module"; readonly specifier: string };

/** Options that something around a client adds to one of its members, such as `chat.completions.create`. */
export interface AddedOptions {
  readonly member: string;
  readonly options: Readonly<Partial<Record<OptionName, OptionPaths>>>;
}

/** An option path, perhaps for some majors of the SDK only (both ends included). */
export type OptionPath =
  | string
  | {
      readonly path: string;
      readonly from?: number;
      readonly until?: number;
      /** Taken off a constant number: AWS counts attempts, and retries are one less. */
      readonly minus?: number;
      /** A constant number is multiplied by it: 1000 where the SDK counts seconds. A fix has to keep away: `isReadOnly`. */
      readonly times?: number;
      /** What stands here counts, but a fix never writes here: its being absent has no insertion point. */
      readonly isReadOnly?: true;
      /**
       * The SDK may set it all the same, by settings for all clients of a program or by a value of its own: what is
       * absent here is not known.
       */
      readonly isSetGlobally?: true;
    };

export type OptionPaths = OptionPath | readonly OptionPath[];

/** A client of two services, where an option says which one it is for. */
export interface ProviderSwitch {
  /** An option that is true for the other service, false or left out for the usual one. */
  readonly flag: OptionPaths;
  /** Options that only the other service has: where one of them is set, a missing `flag` is set outside the code. */
  readonly impliedBy?: readonly string[];
  readonly provider: string;
}

export interface TypeDescription {
  /**
   * `client` holds connections (a LangChain chat model is one too), `provider` makes model objects, `model` is such
   * an object, `agent` runs a model with tools, `store` is searched, `server` offers tools to others, `other` is
   * read as the object of settings that it was made with.
   */
  readonly role: "client" | "provider" | "model" | "agent" | "store" | "server" | "other";
  /** Who serves the models, when the type alone says so and no base URL is set. */
  readonly provider?: string;
  /** Option path of an instance that says instead who serves the models, by its own type; counts before a base URL. */
  readonly providerOption?: string;
  /** Options that choose another service than `provider`; a base URL counts before them. */
  readonly providerSwitch?: ProviderSwitch;
  /** For `client` and `provider`: where their options live, as option paths of the constructor or factory call. */
  readonly options?: Readonly<Partial<Record<ClientOptionName, OptionPaths>>>;
  readonly defaults?: SdkDefaults;
  /** Making one opens nothing, reads no environment, and cannot fail: all of that waits for the first call. */
  readonly isLazy?: true;
  /**
   * Where the model id and the settings that calls inherit live, as option paths of the expression that makes it;
   * `root.` and `made(…)` reach the others of its chain. What one link does not set is looked for in the settings of the
   * one that it was made from. For `model`, and for any type whose instances are given as a call's model or have calls
   * that inherit.
   */
  readonly settings?: Readonly<Partial<Record<OptionName, OptionPaths>>>;
  /** For `model`: options that calls with this model do not have, whatever else the call may say. */
  readonly lacks?: readonly OptionName[];
  /** Members by their dotted path, such as `chat.completions.create`. */
  readonly members?: Readonly<Record<string, MemberDescription>>;
  /** What functions that a member is given are called with, by the member's path. */
  readonly callbacks?: Readonly<Record<string, readonly CallbackDescription[]>>;
  /** What calling an instance gives: `openai("gpt-5.2")`. */
  readonly whenCalled?: MemberDescription;
  /** A server of the SDK runs instances that files export. */
  readonly served?: ServedDescription;
}

/** How a server that is no part of the program knows what to run. */
export interface ServedDescription {
  /** The member that it calls. */
  readonly member: string;
  /** A JSON file above the module, such as `langgraph.json`. */
  readonly manifest: string;
  /** The property of the manifest whose values say where an instance is: `./src/agent.ts:agent`, or an object with that as `path`. */
  readonly listed: string;
}

export type MemberDescription =
  /** Calling it calls a model. */
  | { readonly member: "call"; readonly call: CallDescription }
  /**
   * Calling it gives an instance of a type. One of the same type is the same thing with more bound to it: its client
   * options and settings stay those of the instance, but for paths with `made(…)`. A `client` of another type that has
   * options of its own overrides those of the instance.
   */
  | { readonly member: "makes"; readonly type: string }
  /** Calling it gives the same client with options of argument 0 laid over: `withOptions`. */
  | { readonly member: "override" }
  /** Sends a command: argument 0 is the command, argument 1 (if any) its send options. */
  | { readonly member: "send" }
  /** Calling it gives whichever of the argument and the instance itself calls a model: `prompt.pipe(model)`. */
  | { readonly member: "pipe"; readonly path: string }
  /**
   * Calling it gives what stands under the name in its first argument, in the object at `path`, an option path of
   * the expression that made the instance: `mastra.getAgent("writer")` with `settings.agents`.
   */
  | {
      readonly member: "lookup";
      readonly path: string;
      /** What everything in the object is an instance of, for where the code does not show that object. */
      readonly type?: string;
    }
  /** Reading it gives what stands at the option path of the expression that made the instance. */
  | { readonly member: "value"; readonly path: string }
  /** Calling it has a tool of somebody else run, and gives what came of that. */
  | { readonly member: "tool result" }
  /** Calling it searches or fills a store. */
  | { readonly member: "retrieval"; readonly retrieval: RetrievalDescription }
  /** Calling it makes a resource. */
  | { readonly member: "resource"; readonly resource: ResourceDescription }
  /** Calling it allows something: `model.grantInvoke(role)`. */
  | { readonly member: "permission"; readonly permission: PermissionDescription }
  /** Calling it defines a tool: `server.registerTool(name, config, handler)`. */
  | { readonly member: "tool"; readonly tool: ToolDescription }
  /** Calling it connects a server to the transport at the option path. */
  | { readonly member: "connection"; readonly transport: string }
  /** Calling it cuts a text into pieces. */
  | { readonly member: "splitter"; readonly splitter: SplitterDescription }
  /** Calling it records or traces. */
  | { readonly member: "observability"; readonly observability: ObservabilityDescription };

/** A search in a store, or a write to it. */
export interface RetrievalDescription {
  readonly kind: RetrievalKind;
  /** Who runs the store, such as `pinecone`; the type's provider where left out. */
  readonly provider?: string;
  readonly options: Readonly<Partial<Record<RetrievalOptionName, OptionPaths>>>;
  /** Of a method that does other things too: it is a retrieval only where something is known to stand at one of these paths. */
  readonly onlyWith?: OptionPaths;
  readonly from?: number;
  readonly until?: number;
}

/** How texts are cut into pieces. Paths are option paths of the call. */
export interface SplitterDescription {
  readonly unit: TextSplitter["unit"];
  readonly chunkSize: OptionPaths;
  readonly chunkOverlap: OptionPaths;
  /** Where the code may bring a measure of length of its own. */
  readonly measure?: string;
  /** Constants at this path that make it count tokens; anything there that is no constant leaves the unit open. */
  readonly tokensBy?: { readonly path: string; readonly values: readonly string[] };
  readonly defaults: TextSplitter["defaults"];
  readonly throwsFrom?: TextSplitter["throwsFrom"];
}

/**
 * How a tool is defined. Paths are option paths of the defining call, or of one element of a call's `tools`. Of
 * several paths, as calls with optional arguments in between have them, one whose value cannot be what the option is
 * counts as not set: text for a name or description, a function for a handler, neither for a schema or hints.
 * Where `name` is not listed, a tool is named by the key that it stands under.
 */
export interface ToolDescription {
  readonly options: Readonly<Partial<Record<ToolOptionName, OptionPaths>>>;
  /** The SDK checks arguments against the schema before the handler runs. */
  readonly isInputChecked?: true;
  /** A tool without a name has that of its handler's function. */
  readonly isNamedByHandler?: true;
  /** Its schema is that of another program, so that one which lets anything in is no mistake. */
  readonly isDynamic?: true;
  /**
   * How a handler says that it failed, so that the SDK tells the model: it throws, or it gives an error result of the Model
   * Context Protocol. `unless` is the path of an option by which the program takes that over.
   */
  readonly failures?: { readonly form: "thrown" | "error result"; readonly from?: number; readonly unless?: string };
  /** The id of the call: the parameter of the handler that has it, and how it is called there. */
  readonly callId?: { readonly parameter: number; readonly name: string; readonly from?: number };
  /** It is a tool only where this constant stands at an option path: what the handler is for. */
  readonly onlyWhen?: { readonly path: string; readonly is: string };
  readonly from?: number;
  readonly until?: number;
}

/** A piece of infrastructure, or a resource of a service, that code makes. */
export interface ResourceDescription {
  readonly kind: ResourceKind;
  /** The service, such as `bedrock`, `sagemaker`, `qbusiness`, `opensearch serverless`, `lambda`. */
  readonly service: string;
  /** Where the properties stand: `2` for a construct, `0` for an API's input. */
  readonly properties: string;
  /** Where its name or id stands: `1` for a construct. */
  readonly id?: string;
  /** A construct whose properties do not stand at `2`, as one that a method of another construct adds. */
  readonly isConstruct?: true;
  /**
   * Such things are in every program, like a bucket: this one is a fact only where its file, or one that it imports,
   * has something of generative AI beside it.
   */
  readonly isOnlyBeside?: true;
  /** Where a constant stands by which it is a fact all the same, and that constant. */
  readonly unless?: { readonly path: string; readonly is: string };
}

/** Who may do what. Option paths. */
export interface PermissionDescription {
  readonly service?: string;
  readonly options: {
    readonly actions?: OptionPaths;
    readonly resources?: OptionPaths;
    readonly effect?: OptionPaths;
    readonly conditions?: OptionPaths;
    readonly managedPolicy?: OptionPaths;
  };
  /** For a grant: the actions that it stands for. */
  readonly actions?: readonly string[];
}

export interface ObservabilityDescription {
  /** Such as `langfuse`, `langsmith`, `opentelemetry`. */
  readonly product: string;
  readonly mechanism: ObservabilityMechanism;
}

export interface CallDescription {
  readonly kind: CallKind;
  /** First and last major of the SDK that has it; both ends included. */
  readonly from?: number;
  readonly until?: number;
  /** The provider gives it up. */
  readonly ending?: ApiEnding;
  /**
   * Where each option lives. For a command, `0.` is the command's input and `send.` the options of `send()`.
   * An option that is not listed does not exist for this call.
   */
  readonly options: Readonly<Partial<Record<OptionName, OptionPaths>>>;
  /** For a function or method that runs an agent which it is given: the option path of that agent. */
  readonly agent?: string;
  /** A `true` constant here makes the call a stream. */
  readonly streamFlag?: string;
  /** The option path of JSON text that holds all that the model is asked: a call with an empty object asks nothing. */
  readonly body?: string;
  /** It asks a model only where this constant stands at an option path: what the message is for. */
  readonly onlyWhen?: { readonly path: string; readonly is: string };
  /** It asks no model where something is written at this option path: it only reads an answer that is there. */
  readonly unlessWith?: string;
  /** Where instructions to the model stand. */
  readonly systemPrompts?: readonly SystemPromptPath[];
  readonly response?: ResponseDescription;
  /** Paths of text that the model wrote in what a loop over a stream goes through: `[].choices[].delta.content`. */
  readonly pieces?: readonly string[];
  /** Replaces the type's or SDK's defaults. */
  readonly defaults?: SdkDefaults;
  /** Without tools there is nothing to do but to answer: the model is asked once. */
  readonly isOneStepWithoutTools?: true;
  /** Characters that the service takes as the question; it refuses longer ones. */
  readonly longestInput?: number;
  /**
   * Where a tool's name stands, seen from one element of `tools`; for an object of tools, `key`. Before `[].` stands
   * a list inside the element: `functionDeclarations[].name`. Of several, the first that is set.
   */
  readonly toolName?: string | readonly string[];
  /**
   * How one element of `tools`, or of the list inside it, is written where it is a plain object: paths such as
   * `0.function.parameters`, the element being `0`.
   */
  readonly tool?: ToolDescription;
  /** For what is given its client: the option path of that, such as `0`, or `root.0` for what the method is called on. */
  readonly client?: string;
  /** Who serves the model where no client is given. */
  readonly provider?: string;
  /**
   * What the call's own options leave out is read from the `settings` of the instance that the method is called on,
   * or of the agent, and then from those of the model object that `model` holds. Options that only they list exist, too.
   */
  readonly inheritsSettings?: true;
  /** A model id that is text says who serves it before this mark: `anthropic:claude-sonnet-5`. */
  readonly providerMark?: ":" | "/";
  /** Who serves a model whose id fits a pattern, tried in order, where nothing else says so: the SDK tells it so, too. */
  readonly providerByModel?: readonly { readonly pattern: RegExp; readonly provider: string }[];
  /** An option path at which the program may say itself who serves the model, so that its id alone says nothing. */
  readonly providerSaidAt?: string;
  /** Options that the call does not have when the model id is such a one. */
  readonly lacksByModel?: readonly { readonly pattern: RegExp; readonly lacks: readonly OptionName[] }[];
  /** The kind of the call when the model id says otherwise, tried in order: `{ pattern, kind }`. */
  readonly kindByModel?: readonly { readonly pattern: RegExp; readonly kind: CallKind }[];
  /**
   * The kind when the model id says nothing, and something known stands at an option path, which is text that fits
   * `pattern` where there is one; tried in order.
   */
  readonly kindByOption?: readonly { readonly path: string; readonly pattern?: RegExp; readonly kind: CallKind }[];
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
  /** Paths of data that was parsed from what the model wrote, such as the object of a checked output. */
  readonly data?: readonly string[];
  /** Paths of the arguments that the model chose for a tool, as text or parsed. */
  readonly toolArguments?: readonly string[];
  /** Paths of what a tool gave, which the SDK ran. */
  readonly toolResults?: readonly string[];
  /** Paths that tell why it stopped; reading any of them, or anything below, counts. */
  readonly finishReason: readonly string[];
  /** How the finish reason is written for people. */
  readonly finishReasonName?: string;
  /** Values of the finish reason that mean the output is whole; the first is the usual one. */
  readonly finishedValues?: readonly string[];
  /** The SDK throws on truncated or invalid output. */
  readonly isChecked?: boolean;
  /** Paths that say that the model refused. `data` is then missing, whatever `isChecked` says. */
  readonly refusal?: readonly string[];
}
