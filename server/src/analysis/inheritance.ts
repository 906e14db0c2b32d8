import type { OptionName } from "../../../lens/facts.ts";
import { type Abstract, type AbstractInstance, alternativesOf, oneOf, unknown } from "./abstract.ts";
import { chainOf, isKnownByTypeOnly, originOf, rootOf } from "./chains.ts";
import { isChangedLater } from "./clients.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { type Found, readOption } from "./options.ts";

/** What calls take over from: what they are called on, or the agent that they are given, and the model that those hold. */
export interface Inheritance {
  readonly holders: readonly AbstractInstance[];
  /** Whether the holders are all that it may be. */
  readonly areAll: boolean;
  /** Model objects that the model option holds, without those inside them. */
  readonly models: readonly AbstractInstance[];
  /** Whether the model is nothing but those objects and plain ids. */
  readonly areModelsAll: boolean;
}

/** Names of the options that there are by inheritance. */
export function inheritedNames({ holders, models }: Inheritance): ReadonlySet<OptionName> {
  const types = [...holders.flatMap(chainOf), ...models.flatMap(chainOf)].map((each) => each.type);
  return new Set(types.flatMap(({ settings }) => Object.keys(settings ?? {}) as OptionName[]));
}

/** What bounds a run is a matter of who runs it: no model object sets it, seen or not. */
const OF_AGENTS: ReadonlySet<OptionName> = new Set(["maxSteps", "maxCost", "session"]);

/** An option as those set it that a call inherits from; `undefined` where none of them has such an option. */
export function inheritedOption(evaluator: Evaluator, name: OptionName, from: Inheritance): Found | undefined {
  const ofHolders = settingOfAll(evaluator, name, from.holders, from.areAll);
  if (name === "model" || OF_AGENTS.has(name)) return ofHolders;
  return orElse(ofHolders, () => settingOfAll(evaluator, name, from.models, from.areModelsAll, true));
}

/**
 * What counts where one place goes before another: what is not set in the first is looked for in the second, and
 * what is not known in the first stays so. Set in neither, it goes where something can be written.
 */
export function orElse(first: Found | undefined, second: () => Found | undefined): Found | undefined {
  if (!first) return second();
  const values = alternativesOf(first.value);
  if (!values.some(isNothing)) return first;
  const below = second();
  if (!below) return first;
  const there = values.filter((each) => !isNothing(each));
  if (there.length > 0) return { value: oneOf([...there, below.value]), insertion: undefined };
  return isNothing(below.value) ? { value: below.value, insertion: first.insertion ?? below.insertion } : below;
}

function settingOfAll(
  evaluator: Evaluator,
  name: OptionName,
  instances: readonly AbstractInstance[],
  areAll: boolean,
  areModels = false,
): Found | undefined {
  const found = instances.map((each) => settingOf(evaluator, each, name, areModels));
  const [only] = found;
  if (found.length === 1 && areAll) return only;
  if (found.every((each) => each === undefined)) return areAll ? undefined : hidden();
  const values = found.map((each): Abstract => each?.value ?? unknown("expression"));
  return { value: oneOf(areAll ? values : [...values, unknown("expression")]), insertion: undefined };
}

/**
 * One setting of an instance: that of the nearest link of its chain which sets it. `undefined` where no type of
 * the chain has it.
 */
export function settingOf(
  evaluator: Evaluator,
  instance: AbstractInstance,
  name: OptionName,
  isModel = instance.type.role === "model",
): Found | undefined {
  const root = rootOf(instance);
  if (!root) return hidden();
  let found: Found | undefined;
  for (let link: AbstractInstance | undefined = instance; link; link = originOf(link).parent) {
    const here = ownSetting(evaluator, link, name);
    found = found === undefined ? here : orElse(found, () => here);
  }
  if (found !== undefined && !alternativesOf(found.value).some(isNothing)) return found;
  // A wrapper, or the model object inside this one, may add what this one leaves out.
  const mayBeAdded = isKnownByTypeOnly(root) || (isModel && (instance.isWrapped || holdsModel(evaluator, instance)));
  return mayBeAdded ? (orElse(found, hidden) ?? hidden()) : found;
}

function ownSetting(evaluator: Evaluator, link: AbstractInstance, name: OptionName): Found | undefined {
  const paths = link.type.settings?.[name];
  if (paths === undefined) return undefined;
  const origin = originOf(link);
  const { creation } = origin;
  if (creation && isChangedLater(creation.node, creation.module)) return hidden();
  const major = creation && evaluator.host.packageMajor(link.sdk.versionPackage, creation.module.file);
  return readOption(evaluator, paths, { call: creation, arguments: origin.arguments, instance: link }, major);
}

/** Whether the model of a model object is another one. */
function holdsModel(evaluator: Evaluator, instance: AbstractInstance): boolean {
  const inner = ownSetting(evaluator, instance, "model")?.value;
  return inner !== undefined && !alternativesOf(inner).every(isPlain);
}

/** Whether a model is given by its id, or not at all, rather than by an object with settings of its own. */
export function isPlain(value: Abstract): boolean {
  if (value.kind === "unknown") return value.environmentVariable !== undefined || value.taint !== undefined;
  return value.kind === "constant" || value.kind === "template" || isNothing(value);
}

function hidden(): Found {
  return { value: unknown("parameter"), insertion: undefined };
}
