import type { InsertionPoint, Place } from "./facts.ts";

/**
 * A change that mends a finding, in its own file and others of the workspace. `safe` joins fix-all; `review` is shown and
 * never applied unasked.
 */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly FixEdit[];
}

/** An edit by its intent; the lint stage turns it into text that keeps the file's formatting. `code` is source text. */
export type FixEdit =
  | { readonly edit: "set option"; readonly insertion: InsertionPoint; readonly code: string }
  /** For an argument `code` may be several, with commas between them. */
  | { readonly edit: "replace"; readonly place: Place; readonly code: string }
  /**
   * Puts code on both sides of the expression at `place`, such as `Order.parse(` and `)`, or of the block that is an arrow
   * function's body; what comes out is one expression. With `user`, the value that it is part of has to be for the code
   * there and nothing else.
   */
  | {
      readonly edit: "wrap";
      readonly place: Place;
      readonly before: string;
      readonly after: string;
      readonly user?: Place;
    }
  /** Looks the text at `place` up in a list of texts, and takes the first of them where it is none of them, unless the code says what else to take. */
  | { readonly edit: "allow only"; readonly place: Place; readonly allowed: readonly string[] }
  /** Removes the property or argument around `place`, with its comma, and its line when it has one for itself. */
  | { readonly edit: "remove option"; readonly place: Place }
  /** Gives the property whose value stands at `place` another name; the value stays, unless `code` takes its place. */
  | { readonly edit: "rename option"; readonly place: Place; readonly name: string; readonly code?: string }
  /** Before the statement that holds `place`, at its indentation. */
  | { readonly edit: "insert before"; readonly place: Place; readonly code: string }
  /** After the statement that holds `place`, at its indentation. */
  | { readonly edit: "insert after"; readonly place: Place; readonly code: string }
  /** Moves the whole statement at `place` out of all functions, above the one it stands in. */
  | { readonly edit: "move to module"; readonly place: Place }
  /** Turns the loop `for (… of list)` at `loop` into one that counts `counter` up in steps of `size`. */
  | {
      readonly edit: "loop in parts";
      readonly loop: Place;
      readonly list: string;
      readonly counter: string;
      readonly size: number;
    }
  /** Puts code in the place of all that stands around `inner` in the expression or statement at `outer`. */
  | {
      readonly edit: "replace around";
      readonly outer: Place;
      readonly inner: Place;
      readonly before: string;
      readonly after: string;
    }
  /** Turns the unbounded loop at `loop` into a counted one that throws past `limit` turns. */
  | { readonly edit: "bound loop"; readonly loop: Place; readonly limit: number }
  /** Makes a file of statements, laid out like the file of the finding. The whole fix is dropped where something is at that path. */
  | { readonly edit: "create file"; readonly file: string; readonly code: string }
  /**
   * Puts a constant in place of the text at `place`: one that another file of the fix exports as `name`, or one whose own text
   * stands at a place in another file. It is imported by a relative path, written as the file's other imports are.
   */
  | { readonly edit: "use constant"; readonly place: Place; readonly constant: Place | ExportedConstant }
  /**
   * Gives the text at `place` a name, where it is written out in full: a constant above the statement that holds it, or one
   * that a new file exports. A name that is taken gets a number.
   */
  | { readonly edit: "extract constant"; readonly place: Place; readonly name: string; readonly file?: string }
  /**
   * Takes what was awaited at `first` where the same is awaited at `again`. It is given a name, `name` or one like it, where
   * it has none.
   */
  | { readonly edit: "reuse result"; readonly first: Place; readonly again: Place; readonly name: string }
  /** Awaits what the expression at `place` loads once for all, when it is first needed; a failure is tried again. */
  | { readonly edit: "load once"; readonly place: Place }
  | ControlFlowEdit
  | PromptEdit
  | AddImport;

/** A constant that a file exports. */
export interface ExportedConstant {
  readonly file: string;
  readonly name: string;
}

