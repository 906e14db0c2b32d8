import type {
  CallKind,
  CallOptions,
  Fact,
  ModelCall,
  OptionName,
  OutputUse,
  SdkDefaults,
  Value,
} from "../../../lens/facts.ts";
import type { CallDescription, OptionPaths, SdkDescription } from "../../../lens/sdks/description.ts";
import { splitModelId } from "../../../lens/sdks/provider-marks.ts";
import {
  type Abstract,
  type AbstractInstance,
  alternativesOf,
  type Environment,
  type Lazy,
  type Located,
  oneOf,
  unknown,
} from "./abstract.ts";
import { answerUseOf, UNREAD } from "./answer-use.ts";
import { beginsJson } from "./begun-answers.ts";
import { chainOf, clientLinkOf } from "./chains.ts";
import { givesPromise, handlingOf, UNHANDLED } from "./call-handling.ts";
import { calleePlace, calleeText, clientFactOfChain, providerOf } from "./clients.ts";
import type { CommandSend } from "./command-sends.ts";
import { contextOf } from "./context.ts";
import { historyOf } from "./conversation-history.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { flowsIntoCall } from "./flows.ts";
import { type Inheritance, inheritedNames, inheritedOption, isPlain, orElse, settingOf } from "./inheritance.ts";
import { jsonContent } from "./json-text.ts";
import { agentLoopAround } from "./loops.ts";
import type { Module } from "./module.ts";
import { tracedBy } from "./observability.ts";
import { isInMajor, listedPaths } from "./option-paths.ts";
import { type Found, type OptionSite, readOption, readPath } from "./options.ts";
import { isInTryBlock, onlySchema, trackParsed } from "./parsed-output.ts";
import { requestUseOf } from "./request-use.ts";
import { trackResponse, type TrackedResponse, UNTRACKED } from "./response.ts";
import { propertyName, ts, walk } from "./syntax.ts";
import { listedTools } from "./tools.ts";
import { place, toValue } from "./values.ts";

/** A model call as it was recognised, before its options are read. */
export interface RecognisedCall {
  readonly sdk: SdkDescription;
  readonly description: CallDescription;
  /** The call or, for a command, the `new`. */
  readonly at: Located<ts.CallExpression | ts.NewExpression>;
  readonly arguments: readonly Lazy[] | undefined;
  /** What the parameters around it stand for, where it is read for one call of the app's own function. */
  readonly environment: Environment | undefined;
  /** What the method is called on; several when the code leaves a choice; empty for plain functions. */
  readonly instances: readonly AbstractInstance[];
  /** Who serves the model, where the call itself says so, and not its instances. */
  readonly provider?: { readonly name: string | undefined };
  /** It may also be called on something that the code does not show. */
  readonly mayBeOther: boolean;
  /** For commands: where it is sent, when that was found. */
  readonly send: CommandSend | undefined;
  readonly isCommand: boolean;
  /** A server makes the call, of what is made at `at`: nothing of what becomes of it stands in the program. */
  readonly isServed?: true;
  /** Properties of a command's input that are changed after it was made; `*` stands for any. */
  readonly changedLater: ReadonlySet<string>;
}

/** Options of one model call alone; `undefined` where this major of the SDK has no such call. */
export function modelCallOptions(evaluator: Evaluator, recognised: RecognisedCall): CallOptions | undefined {
  return readCall(evaluator, recognised)?.options;
}

