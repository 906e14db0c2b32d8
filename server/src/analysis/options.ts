import type { ClientOptionName, InsertionPoint, Place, Value } from "../../../lens/facts.ts";
import type { OptionPath, OptionPaths } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractInstance,
  alternativesOf,
  type Lazy,
  type Located,
  oneOf,
  UNDEFINED,
  unknown,
} from "./abstract.ts";
import { chainOf, isBound, isKnownByTypeOnly, linkMadeBy, originOf, rootOf } from "./chains.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { member } from "./members.ts";
import { isInMajor, listedPaths, parsedPath } from "./option-paths.ts";
import { ts, writtenProperty } from "./syntax.ts";
import { place, toValue } from "./values.ts";

/** Where the options of one call are read from. */
export interface OptionSite {
  /** The call or `new` whose arguments the paths count; `undefined` for an instance that only a type tells of. */
  readonly call: Located<ts.CallExpression | ts.NewExpression> | undefined;
  /** `undefined` when they cannot be told apart. */
  readonly arguments: readonly Lazy[] | undefined;
  /** The `send()` call of a command, when it was found. */
  readonly send?:
    { readonly call: Located<ts.CallExpression>; readonly arguments: readonly Lazy[] | undefined } | undefined;
  /** The client, for `client.` paths. */
  readonly client?: AbstractInstance | undefined;
  /** What the method is called on, or the agent that the function is given: for paths into how it was made. */
  readonly instance?: AbstractInstance | undefined;
}

/** A value as the evaluator sees it, with the place where it would be written. */
export interface Found {
  readonly value: Abstract;
  readonly insertion: InsertionPoint | undefined;
  /** The last name of the path at which it was found. */
  readonly spelling?: string | undefined;
  /** The expression that stands for it in an object literal or among arguments. */
  readonly written?: Place | undefined;
}

/**
 * Reads one option. `undefined` means that no path holds for this major: the option does not exist.
 * With an unknown major every path is looked at. A fix writes where most of the way is there already,
 * at the first of equals.
 */
export function readOption(
  evaluator: Evaluator,
  paths: OptionPaths,
  site: OptionSite,
  major: number | undefined,
): Found | undefined {
  let first: Found | undefined;
  let stepsOfFirst = -1;
  let unsure: Found | undefined;
  for (const option of listedPaths(paths)) {
    if (!isInMajor(option, major)) continue;
    const found = inUnits(readPath(evaluator, option.path, site), option);
    if (option.isSetGlobally && isNothing(found.value)) {
      unsure ??= { value: unknown("call"), insertion: undefined };
      continue;
    }
    const here: Found = option.isReadOnly ? { ...found, insertion: undefined } : found;
    if (here.value.kind === "unknown" || here.value.kind === "typed") unsure ??= here;
    else if (!isNothing(here.value)) return { ...here, spelling: option.path.split(".").at(-1) };
    const steps = stepsThere(option.path, here);
    if (first === undefined || steps > stepsOfFirst) [first, stepsOfFirst] = [here, steps];
  }
  return unsure ?? first;
}

/** How many objects on the way to an absent option are there already; -1 where nothing can be written. */
function stepsThere(path: string, { insertion }: Found): number {
  if (insertion === undefined) return -1;
  const parsed = parsedPath(path);
  const names = parsed.start === "client" ? 1 : parsed.names.length;
  return Math.max(0, names - insertion.path.length);
}

/** Reads an option as a value of the vocabulary. */
export function readValue(
  evaluator: Evaluator,
  paths: OptionPaths,
  site: OptionSite,
  major: number | undefined,
): Value | undefined {
  const found = readOption(evaluator, paths, site, major);
  return found && toValue(found.value, found.insertion);
}

/** A constant number in the units of the vocabulary; anything else as it is. */
function inUnits(found: Found, { minus = 0, times = 1 }: Exclude<OptionPath, string>): Found {
  const { value } = found;
  if (value.kind !== "constant" || typeof value.value !== "number" || (minus === 0 && times === 1)) return found;
  return { ...found, value: { ...value, value: value.value * times - minus } };
}

