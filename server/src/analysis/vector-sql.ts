import type { Retrieval, RetrievalOptions, Value } from "../../../lens/facts.ts";
import {
  KNEX_DISTANCES,
  ORDER_METHODS,
  SQL_METHODS,
  SQL_TAGS,
  VECTOR_OPERATOR,
  VECTOR_WORD,
  pgvector,
} from "../../../lens/sdks/pgvector.ts";
import { type Abstract, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { contextOf } from "./context.ts";
import type { Evaluator } from "./evaluator.ts";
import { eachImportSpecifier } from "./import-specifiers.ts";
import type { Module } from "./module.ts";
import { isNarrowedAfter } from "./narrowing.ts";
import { usesOfResult } from "./result-uses.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** UTF-16 units of a statement that are looked at. */
const MAXIMUM_LENGTH = 20_000;

/** Stands in the text of a statement for what is not known of it. */
const HOLE = "\u0000";

const hasOperator = new WeakMap<Module, boolean>();

/**
 * The search in a pgvector table that a call with SQL text, a tagged template, or a query builder makes; `undefined` for
 * all others.
 */
export function vectorSqlFact(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.TaggedTemplateExpression,
  module: Module,
): Retrieval | undefined {
  if (isKnexDistance(node, module)) return searchFact(evaluator, node, module, {});
  let isWorthwhile = hasOperator.get(module);
  if (isWorthwhile === undefined) hasOperator.set(module, (isWorthwhile = VECTOR_OPERATOR.test(module.source.text)));
  if (!isWorthwhile) return undefined;
  const statement = textGiven(evaluator, node, module);
  if (statement === undefined || !VECTOR_OPERATOR.test(statement.text.slice(0, MAXIMUM_LENGTH))) return undefined;
  if (!statement.isPart && !isQuery(statement.text)) return undefined;
  if (!isOfVectors(statement.text) && !importsPgvector(module)) return undefined;
  // How many rows are read is said by other parts of the statement.
  const options = statement.isPart ? {} : optionsOf(statement.text, place({ module, node }));
  return searchFact(evaluator, node, module, options);
}

function searchFact(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.TaggedTemplateExpression,
  module: Module,
  options: RetrievalOptions,
): Retrieval {
  const callee = ts.isCallExpression(node) ? node.expression : node.tag;
  const at = { module, node };
  return {
    fact: "retrieval",
    sdk: pgvector.id,
    sdkMajor: evaluator.host.packageMajor(pgvector.versionPackage, module.file),
    kind: "search",
    provider: "pgvector",
    callee: callee.getText(module.source).replaceAll(/\s+/g, "").slice(0, 80),
    place: place(at),
    calleePlace: { file: module.file, start: node.getStart(module.source), end: callee.getEnd() },
    options,
    isNarrowed: isNarrowedAfter(at),
    uses: usesOfResult(at),
    client: undefined,
    context: contextOf(node, module, evaluator),
  };
}

/** `knex.cosineDistance(column, vector)`, in a file that adds such methods to Knex. */
function isKnexDistance(node: ts.Node, module: Module): boolean {
  if (!ts.isCallExpression(node) || !KNEX_DISTANCES.has(calleeName(node) ?? "")) return false;
  return ts.isPropertyAccessExpression(unwrapped(node.expression)) && importsOneOf(module, ["pgvector/knex"]);
}

/** SQL text with holes. */
interface GivenText {
  readonly text: string;
  /** It is a part of a statement: what rows are ordered by. */
  readonly isPart: boolean;
}

/** The SQL text that is sent or added to a query, with holes; `undefined` where none is. */
function textGiven(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.TaggedTemplateExpression,
  module: Module,
): GivenText | undefined {
  if (ts.isTaggedTemplateExpression(node)) {
    const tag = unwrapped(node.tag);
    const name = ts.isPropertyAccessExpression(tag) ? tag.name.text : ts.isIdentifier(tag) ? tag.text : "";
    return SQL_TAGS.has(name) ? { text: templateText(node.template), isPart: false } : undefined;
  }
  const [first] = node.arguments;
  if (!first || !ts.isPropertyAccessExpression(unwrapped(node.expression))) return undefined;
  const name = calleeName(node) ?? "";
  const isPart = ORDER_METHODS.has(name);
  if (!isPart && !SQL_METHODS.has(name)) return undefined;
  const value = evaluator.evaluate(first, module);
  const texts = alternativesOf(value).map((each) => textOf(each) ?? textOfProperty(each));
  const [text] = texts;
  return texts.length === 1 && text !== undefined ? { text, isPart } : undefined;
}

function templateText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map((span) => HOLE + span.literal.text).join("");
}