/** An edit of the way that code takes. It is dropped where its result might not be right, and moves no text of several lines. */
export type ControlFlowEdit =
  /** Puts all statements of the async function at `place` into a `try`; `code` is given the failure as `error`. */
  | { readonly edit: "catch failures"; readonly place: Place; readonly code: string }
  /** Gives the function at `place` one more parameter, at the end. */
  | { readonly edit: "add parameter"; readonly place: Place; readonly code: string }
  /** Gives what the `catch` catches a name where it has none. `place` is that of the word. */
  | { readonly edit: "name error"; readonly place: Place; readonly name: string }
  /** Leaves out the `try` whose `catch` stands at `place`; its statements stay, and whoever calls is told of a failure. */
  | { readonly edit: "let failures through"; readonly place: Place }
  /** Makes the `Promise.all` at `place` wait for all, log what failed, and give the values of what did not. */
  | { readonly edit: "settle all"; readonly place: Place }
  /**
   * Awaits calls that stand one after the other, each in a constant, at once: the one at `index` of `calls`, the one before
   * it, and those of the others that need none of their answers; four at most.
   */
  | {
      readonly edit: "await together";
      readonly place: Place;
      readonly calls: readonly Place[];
      readonly index: number;
    }
  /**
   * Takes what the loop of retries whose head stands at `place` tries out of the loop, which goes, and sets the option of
   * the same file that makes the SDK try again.
   */
  | {
      readonly edit: "try once";
      readonly place: Place;
      readonly insertion: InsertionPoint;
      readonly code: string;
    };

/**
 * Lets the fix's code use what a module exports: `names` as they are exported, the default export and the whole module
 * under the names given. Adds nothing where the file has them, joins an import of the module where there is one, and
 * writes `require` where the file does. Where the file has the whole module under a name of its own, such as `cdk`, the
 * code of the fix's other edits is written with it: `cdk.Duration` for `Duration`; so it is where the file gave the
 * default export or the whole module another name. The fix is dropped where one of the names stands for anything else in
 * the file, or the file has an export under another name.
 */
export interface AddImport {
  readonly edit: "add import";
  readonly file: string;
  /** As it is imported, such as `node:child_process`. */
  readonly module: string;
  readonly names?: readonly string[];
  readonly default?: string;
  readonly namespace?: string;
  /** An export of the same module whose only use the fix takes away: where the file imports it, it makes room for the first of `names`. */
  readonly replaces?: string;
}

/**
 * An edit of texts that are sent to a model. `part` is a piece of a text: a `${…}` of a template, an operand of `+`. `user`
 * is the code that the text has to be for and nothing else, such as the model call. Strings in a `text` are text as it is;
 * places in it, and in `parts` of code, are expressions to be copied, which is refused where they would give something else.
 */
export type PromptEdit =
  /** Fixed text instead of the part, and the sentence `end` behind the whole text; either may be empty. */
  | {
      readonly edit: "replace in text";
      readonly part: Place;
      readonly instead: string;
      readonly end: string;
      readonly user: Place;
    }
  /**
   * What stands before the part, which ends its text, becomes an option or an element before another one, with code on both
   * sides. The part is left alone where the text stood, in a template of its own unless `isText` says that it is text. Where
   * text follows the part, `<tag>` stands for it in what is moved, the sentence `end` behind all, and the part is left between
   * such marks; without a `mark` the fix is dropped there. All other pieces have to be known to be fixed.
   */
  | {
      readonly edit: "split text";
      readonly part: Place;
      readonly isText: boolean;
      readonly mark?: { readonly tag: string; readonly end: string };
      readonly to: InsertionPoint | { readonly kind: "element"; readonly next: Place };
      readonly before: string;
      readonly after: string;
      readonly user: Place;
    }
  /** Of the block `{ text }` in a list, the part becomes a block of its own, with code on both sides. */
  | { readonly edit: "part to block"; readonly part: Place; readonly before: string; readonly after: string }
  /**
   * Gives the model a text before that of the message, or of the prompt that is one text, at `place`: a block before its
   * blocks, a message like it, or the text's start. With `role`, a message like it of that role, behind it.
   */
  | {
      readonly edit: "add message";
      readonly place: Place;
      readonly text: readonly (string | Place)[];
      readonly role?: string;
      readonly user: Place;
    }
  /** An element behind the one at `place` of the same array literal. */
  | { readonly edit: "add element"; readonly place: Place; readonly parts: readonly (string | Place)[] }
  /** The day instead of the time that an expression such as `new Date().toISOString()` gives. */
  | { readonly edit: "coarsen to day"; readonly place: Place };