/** What is read of a call before its fact is written. */
function readCall(evaluator: Evaluator, recognised: RecognisedCall) {
  const { sdk, at } = recognised;
  const { module } = at;
  const description = withAddedOptions(recognised);
  const sdkMajor = evaluator.host.packageMajor(sdk.versionPackage, module.file);
  if (!isInMajor(description, sdkMajor) || !asksModel(evaluator, recognised)) return undefined;

  const { instances, mayBeOther } = receivers(evaluator, recognised);
  const client = instances.length === 1 && !mayBeOther ? instances[0] : undefined;
  const isOnItsOwn = recognised.instances.length > 0;
  const { holders, areAll } = isOnItsOwn
    ? holdersOf(evaluator, recognised, recognised.instances, recognised.mayBeOther)
    : holdersOf(evaluator, recognised, instances, mayBeOther);
  const holder = holders.length === 1 && areAll ? holders[0] : undefined;
  const site: OptionSite = {
    call: at,
    arguments: recognised.arguments,
    send: recognised.send,
    client: client && clientLinkOf(client),
    instance: holder,
  };
  const model = readModel(evaluator, description, site, sdkMajor, { holders, areAll });
  const provider =
    providerOfCall(evaluator, description, holders.length > 0 ? holders : instances, model) ??
    (description.client === undefined ? undefined : providerOfCall(evaluator, description, instances, undefined));
  const marked = provider === undefined ? splitModel(description, model) : undefined;
  const found = readOptions(evaluator, description, site, sdkMajor, marked?.model ?? model, {
    recognised: { ...recognised, instances, mayBeOther },
    holders,
    areAll,
  });
  const options: CallOptions = Object.fromEntries(
    [...found].map(([name, each]) => [name, toValue(each.value, each.insertion)]),
  );
  const isGivenNoClient = instances.length === 0 && !mayBeOther;
  return {
    sdkMajor,
    instances,
    client,
    holders,
    holder,
    site,
    model,
    provider,
    marked,
    found,
    options,
    isGivenNoClient,
  };
}

/** The description with the options that wrappers around all of its instances add to it. */
function withAddedOptions({ description, instances }: RecognisedCall): CallDescription {
  const [first, ...rest] = instances.map(({ added, type }) =>
    added.filter(({ member }) => {
      const described = type.members?.[member];
      return described?.member === "call" && described.call === description;
    }),
  );
  const shared = first?.filter((each) => rest.every((others) => others.includes(each))) ?? [];
  if (shared.length === 0) return description;
  return { ...description, options: Object.assign({}, description.options, ...shared.map(({ options }) => options)) };
}

/** Whether a call that does other things too asks a model. */
function asksModel(evaluator: Evaluator, { description, at, arguments: given }: RecognisedCall): boolean {
  const { body, onlyWhen, unlessWith } = description;
  const site: OptionSite = { call: at, arguments: given };
  if (onlyWhen !== undefined) {
    const { value } = readPath(evaluator, onlyWhen.path, site);
    if (value.kind !== "constant" || value.value !== onlyWhen.is) return false;
  }
  if (unlessWith !== undefined) {
    const { value, written } = readPath(evaluator, unlessWith, site);
    if (!isNothing(value) && (value.kind !== "unknown" || written !== undefined)) return false;
  }
  return body === undefined || !isEmptyObject(readPath(evaluator, body, site).value);
}

/** `{}` as JSON: the service refuses it, and says what the model would take. */
function isEmptyObject(body: Abstract): boolean {
  const content = jsonContent(body);
  return content?.state === "known" && content.form === "object" && content.isComplete && content.properties.size === 0;
}

/** What all of a program's calls go through, such as `genkit()`, has nothing that a single one could take over. */
function holdsSettings({ type }: AbstractInstance): boolean {
  return type.role !== "other" || type.settings !== undefined;
}

