import type { ModuleDescription, SdkDescription } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractInstance,
  type AbstractObject,
  type AbstractUnknown,
  alternativesOf,
  type Located,
  oneOf,
  UNDEFINED,
  unknown,
  instanceOfType,
} from "./abstract.ts";
import { classMember, staticMember } from "./classes.ts";
import { valueAt } from "./composition.ts";
import { valueOfDeclaration } from "./declarations.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { exportNamed, isHolder } from "./exported-names.ts";
import { LIST_METHODS } from "./lists.ts";
import { partOfOutput, responseMember } from "./model-output.ts";
import type { Module } from "./module.ts";
import { memberOrigin, packageOrigin } from "./origins.ts";
import { requestMember } from "./requests.ts";
import { checkedMember } from "./schemas.ts";
import { ts } from "./syntax.ts";
import type { Tainted } from "./taint.ts";
import { typedMember } from "./types.ts";

/** What `object.name` may be. `at` is the whole expression. */
export function member(evaluator: Evaluator, object: Abstract, name: string, at: Located): Abstract {
  switch (object.kind) {
    case "object":
      return propertyOf(object, name, at);
    case "array": {
      if (name === "length") return unknown("computed", at);
      const element = object.elements[Number(name)];
      return element ? element() : object.isComplete ? UNDEFINED : unknown("computed", at);
    }
    case "alternatives": {
      const values = alternativesOf(object).filter((each) => !isNothing(each));
      return oneOf(values.map((each) => member(evaluator, each, name, at)));
    }
    case "module":
    case "sdk module":
      return exportedValue(evaluator, object, name, at);
    case "entity":
      // `require("openai").default`, `OpenAI.OpenAI`: the class holds itself.
      if (name === "default" || name === object.name) return object;
      if (object.entity.entity === "names")
        return { kind: "constant", value: object.entity.values?.[name] ?? name, at };
      return sdkExport(evaluator, object.sdk, object.description, `${object.name}.${name}`, at);
    case "instance":
      return instanceMember(evaluator, object, name, at);
    case "member":
      return longerMember(evaluator, object.instance, `${object.path}.${name}`, at);
    case "class instance":
      return evaluator.nested<Abstract>(unknown("too deep", at), () => classMember(evaluator, object, name, at));
    case "class":
      return evaluator.nested<Abstract>(unknown("too deep", at), () => staticMember(evaluator, object, name, at));
    case "typed":
      return evaluator.nested<Abstract>(unknown("too deep", at), () => typedMember(evaluator, object, name, at));
    case "request":
      return requestMember(object, name, at);
    case "unknown":
      // A number says nothing that a model could obey.
      if (object.taint && (name === "length" || name === "size")) return unknown("computed", at);
      if (object.taint) return taintedMember(evaluator, object, name, at);
      if (object.response) return responseMember(evaluator, object.response, name, at);
      return withOrigin(unknown(object.reason, at), memberOrigin(object.origin, name));
    case "construction":
      return withOrigin(unknown("expression", at), memberOrigin(object.origin, name));
    case "undefined":
      return UNDEFINED;
    case "constant":
      // Text has methods and a length, and nothing else.
      return typeof object.value === "string" && !(name in String.prototype) ? UNDEFINED : unknown("expression", at);
    default:
      return unknown("expression", at);
  }
}

function withOrigin(value: AbstractUnknown, origin: string | undefined): AbstractUnknown {
  return origin === undefined ? value : { ...value, origin };
}

/** What outside data holds is outside data, unless a schema says that it cannot be free text. */
function taintedMember(evaluator: Evaluator, object: AbstractUnknown, name: string, at: Located): Abstract {
  const { schema } = object;
  if (LIST_METHODS.has(name)) return { ...object, at };
  const part = partOfOutput(object, name);
  return schema && object.at ? checkedMember(evaluator, part as Tainted, schema, name, at) : { ...part, at };
}

export function propertyOf(object: AbstractObject, name: string, at: Located): Abstract {
  const property = object.properties.get(name);
  if (property) return property();
  return object.isComplete ? UNDEFINED : unknown("spread", at);
}

/** What a module gives under a name; follows re-exports through any number of files. */
export function exportedValue(evaluator: Evaluator, whole: Abstract, name: string, at: Located): Abstract {
  if (whole.kind === "sdk module") {
    const { sdk, description, prefix } = whole;
    if (prefix !== undefined) return sdkExport(evaluator, sdk, description, `${prefix}.${name}`, at);
    if (name === "default" && description.defaultExport === "*") return whole;
    return sdkExport(evaluator, sdk, description, name, at);
  }
  if (whole.kind === "unknown") return withOrigin(unknown("import", at), memberOrigin(whole.origin, name));
  if (whole.kind !== "module") return unknown("import", at);
  const known = evaluator.exports.get(whole.module)?.get(name);
  if (known) return known;
  const names = evaluator.exports.get(whole.module) ?? new Map<string, Abstract>();
  evaluator.exports.set(whole.module, names);
  // Files that re-export each other give nothing by that alone.
  names.set(name, unknown("import", at));
  const value = evaluator.nested<Abstract>(unknown("too deep", at), () =>
    moduleExport(evaluator, whole.module, name, at),
  );
  if (value.kind === "unknown" && value.reason === "too deep") names.delete(name);
  else names.set(name, value);
  return value;
}

