import type { Tool, ToolHandling, ToolOptionName, ToolOptions, Value } from "../../../lens/facts.ts";
import type { CallDescription, OptionPaths, ToolDescription } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractInstance,
  alternativesOf,
  type Lazy,
  type Located,
  UNDEFINED,
} from "./abstract.ts";
import { calleePlace } from "./clients.ts";
import { contextOf, functionName } from "./context.ts";
import type { DescribedUse } from "./described-use.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { member } from "./members.ts";
import type { Module } from "./module.ts";
import { isInMajor, listedPaths } from "./option-paths.ts";
import { type Found, type OptionSite, readOption, readPath } from "./options.ts";
import { propertyName, ts } from "./syntax.ts";
import { toolHandling, UNSEEN } from "./tool-actions.ts";
import { place, toValue } from "./values.ts";

/** A tool that a call or `new` defines; `undefined` where this major of the SDK has no such definition. */
export function toolFact(evaluator: Evaluator, use: DescribedUse, description: ToolDescription): Tool | undefined {
  if (!isInMajor(description, use.sdkMajor) || !isTool(evaluator, description, use.site)) return undefined;
  const options = toolOptions(evaluator, description, use.site, use.sdkMajor);
  return {
    fact: "tool",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    name:
      description.options.name === undefined
        ? keyOf(use.at)
        : (textOf(options.name) ?? nameOfHandler(evaluator, description, use.site, use.sdkMajor)),
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    options,
    isServed: use.instance?.type.role === "server",
    isInputChecked: description.isInputChecked ?? false,
    handling: handlingOf(evaluator, description, use.site, use.sdkMajor, use.instance?.type.role === "server"),
    context: contextOf(use.at.node, use.at.module, evaluator),
  };
}

/** Whether a call that defines more than tools defines one. */
export function isTool(evaluator: Evaluator, { onlyWhen }: ToolDescription, site: OptionSite): boolean {
  if (onlyWhen === undefined) return true;
  const { value } = readPath(evaluator, onlyWhen.path, site);
  return value.kind === "constant" && value.value === onlyWhen.is;
}

/**
 * Tools that `module` writes as plain objects among the `tools` of a call or an agent. What an SDK's function defines
 * gives its fact there, and what another file defines gives none here.
 */
export function listedTools(
  evaluator: Evaluator,
  { sdk, sdkMajor }: Pick<Tool, "sdk" | "sdkMajor">,
  description: CallDescription,
  offered: Abstract | undefined,
  module: Module,
): Tool[] {
  if (!offered || description.toolName === undefined) return [];
  const names = [description.toolName].flat().map((path) => /^(?:(.+)\[\]\.)?(.+)$/.exec(path));
  const list = names[0]?.[1];
  const namePaths = names.flatMap((each) => each?.[2] ?? []);
  const isKeyed = namePaths.includes("key");
  return alternativesOf(offered).flatMap((tools) =>
    elementsOf(tools, isKeyed).flatMap((outer) =>
      (list === undefined ? [outer] : insideOf(evaluator, outer, list)).flatMap(({ key, element }): Tool[] => {
        const value = element();
        if (value.kind !== "object" || value.at.module !== module) return [];
        const at = place(value.at);
        const elementSite = { call: undefined, arguments: [element] };
        const written = isKeyed ? key : firstName(evaluator, value, namePaths);
        const name = written ?? (description.tool && nameOfHandler(evaluator, description.tool, elementSite, sdkMajor));
        // What the provider runs itself, such as `{ type: "web_search" }`, has nothing that the program could write.
        const isHosted =
          name === undefined && !isKeyed && namePaths.every((path) => isAbsentAt(evaluator, value, path));
        const own = description.tool && !isHosted ? description.tool : undefined;
        return [
          {
            fact: "tool",
            sdk,
            sdkMajor,
            name: isHosted ? nameAt(evaluator, value, "type") : name,
            place: at,
            calleePlace: at,
            options: own ? toolOptions(evaluator, own, elementSite, sdkMajor) : {},
            isServed: false,
            isInputChecked: own?.isInputChecked ?? false,
            handling: own ? handlingOf(evaluator, own, elementSite, sdkMajor, false) : UNSEEN,
            context: contextOf(value.at.node, module, evaluator),
          },
        ];
      }),
    ),
  );
}

/** Tools that are plain objects in the settings of an agent or the like, found where that is made. */
export function toolsOfAgent(evaluator: Evaluator, agent: AbstractInstance, module: Module): Tool[] {
  const own = agent.type.settings?.tools;
  for (const each of Object.values(agent.type.members ?? {})) {
    if (each.member !== "call" || each.call.toolName === undefined) continue;
    const inCall = each.call.options.tools;
    const isMade = inCall !== undefined && listedPaths(inCall).every(({ path }) => /^(settings|root)\./.test(path));
    const paths = own ?? (isMade ? inCall : undefined);
    if (paths === undefined) continue;
    const sdkMajor = evaluator.host.packageMajor(agent.sdk.versionPackage, module.file);
    const site = { call: agent.creation, arguments: agent.arguments, instance: agent };
    const offered = readOption(evaluator, paths, site, sdkMajor)?.value;
    return listedTools(evaluator, { sdk: agent.sdk.id, sdkMajor }, each.call, offered, module);
  }
  return [];
}

interface Element {
  /** Name that it stands under in an object of tools. */
  readonly key: string | undefined;
  readonly element: Lazy;
}

