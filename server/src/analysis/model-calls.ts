import type {
  CallKind,
  CallOptions,
  Client,
  Fact,
  ModelCall,
  OptionName,
  OutputUse,
  Tool,
  Value,
} from "../../../lens/facts.ts";
import type { CallDescription, OptionPath, OptionPaths, SdkDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractInstance, alternativesOf, type Lazy, type Located, oneOf } from "./abstract.ts";
import { argumentsOf } from "./calls.ts";
import { calleePlace, clientFact, providerOf } from "./clients.ts";
import { contextOf } from "./context.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { flowsIntoCall } from "./flows.ts";
import { agentLoopAround } from "./loops.ts";
import { member } from "./members.ts";
import type { Module } from "./module.ts";
import { type Found, type OptionSite, readOption, readPath } from "./options.ts";
import { isInTryBlock, onlySchema, trackParsed } from "./parsed-output.ts";
import { trackResponse, type TrackedResponse } from "./response.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place, toValue } from "./values.ts";

/** A model call as it was recognised, before its options are read. */
export interface RecognisedCall {
  readonly sdk: SdkDescription;
  readonly description: CallDescription;
  /** The call or, for a command, the `new`. */
  readonly at: Located<ts.CallExpression | ts.NewExpression>;
  readonly arguments: readonly Lazy[] | undefined;
  /** What the method is called on; several when the code leaves a choice; empty for plain functions. */
  readonly instances: readonly AbstractInstance[];
  /** It may also be called on something that the code does not show. */
  readonly mayBeOther: boolean;
  /** For commands: the `send()` call, when it was found. */
  readonly send: Located<ts.CallExpression> | undefined;
  readonly isCommand: boolean;
  /** Properties of a command's input that are changed after it was made; `*` stands for any. */
  readonly changedLater: ReadonlySet<string>;
}

const UNTRACKED: TrackedResponse = { isFinishReasonRead: undefined, variable: undefined, uses: [] };

/** All facts of one model call: the call itself, what is done with its output, flows into it, its tools. */
export function modelCallFacts(evaluator: Evaluator, recognised: RecognisedCall): Fact[] {
  const { sdk, description, at } = recognised;
  const { module, node } = at;
  const sdkMajor = evaluator.host.packageMajor(sdk.versionPackage, module.file);
  if (sdkMajor !== undefined && (sdkMajor < (description.from ?? 0) || sdkMajor > (description.until ?? Infinity)))
    return [];

  const client = recognised.instances.length === 1 && !recognised.mayBeOther ? recognised.instances[0] : undefined;
  const given =
    description.agent === undefined
      ? undefined
      : readPath(evaluator, description.agent, { call: at, arguments: recognised.arguments }).value;
  const runner = description.agent === undefined ? client : given?.kind === "instance" ? given : undefined;
  const agent = runner?.type.role === "agent" ? runner : undefined;
  const site: OptionSite = {
    call: at,
    arguments: recognised.arguments,
    send: recognised.send && {
      call: recognised.send,
      arguments: argumentsOf(evaluator, recognised.send.node, recognised.send.module, undefined),
    },
    client: client?.type.role === "client" ? client : undefined,
    settings: agent,
  };
  const model = readModel(evaluator, description, site, sdkMajor);
  const options = readOptions(evaluator, description, site, sdkMajor, model, recognised);
  const root = recognised.send ?? (recognised.isCommand ? undefined : at);
  const kind = kindOf(evaluator, description, site, options.model);
  const isTracked =
    description.response !== undefined && kind !== "stream" && root !== undefined && ts.isCallExpression(root.node);
  const tracked = isTracked ? trackResponse(root.node, module, description.response) : UNTRACKED;

  const call: ModelCall = {
    fact: "model call",
    sdk: sdk.id,
    sdkMajor,
    kind,
    callee: calleeText(node, module),
    place: place(at),
    calleePlace: calleePlace(at),
    provider: providerOfCall(evaluator, recognised.instances, model),
    options,
    defaults: description.defaults ??
      (agent ?? client)?.type.defaults ?? { timeout: undefined, retries: undefined, maxSteps: undefined },
    hasClient: recognised.isCommand || recognised.instances.some((each) => each.type.role === "client"),
    client: client && clientOf(evaluator, client),
    response: {
      isFinishReasonRead: tracked.isFinishReasonRead,
      finishReason: description.response?.finishReasonName,
      finishedValues: description.response?.finishedValues ?? [],
      variable: tracked.variable,
      isCheckedBySdk: description.response?.isChecked ?? false,
    },
    context: contextOf(root?.node ?? node, module, evaluator),
    tracedBy: [],
    wrapper: undefined,
    agentLoop: agentLoopAround(root?.node ?? node, module),
  };
  return [
    call,
    ...tracked.uses.map((use) => outputUse(use, call, module)),
    ...flowsIntoCall(evaluator, call, description, site, sdkMajor, model?.found.value),
    ...toolFacts(evaluator, call, description, site, sdkMajor),
  ];
}

