import type { Place } from "./values.ts";

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
