import type { CodeContext } from "./code-context.ts";
import type { ModelCall, OptionName } from "./model-calls.ts";
import type { FlowSink, Taint } from "./taint.ts";
import type { Place, Value } from "./values.ts";

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