function clientOf(evaluator: Evaluator, instance: AbstractInstance): Client | undefined {
  for (let each: AbstractInstance | undefined = instance; each; each = each.parent) {
    const fact = clientFact(evaluator, each);
    if (fact) return fact;
  }
  return undefined;
}

/** How the callee reads on one line: `client.chat.completions.create`, `ConverseCommand`. */
function calleeText(node: ts.CallExpression | ts.NewExpression, module: Module): string {
  const text = node.expression.getText(module.source).replaceAll(/\s+/g, "");
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}

interface ModelOption {
  readonly found: Found;
  /** Model objects that the option holds, such as `openai("gpt-5.2")`. */
  readonly objects: readonly AbstractInstance[];
}

/** The model id, read through the object that holds it where there is one. */
function readModel(
  evaluator: Evaluator,
  description: CallDescription,
  site: OptionSite,
  major: number | undefined,
): ModelOption | undefined {
  const paths = description.options.model;
  const found = paths && readOption(evaluator, paths, site, major);
  if (!found) return undefined;
  const objects: AbstractInstance[] = [];
  const idOf = (value: Abstract, depth: number): Abstract =>
    oneOf(
      alternativesOf(value).map((each): Abstract => {
        if (each.kind !== "instance" || each.type.role !== "model") return each;
        objects.push(each);
        const id = modelSetting(evaluator, each, "model");
        if (!id || depth > 4) return { kind: "unknown", reason: "call", at: each.creation };
        return idOf(id, depth + 1);
      }),
    );
  return { found: { ...found, value: idOf(found.value, 0) }, objects };
}

/** A setting that a model object was made with; `undefined` where its type has no such setting. */
function modelSetting(evaluator: Evaluator, object: AbstractInstance, name: OptionName): Abstract | undefined {
  const paths = object.type.settings?.[name];
  if (paths === undefined) return undefined;
  return readOption(evaluator, paths, { call: object.creation, arguments: object.arguments }, undefined)?.value;
}

function readOptions(
  evaluator: Evaluator,
  description: CallDescription,
  site: OptionSite,
  major: number | undefined,
  model: ModelOption | undefined,
  recognised: RecognisedCall,
): CallOptions {
  const options: Partial<Record<OptionName, Value>> = {};
  for (const [name, paths] of Object.entries(description.options)) {
    const found = name === "model" ? model?.found : readOption(evaluator, paths, site, major);
    if (!found || isLacking(name as OptionName, model)) continue;
    const value = toValue(found.value, found.insertion);
    const mayBeAdded =
      recognised.changedLater.size > 0 ||
      recognised.instances.some(hasMiddleware) ||
      isSetByModel(evaluator, name as OptionName, model);
    const isHidden =
      (value.state === "absent" && name !== "model" && mayBeAdded) || isReplaced(paths, recognised.changedLater);
    options[name as OptionName] = isHidden ? { state: "unknown", reason: "mutation", place: undefined } : value;
  }
  return options;
}

