import type { FlowSink } from "../facts.ts";

/** A function that gives back what it was given, in some form. Callees are written as for sinks. */
export interface PassingCall {
  readonly callees: readonly string[];
  /** Which arguments go into the result; all of them where left out. */
  readonly arguments?: readonly number[];
  /** Sinks that the result can do no harm in. */
  readonly harmlessFor?: readonly FlowSink[];
}

/**
 * Functions of packages and of the language through which text stays what somebody else wrote. Escaping functions
 * make it harmless for the sink that they escape for, and for no other.
 */
export const passingCalls: readonly PassingCall[] = [
  {
    callees: [
      "dompurify:sanitize",

      "isomorphic-dompurify:sanitize",
      "dompurify:default().sanitize",
      "DOMPurify.sanitize",
      "sanitize-html:default",
      "xss:default",
      "xss:filterXSS",
      "he:encode",
      "he:escape",
      "lodash:escape",
      "lodash/escape:default",
      "escape-html:default",
      "html-entities:encode",
      "validator:escape",
      "*.escapeHtml",
      "*.escapeHTML",
      "escapeHtml",
      "escapeHTML",
      "sanitizeHtml",
    ],
    arguments: [0],
    harmlessFor: ["HTML"],
  },
  {
    callees: ["path:basename", "path:posix.basename", "sanitize-filename:default"],
    arguments: [0],
    harmlessFor: ["file path"],
  },
  { callees: ["encodeURIComponent"], arguments: [0], harmlessFor: ["URL", "HTML", "file path", "shell"] },
  { callees: ["shell-quote:quote", "shellwords:escape", "shescape:quote"], harmlessFor: ["shell"] },
  {
    callees: [
      "path:join",
      "path:resolve",
      "path:normalize",
      "path:posix.join",
      "path:posix.resolve",
      "marked:marked",
      "marked:parse",
      "marked:marked.parse",
      "markdown-it:default().render",
      "showdown:Converter().makeHtml",
      "snarkdown:default",
      "encodeURI",
      "unescape",
      "decodeURI",
    ],
  },
  {
    callees: ["ai:convertToModelMessages", "ai:convertToCoreMessages", "ai:pruneMessages"],
    arguments: [0],
  },
];

/**
 * Characters that can do no harm in a sink, as a pattern that one character matches: text of nothing else is no code
 * but arithmetic, one word of a command line, one name of a file, or plain text in markup.
 */
export const harmlessCharacters: Readonly<Partial<Record<FlowSink, RegExp>>> = {
  "code execution": /[\d\s+\-*/%().,<>=!?:&|^~;@#]/,
  shell: /[\w.\-/:@+=,%]/,
  SQL: /[\w.]/,
  HTML: /[^<>&"'`=]/,
  "file path": /[^/\\\0]/,
  URL: /[\w.~-]/,
};

/** Functions that check data against a schema: which argument is the data, which the schema, and where the result stands. */
export interface SchemaCheck {
  /** A method of a schema, or a function of a package that is given the schema. Callees are written as for sinks. */
  readonly callees: readonly string[];
  readonly data: number;
  /** The argument that is the schema; left out where the method is called on it. */
  readonly schema?: number;
  /** Property of what it gives that holds the checked data; left out where it gives the data itself. */
  readonly result?: string;
}

export const schemaChecks: readonly SchemaCheck[] = [
  { callees: ["valibot:parse", "valibot:parseAsync"], schema: 0, data: 1 },
  { callees: ["valibot:safeParse", "valibot:safeParseAsync"], schema: 0, data: 1, result: "output" },
  { callees: ["joi:attempt"], schema: 1, data: 0 },
  { callees: ["*.safeParse", "*.safeParseAsync"], data: 0, result: "data" },
  { callees: ["*.parse", "*.parseAsync", "*.validate", "*.validateSync", "*.validateAsync", "*.cast"], data: 0 },
];

/** Methods of schemas whose value can only be one of a few, a number, or a fixed form that holds no free text. */
export const closedSchemas: ReadonlySet<string> = new Set([
  "enum",
  "nativeEnum",
  "enum_",
  "picklist",
  "literal",
  "number",
  "int",
  "boolean",
  "bigint",
  "date",
  "uuid",
  "guid",
  "uuidv4",
  "cuid",
  "cuid2",
  "ulid",
  "nanoid",
  "datetime",
  "float64",
  "int64",
  "id",
  "null",
  "undefined",
  "valid",
  "oneOf",
]);

/** Decorators of class-validator that leave no free text in a property. */
export const closedDecorators: ReadonlySet<string> = new Set([
  "IsEnum",
  "IsIn",
  "IsInt",
  "IsNumber",
  "IsBoolean",
  "IsUUID",
  "IsDate",
  "IsDateString",
  "IsNumberString",
  "IsMongoId",
  "IsBooleanString",
]);

/** Decorators of class-validator that cap the length of a text. */
export const lengthDecorators: ReadonlySet<string> = new Set(["MaxLength", "Length"]);
