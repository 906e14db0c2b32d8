import type { Taint } from "./taint.ts";

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