/** All facts of one model call: the call itself, what is done with its output, flows into it, its tools. */
export function modelCallFacts(evaluator: Evaluator, recognised: RecognisedCall): Fact[] {
  const { sdk, description, at } = recognised;
  const { module, node } = at;
  const read = readCall(evaluator, recognised);
  if (!read) return [];
  const { sdkMajor, instances, client, holders, holder, site, model, provider, marked, found, options } = read;
  const sent = recognised.send?.isElsewhere === false ? recognised.send.call : undefined;
  const root = recognised.isServed ? undefined : recognised.isCommand ? sent : at;
  const kind = kindOf(evaluator, description, site, options.model);
  // What reads the output in a sequence gives something else than the response.
  const isWhole = !holders.some((each) => each.isRead);
  const isTracked = isWhole && kind !== "stream" && root !== undefined && ts.isCallExpression(root.node);
  const tracked =
    isTracked && description.response ? trackResponse(root.node, module, description.response) : UNTRACKED;
  const held = description.inheritsSettings && model?.objects.length === 1 ? model.objects[0] : undefined;
  const ways = [...(client ? [client] : []), ...(holder && holder !== client ? [holder] : []), ...(held ? [held] : [])];

  const call: ModelCall = {
    fact: "model call",
    sdk: sdk.id,
    sdkMajor,
    kind,
    callee: calleeText(at),
    place: place(at),
    calleePlace: calleePlace(at),
    provider: recognised.provider
      ? recognised.provider.name
      : (provider ??
        marked?.provider ??
        providerOfId(holders.length > 0 ? holders : instances, model) ??
        providerByModel(evaluator, description, site, model) ??
        (read.isGivenNoClient ? description.provider : undefined)),
    options,
    spellings: spellingsOf(found),
    written: writtenOf(found),
    ending: description.ending,
    defaults: steppedDefaults(description, options, description.defaults ?? defaultsOf(held ? [held, ...ways] : ways)),
    ...(description.longestInput === undefined ? {} : { longestInput: description.longestInput }),
    hasClient:
      recognised.isCommand ||
      description.client !== undefined ||
      [...instances, ...ways].some((each) => clientLinkOf(each) !== undefined),
    client: ways.map((each) => clientFactOfChain(evaluator, each)).find((each) => each !== undefined),
    settingsPlace:
      description.inheritsSettings && holder?.creation && holdsSettings(holder) ? place(holder.creation) : undefined,
    response: {
      isFinishReasonRead: tracked.isFinishReasonRead,
      finishReason: description.response?.finishReasonName,
      finishedValues: description.response?.finishedValues ?? [],
      variable: tracked.variable,
      isCheckedBySdk: description.response?.isChecked ?? false,
    },
    context: contextOf(root?.node ?? node, module, evaluator),
    tracedBy: tracedBy(
      [...recognised.instances, ...instances, ...holders, ...(model?.objects ?? [])],
      options.telemetry,
    ),
    wrapper: undefined,
    agentLoop: agentLoopAround(root?.node ?? node, module),
    handling: root === undefined ? UNHANDLED : handlingOf(evaluator, root.node, module, givesPromise(description)),
    answer: root === undefined ? UNREAD : answerUseOf(evaluator, root, kind, description, tracked),
    request: root && requestUseOf(evaluator, root, node),
    beginsJson: (kind === "chat" || kind === "stream") && beginsJson(node),
    history: historyOf(node, module, description),
  };
  return [
    call,
    ...tracked.uses.map((use) => outputUse(use, call, module)),
    ...flowsIntoCall(evaluator, call, description, site, found),
    ...listedTools(evaluator, call, description, found.get("tools")?.value, module),
  ];
}

function spellingsOf(found: ReadonlyMap<OptionName, Found>): ModelCall["spellings"] {
  return Object.fromEntries(
    [...found].flatMap(([name, { spelling }]) => (spelling === undefined ? [] : [[name, spelling]])),
  );
}

function writtenOf(found: ReadonlyMap<OptionName, Found>): ModelCall["written"] {
  return Object.fromEntries(
    [...found].flatMap(([name, { written }]) => (written === undefined ? [] : [[name, written]])),
  );
}

/** What the method is called on, or the client that it or a function is given. */
function receivers(evaluator: Evaluator, recognised: RecognisedCall): Pick<RecognisedCall, "instances" | "mayBeOther"> {
  const { description, at, arguments: given, instances } = recognised;
  if (description.client === undefined) return recognised;
  const instance = instances.length === 1 ? instances[0] : undefined;
  return instancesAmong(readPath(evaluator, description.client, { call: at, arguments: given, instance }).value);
}

/** What the call may take settings from: the agent that it is given, or what its method is called on. */
function holdersOf(
  evaluator: Evaluator,
  { description, at, arguments: given }: RecognisedCall,
  instances: readonly AbstractInstance[],
  mayBeOther: boolean,
): Pick<Inheritance, "holders" | "areAll"> {
  if (description.agent === undefined) return { holders: instances, areAll: !mayBeOther };
  const among = instancesAmong(readPath(evaluator, description.agent, { call: at, arguments: given }).value);
  return { holders: among.instances, areAll: !among.mayBeOther && among.instances.length > 0 };
}