/** Whether the call has no such option with any of the models that it may use. */
function isLacking(name: OptionName, model: ModelOption | undefined): boolean {
  const objects = model?.objects ?? [];
  return objects.length > 0 && objects.every(({ type }) => type.lacks?.includes(name) === true);
}

/** Whether one of the option's paths starts at a property of the input that is changed later. */
function isReplaced(paths: OptionPaths, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  return ([paths].flat() as readonly OptionPath[]).some((each) => {
    const [head, name = ""] = (typeof each === "string" ? each : each.path).replace(/^json\((.+)\)/, "$1").split(".");
    return head === "0" && (changed.has(name) || changed.has("*"));
  });
}

/** Middleware that is put on a client may add to every request. */
function hasMiddleware({ creation }: AbstractInstance): boolean {
  if (!creation) return false;
  const known = middlewareOfCreations.get(creation.node);
  if (known !== undefined) return known;
  const holder = creation.node.parent;
  const references = ts.isVariableDeclaration(holder) ? creation.module.scopes.references(holder) : [];
  const result = references.some(
    ({ parent }) =>
      ts.isPropertyAccessExpression(parent) && (parent.name.text === "middlewareStack" || parent.name.text === "use"),
  );
  middlewareOfCreations.set(creation.node, result);
  return result;
}

const middlewareOfCreations = new WeakMap<ts.Node, boolean>();

/** A wrapper or the model object's own settings may set what the call leaves out. */
function isSetByModel(evaluator: Evaluator, name: OptionName, model: ModelOption | undefined): boolean {
  return (model?.objects ?? []).some((object) => {
    const inner = modelSetting(evaluator, object, "model");
    if (object.isWrapped || inner?.kind === "instance") return true;
    const setting = modelSetting(evaluator, object, name);
    return setting !== undefined && !isNothing(setting);
  });
}

function providerOfCall(
  evaluator: Evaluator,
  instances: readonly AbstractInstance[],
  model: ModelOption | undefined,
): string | undefined {
  const providers = new Set<string | undefined>();
  const objects = (model?.objects ?? []).filter((each) => modelSetting(evaluator, each, "model")?.kind !== "instance");
  for (const instance of objects.length > 0 ? objects : instances) {
    if (instance.type.role !== "agent") providers.add(providerOf(evaluator, instance));
  }
  if (providers.size === 0 && model?.found.value.kind === "constant") {
    const id = String(model.found.value.value);
    return id.includes("/") ? id.slice(0, id.indexOf("/")) : undefined;
  }
  return providers.size === 1 ? [...providers][0] : undefined;
}

function kindOf(
  evaluator: Evaluator,
  description: CallDescription,
  site: OptionSite,
  model: Value | undefined,
): CallKind {
  if (description.streamFlag !== undefined) {
    const flag = readPath(evaluator, description.streamFlag, site).value;
    if (flag.kind === "constant" && flag.value === true) return "stream";
  }
  const ids = model?.state === "known" ? (model.form === "alternatives" ? model.values : [model]) : [];
  for (const id of ids) {
    if (id.state !== "known" || id.form !== "constant" || typeof id.value !== "string") continue;
    for (const each of description.kindByModel ?? []) if (each.pattern.test(id.value)) return each.kind;
  }
  for (const each of description.kindByOption ?? []) {
    const { value } = readPath(evaluator, each.path, site);
    if (value.kind !== "unknown" && !isNothing(value)) return each.kind;
  }
  return description.kind;
}

