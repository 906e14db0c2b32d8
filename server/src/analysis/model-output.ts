import type { CallDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractUnknown, type Located, type ResponsePart, unknown } from "./abstract.ts";
import { pathOf } from "./response.ts";
import { tainted } from "./taint.ts";

/** What a model call gives: its parts are found by the paths of its description. */
export function modelResponse(description: CallDescription, call: Located, at: Located): Abstract {
  if (!description.response) return unknown("call", at);
  return { ...unknown("call", at), response: { description: description.response, path: [], call } };
}

/** A member of a response, or any element of it for `[]` and numbers. */
export function responseMember(part: ResponsePart, name: string, at: Located): AbstractUnknown {
  const path = [...part.path, /^\d+$/.test(name) ? "[]" : name];
  const response = { ...part, path };
  const { text, data = [], toolArguments = [] } = part.description;
  if (toolArguments.some((each) => isAt(path, each))) return tainted("tool argument", at, { response });
  if ([...text, ...data].some((each) => isAt(path, each))) return tainted("model output", at, { response });
  const isOnTheWay = [...text, ...data, ...toolArguments].some((each) => isBefore(path, each));
  return isOnTheWay ? { ...unknown("call", at), response } : unknown("call", at);
}

function isAt(path: readonly string[], text: string): boolean {
  const names = pathOf(text);
  return path.length === names.length && names.every((name, index) => name === path[index]);
}

function isBefore(path: readonly string[], text: string): boolean {
  const names = pathOf(text);
  return path.length < names.length && path.every((name, index) => name === names[index]);
}