function instancesAmong(value: Abstract): Pick<RecognisedCall, "instances" | "mayBeOther"> {
  const values = alternativesOf(value).filter((each) => !isNothing(each));
  const instances = values.filter((each) => each.kind === "instance");
  return { instances, mayBeOther: instances.length < values.length };
}

/** The limits of the first that has any, and for those that it leaves open, of the next. */
function defaultsOf(instances: readonly AbstractInstance[]): SdkDefaults {
  let defaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: undefined };
  for (const { type } of instances.flatMap(chainOf)) {
    defaults = {
      timeout: defaults.timeout === undefined ? type.defaults?.timeout : defaults.timeout,
      retries: defaults.retries ?? type.defaults?.retries,
      maxSteps: defaults.maxSteps === undefined ? type.defaults?.maxSteps : defaults.maxSteps,
      ...modelDefaults(defaults.model ?? type.defaults?.model, defaults.temperature ?? type.defaults?.temperature),
    };
  }
  return defaults;
}

function steppedDefaults(
  { isOneStepWithoutTools }: CallDescription,
  { tools }: CallOptions,
  defaults: SdkDefaults,
): SdkDefaults {
  if (!isOneStepWithoutTools) return defaults;
  const hasNone =
    tools?.state === "absent" ||
    (tools?.state === "known" && tools.form === "array" && tools.isComplete && tools.elements.length === 0);
  if (hasNone) return { ...defaults, maxSteps: 1 };
  return tools?.state === "known" ? defaults : { ...defaults, maxSteps: undefined };
}

function modelDefaults(
  model: string | undefined,
  temperature: number | undefined,
): Pick<SdkDefaults, "model" | "temperature"> {
  return { ...(model === undefined ? {} : { model }), ...(temperature === undefined ? {} : { temperature }) };
}

interface ModelOption {
  readonly found: Found;
  /** Model objects that the option holds, such as `openai("gpt-5.2")`; those inside them behind them. */
  readonly objects: readonly AbstractInstance[];
  /** Those of them that the option itself holds. */
  readonly held: readonly AbstractInstance[];
  /** Whether the option holds nothing but those and plain ids. */
  readonly areAll: boolean;
}

/** The model id, read through the object that holds it where there is one. */
function readModel(
  evaluator: Evaluator,
  description: CallDescription,
  site: OptionSite,
  major: number | undefined,
  from: Pick<Inheritance, "holders" | "areAll">,
): ModelOption | undefined {
  const paths = description.options.model;
  const own = paths === undefined ? undefined : readOption(evaluator, paths, site, major);
  const inherited = (): Found | undefined =>
    inheritedOption(evaluator, "model", { ...from, models: [], areModelsAll: true });
  const found = description.inheritsSettings ? orElse(own, inherited) : own;
  if (!found) return undefined;
  const objects: AbstractInstance[] = [];
  const isModel = (each: Abstract): each is AbstractInstance =>
    each.kind === "instance" && (each.type.role === "model" || modelSetting(evaluator, each, "model") !== undefined);
  const idOf = (value: Abstract, depth: number): Abstract =>
    oneOf(
      alternativesOf(value).map((each): Abstract => {
        if (!isModel(each)) return each;
        objects.push(each);
        const id = modelSetting(evaluator, each, "model");
        if (!id || depth > 4) return { kind: "unknown", reason: "call", at: each.creation };
        return idOf(id, depth + 1);
      }),
    );
  const values = alternativesOf(found.value);
  return {
    found: { ...found, value: idOf(found.value, 0) },
    objects,
    held: values.filter(isModel),
    areAll:
      (own === undefined && from.holders.every(namesItsModel)) ||
      values.every((each) => isModel(each) || isPlain(each)),
  };
}

/** Whether what a call inherits from is itself the model, so that the model it was made with can only be an id. */
function namesItsModel(holder: AbstractInstance): boolean {
  const role = chainOf(holder).find(({ type }) => type.settings?.model !== undefined)?.type.role;
  return role === "client" || role === "model";
}

/** A setting that a model object was made with; `undefined` where its type has no such setting. */
function modelSetting(evaluator: Evaluator, object: AbstractInstance, name: OptionName): Abstract | undefined {
  const hasSetting = chainOf(object).some(({ type }) => type.settings?.[name] !== undefined);
  return hasSetting ? settingOf(evaluator, object, name, false)?.value : undefined;
}