/** Reads what stands at one option path. */
export function readPath(evaluator: Evaluator, path: string, site: OptionSite): Found {
  const parsed = parsedPath(path);
  const { names } = parsed;
  switch (parsed.start) {
    case "json": {
      const body = readPath(evaluator, parsed.path, site).value;
      const inner = oneOf(alternativesOf(body).map(parsedJson));
      return descend(evaluator, { value: inner, insertion: undefined }, names);
    }
    case "send":
      if (!site.send) return { value: unknown("call"), insertion: undefined };
      return argument(evaluator, site.send.call, site.send.arguments, 1, names);
    case "client":
      return clientOption(evaluator, names[0] ?? "", site.client);
    case "settings":
      return argumentOfLink(evaluator, site.instance && originOf(site.instance), 0, names);
    case "root":
      return argumentOfLink(evaluator, site.instance && rootOf(site.instance), parsed.index, names);
    case "made":
      return argumentOfMade(evaluator, site.instance, parsed.maker, parsed.index, names);
    case "argument":
      return argument(evaluator, site.call, site.arguments, parsed.index, names);
  }
}

/** Elements of a list that are looked into for an option. */
const MAXIMUM_ELEMENTS = 100;

/** What stands in an argument of the expression that made a link. */
function argumentOfLink(
  evaluator: Evaluator,
  link: AbstractInstance | undefined,
  index: number,
  names: readonly string[],
): Found {
  if (!link) return { value: unknown("call"), insertion: undefined };
  return argument(evaluator, link.creation, link.arguments, index, names);
}

/** The same for the nearest link that a name made. */
function argumentOfMade(
  evaluator: Evaluator,
  instance: AbstractInstance | undefined,
  name: string,
  index: number,
  names: readonly string[],
): Found {
  if (!instance) return { value: unknown("call"), insertion: undefined };
  const link = linkMadeBy(instance, name);
  if (link) return argumentOfLink(evaluator, link, index, names);
  const root = rootOf(instance);
  const isWhole = root !== undefined && !isKnownByTypeOnly(root);
  return { value: isWhole ? UNDEFINED : unknown("parameter"), insertion: undefined };
}

function parsedJson(value: Abstract): Abstract {
  if (value.kind === "json") return value.of;
  if (value.kind !== "constant" || typeof value.value !== "string")
    return isNothing(value) ? UNDEFINED : unknown("call");
  return unknown("expression", value.at);
}

function argument(
  evaluator: Evaluator,
  call: OptionSite["call"],
  given: readonly Lazy[] | undefined,
  index: number,
  names: readonly string[],
): Found {
  if (!given) return { value: unknown("spread"), insertion: undefined };
  const lazy = given[index];
  const insertion: InsertionPoint | undefined =
    call && index === given.length ? { kind: "argument", call: place(call), index, path: names } : undefined;
  if (!lazy) return { value: UNDEFINED, insertion };
  return descend(evaluator, { value: lazy(), insertion: undefined, written: writtenArgument(call, index) }, names);
}

function descend(evaluator: Evaluator, start: Found, names: readonly string[]): Found {
  const list = names.indexOf("[]");
  if (list >= 0) {
    const found = descend(evaluator, start, names.slice(0, list)).value;
    return { value: inElements(evaluator, found, names.slice(list + 1)), insertion: undefined };
  }
  let current = start;
  names.forEach((name, index) => {
    const value = settingsIn(current.value);
    if (value.kind === "object" && !value.properties.has(name)) {
      const node = value.at.node;
      const insertion: InsertionPoint | undefined =
        value.isComplete && ts.isObjectLiteralExpression(node)
          ? { kind: "property", object: place(value.at), path: names.slice(index) }
          : undefined;
      current = { value: value.isComplete ? UNDEFINED : unknown("spread", value.at), insertion };
    } else if (value.kind === "undefined") {
      // The object on the way is not there: the insertion point found before it still holds.
      current = { value: current.value, insertion: current.insertion };
    } else {
      current = {
        value: propertyOfAny(evaluator, value, name),
        insertion: undefined,
        written: value.kind === "object" ? writtenIn(value.at, name) : undefined,
      };
    }
  });
  return current;
}

