import type { CallKind, FlowSink, OptionName, TaintSource } from "./facts.ts";

/** A function that hands what it is given to a model call that nobody can see, such as one of a private package. */
export interface OwnWrapper {
  /** As it is exported: `ask`, or `assistant.ask` for a member of what is exported. */
  readonly name: string;
  /** The import specifier, as code writes it. */
  readonly package: string;
  readonly kind: CallKind;
  /** Where each option stands among the arguments: `0`, `1.maxTokens`. */
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
  /** Where the model's text stands in what it gives, such as `text`; `undefined` where that is not said. */
  readonly output: string | undefined;
}

/** A function that makes outside data harmless. */
export interface OwnSanitiser {
  readonly name: string;
  /** `undefined`: whatever function is called by that name. */
  readonly package: string | undefined;
  /** Where its result can do no harm; `undefined`: anywhere. */
  readonly harmlessFor: readonly FlowSink[] | undefined;
}

/** A function that gives outside data. */
export interface OwnSource {
  readonly name: string;
  readonly package: string | undefined;
  readonly source: TaintSource;
}

/** A function where text that a model wrote does harm. */
export interface OwnSink {
  readonly name: string;
  readonly package: string | undefined;
  readonly sink: FlowSink;
  /** Which arguments count, from 0; `undefined`: all. */
  readonly arguments: readonly number[] | undefined;
}

/** What a team's own functions do, by their names. */
export interface OwnNames {
  readonly wrappers: readonly OwnWrapper[];
  readonly sanitisers: readonly OwnSanitiser[];
  readonly sources: readonly OwnSource[];
  readonly sinks: readonly OwnSink[];
}

export const NO_OWN_NAMES: OwnNames = { wrappers: [], sanitisers: [], sources: [], sinks: [] };

/** One field of an entry, as it is written in a configuration. */
export interface FieldDescription {
  /** `option paths` is an object from the name of an option to a path such as `0.maxTokens`. */
  readonly type: "name" | "module" | "choice" | "list of choices" | "list of numbers" | "option paths" | "path";
  readonly isRequired?: true;
  readonly choices?: readonly string[];
  readonly description: string;
}

/** One of the lists of names, as it is written in a configuration. */
export interface NameListDescription {
  readonly description: string;
  readonly fields: Readonly<Record<string, FieldDescription>>;
}

const kinds: readonly CallKind[] = ["chat", "stream", "completion", "embedding", "image", "audio", "agent"];

const options: readonly OptionName[] = [
  "model",
  "maxOutputTokens",
  "temperature",
  "topP",
  "stopSequences",
  "timeout",
  "retries",
  "abortSignal",
  "system",
  "messages",
  "tools",
  "toolChoice",
  "maxSteps",
  "outputSchema",
  "input",
  "dimensions",
  "caching",
  "guardrail",
  "guardrailVersion",
  "user",
  "metadata",
  "reasoning",
];

const sources: readonly TaintSource[] = [
  "HTTP request",
  "form data",
  "WebSocket message",
  "command line",
  "retrieved document",
  "tool result",
  "model output",
];

const sinks: readonly FlowSink[] = ["code execution", "shell", "SQL", "HTML", "file path", "URL", "log"];

const name: FieldDescription = {
  type: "name",
  isRequired: true,
  description: "The function's name as it is exported, or `object.method`.",
};

const anyPackage: FieldDescription = {
  type: "module",
  description: "What it is imported from, as code writes it. Left out: whatever is called by that name.",
};

/** How the lists are written, checked and described. */
export const NAME_LISTS: Readonly<Record<keyof OwnNames, NameListDescription>> = {
  wrappers: {
    description:
      "Functions that call a model with what they are given, where the call cannot be seen: those of private packages.",
    fields: {
      name,
      package: {
        type: "module",
        isRequired: true,
        description: "What it is imported from, as code writes it, such as `@acme/ai`.",
      },
      kind: { type: "choice", choices: kinds, description: "What the model does. Default: `chat`." },
      options: {
        type: "option paths",
        isRequired: true,
        choices: options,
        description:
          'Which argument is which option, counted from 0: `{ "messages": "0", "maxOutputTokens": "1.limit" }`. Leave out what the function sets by itself.',
      },
      output: { type: "path", description: "Where the model's text stands in what it gives, such as `text`." },
    },
  },
  sanitisers: {
    description: "Functions whose result is harmless, whatever they are given.",
    fields: {
      name,
      package: anyPackage,
      harmlessFor: {
        type: "list of choices",
        choices: ["system prompt", "prompt", "messages", "tool description", "model options", ...sinks],
        description: "Where the result can do no harm. Left out: anywhere.",
      },
    },
  },
  sources: {
    description: "Functions that give what somebody outside the program wrote.",
    fields: {
      name,
      package: anyPackage,
      source: { type: "choice", choices: sources, description: "Who wrote it. Default: `HTTP request`." },
    },
  },
  sinks: {
    description: "Functions where text that a model wrote does harm.",
    fields: {
      name,
      package: anyPackage,
      sink: { type: "choice", isRequired: true, choices: sinks, description: "What the function does with it." },
      arguments: { type: "list of numbers", description: "Which arguments count, from 0. Left out: all." },
    },
  },
};