/** The model with the provider taken off its id, where all that it may be say the same one. */
function splitModel(
  { providerMark }: CallDescription,
  model: ModelOption | undefined,
): { readonly model: ModelOption; readonly provider: string } | undefined {
  if (!providerMark || !model) return undefined;
  const parts = alternativesOf(model.found.value).map((each) => withoutProvider(each, providerMark));
  const providers = new Set(parts.map((each) => each?.provider));
  const [provider] = providers;
  if (providers.size !== 1 || provider === undefined) return undefined;
  const value = oneOf(parts.flatMap((each) => each?.value ?? []));
  return { model: { ...model, found: { ...model.found, value } }, provider };
}

function withoutProvider(
  value: Abstract,
  mark: ":" | "/",
): { readonly value: Abstract; readonly provider: string } | undefined {
  if (value.kind === "constant" && typeof value.value === "string") {
    const split = splitModelId(value.value, mark);
    return split && { value: { ...value, value: split.model }, provider: split.provider };
  }
  if (value.kind !== "template") return undefined;
  const [first, ...rest] = value.parts;
  const split = typeof first === "string" ? splitModelId(first, mark) : undefined;
  if (!split) return undefined;
  const parts = [split.model, ...rest].filter((part) => part !== "");
  const [only] = parts;
  const isOne = parts.length === 1 && only !== undefined && typeof only !== "string";
  return { value: isOne ? only : { ...value, parts }, provider: split.provider };
}

function readOptions(
  evaluator: Evaluator,
  description: CallDescription,
  site: OptionSite,
  major: number | undefined,
  model: ModelOption | undefined,
  from: Pick<Inheritance, "holders" | "areAll"> & { readonly recognised: RecognisedCall },
): ReadonlyMap<OptionName, Found> {
  const { recognised } = from;
  const inheritance: Inheritance | undefined = description.inheritsSettings && {
    holders: from.holders,
    areAll: from.areAll,
    models: model?.held ?? [],
    areModelsAll: model?.areAll ?? true,
  };
  const own = Object.keys(description.options) as OptionName[];
  const names = new Set([...own, ...(inheritance ? inheritedNames(inheritance) : [])]);
  const links = recognised.instances.flatMap(chainOf);
  const options = new Map<OptionName, Found>();
  for (const name of names) {
    const paths = description.options[name];
    const found =
      name === "model" ? model?.found : readOwnOrInherited(evaluator, name, paths, site, major, inheritance);
    if (!found || isLacking(name, model, description)) continue;
    const mayBeAdded =
      recognised.changedLater.size > 0 ||
      links.some(hasMiddleware) ||
      (!inheritance && isSetByModel(evaluator, name, model));
    const isMadeBefore = INPUTS.has(name) && recognised.instances.some((each) => each.isFed);
    if (isMadeBefore) {
      options.set(name, { value: unknown("call"), insertion: undefined });
      continue;
    }
    const isHidden =
      (isNothing(found.value) && name !== "model" && mayBeAdded) ||
      (paths !== undefined && isReplaced(paths, recognised.changedLater));
    options.set(name, isHidden ? { value: unknown("mutation"), insertion: undefined } : found);
  }
  return options;
}

/** Options that a part of a sequence before the model makes of what goes into the sequence. */
const INPUTS: ReadonlySet<OptionName> = new Set(["messages", "system", "input"]);

function readOwnOrInherited(
  evaluator: Evaluator,
  name: OptionName,
  paths: OptionPaths | undefined,
  site: OptionSite,
  major: number | undefined,
  inheritance: Inheritance | undefined,
): Found | undefined {
  const own = paths === undefined ? undefined : readOption(evaluator, paths, site, major);
  return inheritance ? orElse(own, () => inheritedOption(evaluator, name, inheritance)) : own;
}

/** Whether the call has no such option with any of the models that it may use. */
function isLacking(name: OptionName, model: ModelOption | undefined, { lacksByModel }: CallDescription): boolean {
  const isLackingById = lacksByModel?.some(({ pattern, lacks }) => {
    const ids = model ? alternativesOf(model.found.value) : [];
    return lacks.includes(name) && ids.length > 0 && ids.every((id) => pattern.test(textOf(id)));
  });
  if (isLackingById) return true;
  const objects = model?.objects ?? [];
  return objects.length > 0 && objects.every(({ type }) => type.lacks?.includes(name) === true);
}