function sdkExport(
  evaluator: Evaluator,
  sdk: SdkDescription,
  description: ModuleDescription,
  name: string,
  at: Located,
): Abstract {
  const { exports } = description;
  const exported = name === "default" ? description.defaultExport : name;
  if (exported === undefined) return unknown("import", at);
  const entity = exportNamed(exports, exported);
  if (!entity) {
    const itself = exports["export="];
    if (itself?.entity === "instance" && exported !== "export=")
      return member(evaluator, sdkExport(evaluator, sdk, description, "export=", at), exported, at);
    const isOnTheWay = isHolder(exports, exported);
    if (isOnTheWay) return { kind: "sdk module", sdk, description, prefix: exported };
    return withOrigin(unknown("import", at), memberOrigin(packageOrigin(sdk.versionPackage), name));
  }
  if (entity.entity === "instance") {
    return instanceOfType(sdk, entity.type, exported, { arguments: [] }) ?? unknown("import", at);
  }
  if (entity.entity === "constant") return { kind: "constant", value: entity.value ?? lastName(exported), at };
  if (entity.entity === "module") {
    const inner = sdk.modules.find((each) => each.specifiers.includes(entity.specifier));
    return inner ? { kind: "sdk module", sdk, description: inner } : unknown("import", at);
  }
  return { kind: "entity", sdk, name: exported, entity, description };
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function moduleExport(evaluator: Evaluator, module: Module, name: string, at: Located): Abstract {
  const found = module.exports.get(name);
  if (found) {
    if (found.kind === "import") {
      const whole = evaluator.imported(found.specifier, module);
      return found.name === "*" ? whole : exportedValue(evaluator, whole, found.name, at);
    }
    if (found.kind === "expression") return evaluator.evaluate(found.node, module);
    const declaration = module.scopes.resolve(found.name, module.source);
    if (declaration) return valueOfDeclaration(evaluator, declaration, module, undefined);
    const { node } = found;
    if (ts.isClassDeclaration(node)) return { kind: "class", at: { module, node } };
    if (ts.isFunctionDeclaration(node)) return { kind: "function", at: { module, node }, environment: undefined };
    return unknown("import", at);
  }
  const whole = module.exports.get("export=");
  if (whole?.kind === "expression") {
    const value = evaluator.evaluate(whole.node, module);
    return name === "default" ? value : member(evaluator, value, name, at);
  }
  for (const specifier of module.starExports) {
    if (!mayExport(evaluator, specifier, module, name)) continue;
    const value = exportedValue(evaluator, evaluator.imported(specifier, module), name, at);
    if (value.kind !== "unknown") return value;
  }
  return unknown("import", at);
}

/** Looks at the text of a file alone: does it have the name, or hand on all that others export? */
function mayExport(evaluator: Evaluator, specifier: string, from: Module, name: string): boolean {
  const file = evaluator.knowledge.module(specifier) ? undefined : evaluator.resolvedFile(specifier, from);
  if (file === undefined) return true;
  evaluator.dependencies.add(file);
  const text = evaluator.host.read(file)?.text;
  return text === undefined || text.includes(name) || /\bexport\s*\*/.test(text);
}

function instanceMember(evaluator: Evaluator, instance: AbstractInstance, name: string, at: Located): Abstract {
  const described = longerMember(evaluator, instance, name, at);
  if (described.kind !== "unknown") return described;
  if (instance.type.role === "other" && instance.arguments) {
    // Methods are its own: no setting tells of them.
    if (isCalled(at.node.parent, at.node)) return described;
    const options = instance.arguments[0]?.() ?? UNDEFINED;
    return options.kind === "object" ? propertyOf(options, name, at) : unknown("expression", at);
  }
  return described;
}

function isCalled(parent: ts.Node | undefined, node: ts.Node): boolean {
  return parent !== undefined && ts.isCallExpression(parent) && parent.expression === node;
}

/** A member stays one while some described path starts with it. */
function longerMember(evaluator: Evaluator, instance: AbstractInstance, path: string, at: Located): Abstract {
  const members = instance.type.members ?? {};
  const described = Object.hasOwn(members, path) ? members[path] : undefined;
  if (described?.member === "value") return valueAt(evaluator, described.path, instance);
  const isOnTheWay = Object.keys(members).some((each) => each === path || each.startsWith(`${path}.`));
  return isOnTheWay ? { kind: "member", instance, path } : unknown("expression", at);
}