function textOf(value: Abstract): string | undefined {
  if (value.kind === "constant" && typeof value.value === "string") return value.value;
  if (value.kind !== "template") return undefined;
  return value.parts.map((part) => (typeof part === "string" ? part : (textOf(part) ?? HOLE))).join("");
}

/** `query({ text, values })`. */
function textOfProperty(value: Abstract): string | undefined {
  const text = value.kind === "object" ? (value.properties.get("text") ?? value.properties.get("sql")) : undefined;
  return text && textOf(text());
}

function isQuery(statement: string): boolean {
  return /\bselect\b/i.test(statement.slice(0, MAXIMUM_LENGTH));
}

/**
 * Places on a map, words of a text and MySQL's comparison of nulls share the operators: rows in the order of a
 * cosine, or something that is named after vectors, belong to no other.
 */
function isOfVectors(statement: string): boolean {
  const text = statement.slice(0, MAXIMUM_LENGTH);
  return VECTOR_WORD.test(text) || /\border\s+by\b[^;]*<=>/i.test(text);
}

function importsPgvector(module: Module): boolean {
  return importsOneOf(module, ["pgvector", "pgvector/"]);
}

/** Whether a file imports a module of one of the names; a name that ends in `/` stands for all below it. */
function importsOneOf(module: Module, names: readonly string[]): boolean {
  for (const specifier of eachImportSpecifier(module.source.text)) {
    if (names.some((name) => specifier === name || (name.endsWith("/") && specifier.startsWith(name)))) return true;
  }
  return false;
}

function optionsOf(statement: string, at: Retrieval["place"]): RetrievalOptions {
  const text = statement.slice(0, MAXIMUM_LENGTH);
  const absent: Value = { state: "absent", insertion: undefined };
  const unknown: Value = { state: "unknown", reason: "computed", place: at };
  const known = (value: string | number): Value => ({ state: "known", form: "constant", value, place: at });
  const limit = /\blimit\s+(\d+|\S)/i.exec(text)?.[1];
  const where = /\bwhere\b([\s\S]*?)(?:\border\s+by\b|\blimit\b|\bgroup\s+by\b|$)/i.exec(text)?.[1];
  const table = /\bfrom\s+"?([\w.]+)"?/i.exec(text)?.[1];
  // A hole may stand for any clause, `WHERE …` among them.
  const isPatched = new RegExp(`(?:^|\\s)${HOLE}(?:\\s|$)`, "u").test(
    text.replaceAll(new RegExp(`(limit|offset|<.>|,|=|\\()\\s*${HOLE}`, "giu"), "$1 ?"),
  );
  const missing = isPatched ? unknown : absent;
  return {
    query: unknown,
    topK: limit === undefined ? missing : /^\d+$/.test(limit) ? known(Number(limit)) : unknown,
    filter: where === undefined ? missing : known(where.trim().replaceAll(HOLE, "…")),
    minimumScore:
      where !== undefined && VECTOR_OPERATOR.test(where) ? known(where.trim().replaceAll(HOLE, "…")) : missing,
    collection: table === undefined ? unknown : known(table),
  };
}