/** A constant as text, or what is written of a template. */
function textOf(value: Abstract): string {
  if (value.kind === "constant") return String(value.value);
  if (value.kind !== "template") return "";
  return value.parts.map((part) => (typeof part === "string" ? part : textOf(part))).join("");
}

/** Whether one of the option's paths starts at a property of the input that is changed later. */
function isReplaced(paths: OptionPaths, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  return listedPaths(paths).some(({ path }) => {
    const [head, name = ""] = path.replace(/^json\((.+)\)/, "$1").split(".");
    return head === "0" && (changed.has(name) || changed.has("*"));
  });
}

/** Middleware that is put on a client may add to every request. */
function hasMiddleware({ creation }: AbstractInstance): boolean {
  if (!creation) return false;
  const known = middlewareOfCreations.get(creation.node);
  if (known !== undefined) return known;
  const holder = creation.node.parent;
  const references = ts.isVariableDeclaration(holder)
    ? creation.module.scopes.references(holder)
    : readsOfField(holder, creation.module);
  const result = references.some(
    ({ parent }) =>
      ts.isPropertyAccessExpression(parent) && (parent.name.text === "middlewareStack" || parent.name.text === "use"),
  );
  middlewareOfCreations.set(creation.node, result);
  return result;
}

/** Where the file reads the field that something is kept in: `this.client` for `this.client = …`. */
function readsOfField(holder: ts.Node, module: Module): readonly ts.Node[] {
  const name = ts.isPropertyDeclaration(holder)
    ? propertyName(holder.name)
    : ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left)
      ? holder.left.name.text
      : undefined;
  const found: ts.Node[] = [];
  if (name === undefined) return found;
  walk(module.source, (node) => {
    const isRead = ts.isPropertyAccessExpression(node) && node.name.text === name;
    if (isRead && node.expression.kind === ts.SyntaxKind.ThisKeyword) found.push(node);
  });
  return found;
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
  description: CallDescription,
  instances: readonly AbstractInstance[],
  model: ModelOption | undefined,
): string | undefined {
  const objects = (model?.objects ?? []).filter((each) => modelSetting(evaluator, each, "model")?.kind !== "instance");
  // An agent's own provider serves the models that it names, and not those that it is given as objects.
  const isGiven = (each: AbstractInstance): boolean => each.type.role === "agent" && model?.areAll === false;
  if (description.inheritsSettings && objects.length === 0 && instances.some(isGiven)) return undefined;
  const providers = new Set((objects.length > 0 ? objects : instances).map((each) => providerOf(evaluator, each)));
  return providers.size === 1 ? [...providers][0] : undefined;
}

/** The provider that a model id names by itself: `anthropic/claude-sonnet-5`, given to what serves many. */
function providerOfId(instances: readonly AbstractInstance[], model: ModelOption | undefined): string | undefined {
  if (instances.some((each) => each.type.role !== "agent") || (model?.objects ?? []).length > 0) return undefined;
  if (model?.found.value.kind !== "constant") return undefined;
  const id = String(model.found.value.value);
  return id.includes("/") ? id.slice(0, id.indexOf("/")) : undefined;
}

/** The provider that the SDK takes for a model by its id; `undefined` where the program may have said another. */
function providerByModel(
  evaluator: Evaluator,
  { providerByModel: table, providerSaidAt }: CallDescription,
  site: OptionSite,
  model: ModelOption | undefined,
): string | undefined {
  if (!table || !model || model.objects.length > 0 || model.found.value.kind !== "constant") return undefined;
  if (providerSaidAt !== undefined && !isNothing(readPath(evaluator, providerSaidAt, site).value)) return undefined;
  const id = String(model.found.value.value);
  return table.find(({ pattern }) => pattern.test(id))?.provider;
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
    if (value.kind === "unknown" || isNothing(value)) continue;
    const { pattern } = each;
    const isFit = pattern === undefined || (value.kind === "constant" && pattern.test(String(value.value)));
    if (isFit) return each.kind;
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