function outputUse(use: TrackedResponse["uses"][number], call: ModelCall, module: Module): OutputUse {
  const parsed = use.use === "json parse" && ts.isCallExpression(use.node) ? trackParsed(use.node, module) : undefined;
  return {
    fact: "output use",
    use: use.use,
    place: place({ module, node: use.node }),
    argument: place({ module, node: use.argument }),
    call,
    validation: parsed?.validation ?? "unknown",
    reliance: parsed?.reliance,
    isInTry: isInTryBlock(use.node),
    schemaInScope: onlySchema(module),
  };
}

function toolFacts(
  evaluator: Evaluator,
  call: ModelCall,
  description: CallDescription,
  site: OptionSite,
  major: number | undefined,
): Tool[] {
  const paths = description.options.tools;
  const path = description.toolName;
  const found = paths && path !== undefined ? readOption(evaluator, paths, site, major) : undefined;
  if (!found || path === undefined) return [];
  return alternativesOf(found.value).flatMap((tools): Tool[] => {
    if (tools.kind === "object" && path === "key") {
      return [...tools.properties].map(([name]) => toolFact(call, name, place(tools.at)));
    }
    if (tools.kind !== "array") return [];
    return tools.elements.map((element) => {
      const tool = element();
      let name: Abstract = tool;
      for (const step of path.split(".")) name = member(evaluator, name, step, tools.at);
      const at = "at" in tool && tool.at ? tool.at : tools.at;
      return toolFact(call, name.kind === "constant" ? String(name.value) : undefined, place(at));
    });
  });
}

function toolFact(call: ModelCall, name: string | undefined, at: Tool["place"]): Tool {
  return {
    fact: "tool",
    sdk: call.sdk,
    sdkMajor: call.sdkMajor,
    name,
    place: at,
    calleePlace: at,
    options: {},
    isServed: false,
    isInputChecked: false,
    context: call.context,
  };
}

/** The `send()` call that a command goes to: around the `new`, or given the variable that holds it. */
export function sendOf(
  evaluator: Evaluator,
  command: ts.NewExpression,
  module: Module,
): { call: ts.CallExpression; client: Abstract } | undefined {
  let node: ts.Node = command;
  while (ts.isAsExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const candidates: ts.Node[] = [node];
  const holder = node.parent;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name))
    candidates.push(...module.scopes.references(holder));
  if (ts.isBinaryExpression(holder) && holder.right === node && ts.isIdentifier(holder.left)) {
    const declaration = module.scopes.resolve(holder.left.text, holder.left);
    if (declaration) candidates.push(...module.scopes.references(declaration));
  }
  for (const candidate of candidates) {
    let argument = candidate;
    while (ts.isAsExpression(argument.parent)) argument = argument.parent;
    const call = argument.parent;
    if (!ts.isCallExpression(call) || call.arguments[0] !== argument) continue;
    const callee = unwrapped(call.expression);
    if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "send") continue;
    return { call, client: evaluator.evaluate(callee.expression, module) };
  }
  return undefined;
}

/** Properties set by `command.input.modelId = …` after the command was made; `*` where all of the input may be. */
export function changedLater(command: ts.NewExpression, module: Module): ReadonlySet<string> {
  const changed = new Set<string>();
  const holder = command.parent;
  const target = ts.isBinaryExpression(holder) && holder.right === command ? unwrapped(holder.left) : undefined;
  const declaration = target && ts.isIdentifier(target) ? module.scopes.resolve(target.text, target) : holder;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return changed;
  for (const reference of module.scopes.references(declaration)) {
    const path: string[] = [];
    let node: ts.Node = reference;
    while (ts.isPropertyAccessExpression(node.parent) || ts.isElementAccessExpression(node.parent)) {
      node = node.parent;
      path.push(ts.isPropertyAccessExpression(node) ? node.name.text : "*");
    }
    const isSet = ts.isBinaryExpression(node.parent) && node.parent.left === node && node !== reference;
    if (isSet && path[0] === "input") changed.add(path[1] ?? "*");
  }
  return changed;
}
