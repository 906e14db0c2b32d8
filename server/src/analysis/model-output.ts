import type { CallDescription, ResponseDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractUnknown, type Located, type ResponsePart, unknown } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { pathOf } from "./response.ts";
import { checkedAgainst, visibleSchema } from "./schemas.ts";
import { listedPaths } from "./option-paths.ts";
import { ts, unwrapped, writtenProperty } from "./syntax.ts";
import { tainted, type Tainted } from "./taint.ts";

/** A stream has no answer but its pieces. */
const NOTHING_WHOLE: ResponseDescription = { text: [], finishReason: [] };

/** What a model call gives: its parts are found by the paths of its description. */
export function modelResponse(description: CallDescription, call: Located, at: Located): Abstract {
  const response = description.response ?? (description.pieces && NOTHING_WHOLE);
  if (!response) return unknown("call", at);
  return { ...unknown("call", at), response: { description: { ...description, response }, path: [], call } };
}

/** The part of an answer that an SDK hands to a function which it was given; empty for all of it. */
export function partOfAnswer(description: CallDescription, path: string, call: Located, at: Located): Abstract {
  const { response } = description;
  if (!response) return unknown("parameter", at);
  const names = path === "" ? [] : pathOf(path);
  return { ...unknown("parameter", at), response: { description: { ...description, response }, path: names, call } };
}

/** A member of a response, or any element of it for `[]` and numbers. */
export function responseMember(evaluator: Evaluator, part: ResponsePart, name: string, at: Located): Abstract {
  const path = [...part.path, /^\d+$/.test(name) ? "[]" : name];
  const response = { ...part, path };
  const { text, data = [], toolArguments = [], toolResults = [] } = part.description.response;
  const pieces = part.description.pieces ?? [];
  // A piece is no answer that could be parsed, so what it belongs to is not kept.
  if (pieces.some((each) => isAt(path, each))) return tainted("model output", at);
  if (toolArguments.some((each) => isAt(path, each))) return tainted("tool argument", at, { response });
  if (toolResults.some((each) => isAt(path, each))) return tainted("tool result", at);
  if (text.some((each) => isAt(path, each))) return tainted("model output", at, { response });
  if (data.some((each) => isAt(path, each))) {
    const schema = visibleSchema(schemaOf(evaluator, part));
    const piece = tainted("model output", at, { response }) as Tainted;
    // A schema that cannot be read may leave no free text.
    return schema ? checkedAgainst(evaluator, piece, schema) : unknown("call", at);
  }
  const isOnTheWay = [...text, ...data, ...toolArguments, ...toolResults, ...pieces].some((each) =>
    isBefore(path, each),
  );
  return isOnTheWay ? { ...unknown("call", at), response } : unknown("call", at);
}

/** The same piece of outside data, which is now a member of what it was. */
export function partOfOutput(piece: AbstractUnknown, name: string): AbstractUnknown {
  const { response } = piece;
  if (!response?.description.response.data?.some((each) => startsWith(response.path, pathOf(each)))) return piece;
  return { ...piece, response: { ...response, path: [...response.path, name] } };
}

/** Whether a piece is all that the model answered rather than one field of it. */
export function isWholeOutput(piece: AbstractUnknown): boolean {
  const { response } = piece;
  if (!response) return false;
  const { text, data = [] } = response.description.response;
  return [...text, ...data].some((each) => isAt(response.path, each));
}

/** What the call says of the shape of its output, where that is written as a schema: `schema`, or `output: Output.object({ schema })`. */
function schemaOf(evaluator: Evaluator, { description, call }: ResponsePart): Abstract | undefined {
  const paths = description.options.outputSchema;
  if (!ts.isCallExpression(call.node)) return undefined;
  for (const { path } of listedPaths(paths)) {
    const [index, ...names] = path.split(".");
    let node: ts.Expression | undefined = call.node.arguments[Number(index)];
    for (const name of names) node = node && writtenProperty(node, name);
    const made = node && unwrapped(node);
    const first = made && ts.isCallExpression(made) ? made.arguments[0] : undefined;
    const schema = (first && writtenProperty(first, "schema")) ?? made;
    if (schema) return evaluator.evaluate(schema, call.module);
  }
  return undefined;
}

function isAt(path: readonly string[], text: string): boolean {
  const names = pathOf(text);
  return path.length === names.length && startsWith(path, names);
}

function isBefore(path: readonly string[], text: string): boolean {
  const names = pathOf(text);
  return path.length < names.length && startsWith(names, path);
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => name === path[index]);
}