function elementsOf(tools: Abstract, isKeyed: boolean): Element[] {
  if (tools.kind === "array") return tools.elements.map((element) => ({ key: undefined, element }));
  if (tools.kind !== "object" || !isKeyed) return [];
  return [...tools.properties].map(([key, element]) => ({ key, element }));
}

/** Elements of a list inside an element. */
function insideOf(evaluator: Evaluator, outer: Element, list: string): Element[] {
  const value = outer.element();
  if (!("at" in value) || !value.at) return [];
  return elementsOf(below(evaluator, value, list, value.at), false);
}

function below(evaluator: Evaluator, value: Abstract, path: string, at: Located): Abstract {
  let current = value;
  for (const step of path.split(".")) current = member(evaluator, current, step, at);
  return current;
}

function nameAt(evaluator: Evaluator, value: Abstract & { readonly at: Located }, path: string): string | undefined {
  const name = below(evaluator, value, path, value.at);
  return name.kind === "constant" ? String(name.value) : undefined;
}

function firstName(
  evaluator: Evaluator,
  value: Abstract & { readonly at: Located },
  paths: readonly string[],
): string | undefined {
  for (const path of paths) {
    const name = nameAt(evaluator, value, path);
    if (name !== undefined) return name;
  }
  return undefined;
}

function isAbsentAt(evaluator: Evaluator, value: Abstract & { readonly at: Located }, path: string): boolean {
  return isNothing(below(evaluator, value, path, value.at));
}

/** The name that the handler's own function has, where the SDK takes that for a tool without a name. */
function nameOfHandler(
  evaluator: Evaluator,
  { isNamedByHandler, options }: ToolDescription,
  site: OptionSite,
  major: number | undefined,
): string | undefined {
  if (!isNamedByHandler || options.handler === undefined) return undefined;
  const handler = fittingOption(evaluator, "handler", options.handler, site, major)?.value;
  return handler?.kind === "function" ? functionName(handler.at.node) : undefined;
}

function toolOptions(
  evaluator: Evaluator,
  description: ToolDescription,
  site: OptionSite,
  major: number | undefined,
): ToolOptions {
  const options: Partial<Record<ToolOptionName, Value>> = {};
  for (const [name, paths] of Object.entries(description.options) as [ToolOptionName, OptionPaths][]) {
    const found = fittingOption(evaluator, name, paths, site, major);
    if (found) options[name] = toValue(found.value, found.insertion);
  }
  return options;
}

function handlingOf(
  evaluator: Evaluator,
  { options, isDynamic, failures, callId }: ToolDescription,
  site: OptionSite,
  major: number | undefined,
  isServed: boolean,
): ToolHandling {
  const read = (name: ToolOptionName): Abstract | undefined => {
    const paths = options[name];
    return paths === undefined ? undefined : fittingOption(evaluator, name, paths, site, major)?.value;
  };
  const isTold = failures !== undefined && isInMajor(failures, major);
  const isTakenOver =
    failures?.unless !== undefined && readPath(evaluator, failures.unless, site).value.kind !== "undefined";
  const handling = toolHandling({
    handler: read("handler"),
    schema: read("inputSchema"),
    isServed,
    hasZod: ({ file, source }) =>
      evaluator.host.packageMajor("zod", file) !== undefined || /["']zod(\/v[34])?["']/.test(source.text),
    failureForm: isTold && !isTakenOver ? failures.form : undefined,
    callId: callId && isInMajor(callId, major) ? callId : undefined,
  });
  return isDynamic ? { ...handling, isInputOpen: false } : handling;
}

/** The first path at which something stands that the option can be; an absent one where something else stands there. */
function fittingOption(
  evaluator: Evaluator,
  name: ToolOptionName,
  paths: OptionPaths,
  site: OptionSite,
  major: number | undefined,
): Found | undefined {
  const all = listedPaths(paths).flatMap((path) => {
    const found = readOption(evaluator, path, site, major);
    return found === undefined ? [] : [{ path, found }];
  });
  if (all.length === 0) return undefined;
  const fitting = all.filter(({ found }) => !isMisfit(name, found.value));
  if (fitting.length === all.length) return readOption(evaluator, paths, site, major);
  const rest = fitting.map(({ path }) => path);
  const value = (rest.length > 0 && readOption(evaluator, rest, site, major)?.value) || UNDEFINED;
  // With something else in its place there is no telling where it would be written.
  return { value, insertion: undefined };
}

function isMisfit(name: ToolOptionName, value: Abstract): boolean {
  return alternativesOf(value).every((each) => {
    const isText = (each.kind === "constant" && typeof each.value === "string") || each.kind === "template";
    const isFunction = each.kind === "function";
    const isData = each.kind === "object" || each.kind === "array" || each.kind === "instance";
    switch (name) {
      case "name":
      case "description":
        return isFunction || isData;
      case "handler":
        return isText || each.kind === "object" || each.kind === "array";
      case "inputSchema":
      case "hints":
        return isText || isFunction;
      case "approval":
        return false;
    }
  });
}

function textOf(value: Value | undefined): string | undefined {
  return value?.state === "known" && value.form === "constant" ? String(value.value) : undefined;
}

/** The key that a definition stands under, itself or through its variable; `undefined` where there is not one alone. */
function keyOf({ module, node }: Located): string | undefined {
  const own = keyAround(node);
  if (own !== undefined) return own;
  const holder = node.parent;
  if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return undefined;
  const keys = new Set(module.scopes.references(holder).flatMap((each) => keyAround(each) ?? []));
  return keys.size === 1 ? [...keys][0] : undefined;
}

function keyAround(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name.text;
  return ts.isPropertyAssignment(parent) && parent.initializer === node ? propertyName(parent.name) : undefined;
}