function writtenArgument(call: OptionSite["call"], index: number): Place | undefined {
  const given = call?.node.arguments?.[index];
  if (call === undefined || given === undefined || call.node.arguments?.some(ts.isSpreadElement)) return undefined;
  return place({ module: call.module, node: given });
}

function writtenIn({ module, node }: Located, name: string): Place | undefined {
  const value = ts.isObjectLiteralExpression(node) ? writtenProperty(node, name) : undefined;
  return value && place({ module, node: value });
}

/** What is read as the settings that it was made with is those settings. */
function settingsIn(value: Abstract): Abstract {
  const isSettings = value.kind === "instance" && value.type.role === "other" && value.type.members === undefined;
  const given = isSettings ? value.arguments?.[0]?.() : undefined;
  return given?.kind === "object" ? given : value;
}

/** What the first element of a list has at a path that has something there. */
function inElements(evaluator: Evaluator, list: Abstract, names: readonly string[]): Abstract {
  return oneOf(
    alternativesOf(list).map((each): Abstract => {
      if (isNothing(each)) return UNDEFINED;
      if (each.kind !== "array")
        return each.kind === "constant" || each.kind === "template" ? UNDEFINED : unknown("expression");
      let result: Abstract = each.isComplete ? UNDEFINED : unknown("spread", each.at);
      for (const element of each.elements.slice(0, MAXIMUM_ELEMENTS)) {
        const { value } = descend(evaluator, { value: element(), insertion: undefined }, names);
        if (value.kind === "unknown" || value.kind === "typed") result = value;
        else if (!isNothing(value)) return value;
      }
      return each.elements.length > MAXIMUM_ELEMENTS && result === UNDEFINED ? unknown("too deep", each.at) : result;
    }),
  );
}

/** Classes of HTTP clients whose first argument is their settings. */
const HOLDS_SETTINGS = /HttpHandler$|^Agent$/;

/** A property of a value that may be several, or an HTTP handler or agent made from the options asked for. */
function propertyOfAny(evaluator: Evaluator, value: Abstract, name: string): Abstract {
  return oneOf(
    alternativesOf(value).map((each): Abstract => {
      if (isNothing(each)) return UNDEFINED;
      if (each.kind === "construction") {
        const options = HOLDS_SETTINGS.test(each.className) ? (each.arguments[0]?.() ?? UNDEFINED) : undefined;
        if (options?.kind === "undefined") return UNDEFINED;
        return options?.kind === "object" ? member(evaluator, options, name, each.at) : unknown("call", each.at);
      }
      const at = "at" in each && each.at ? each.at : each.kind === "instance" ? each.creation : undefined;
      return at ? member(evaluator, each, name, at) : unknown("expression");
    }),
  );
}

/**
 * An option of the client that a call goes through: laid over later, given when it was made, or given to the
 * client that it was made from.
 */
function clientOption(evaluator: Evaluator, name: string, client: AbstractInstance | undefined): Found {
  if (!client) return { value: unknown("call"), insertion: undefined };
  let first: Found | undefined;
  for (const link of chainOf(client)) {
    const paths = link.type.role === "client" ? link.type.options?.[name as ClientOptionName] : undefined;
    if (!paths) continue;
    for (const override of [...link.overrides].reverse()) {
      const laid = readOption(evaluator, paths, { call: undefined, arguments: [override] }, undefined);
      if (laid && !isNothing(laid.value)) return laid;
    }
    if (isBound(link)) continue;
    if (!link.arguments) return { value: unknown("parameter"), insertion: undefined };
    const own: OptionSite = { call: link.creation, arguments: link.arguments, instance: link };
    const found = readOption(evaluator, paths, own, undefined);
    if (found && !isNothing(found.value)) return found;
    if (first?.insertion === undefined) first = found ?? first;
  }
  return first ?? { value: UNDEFINED, insertion: undefined };
}
