import {
  type Abstract,
  type AbstractClass,
  type AbstractClassInstance,
  type AbstractInstance,
  alternativesOf,
  type Environment,
  type Lazy,
  type Located,
  oneOf,
  unknown,
} from "./abstract.ts";
import { type FieldSources, fieldsOf, isStatic } from "./class-fields.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { boundParameters, returnedValue } from "./functions.ts";
import { member } from "./members.ts";
import type { Module } from "./module.ts";
import { baseClass, baseInstance, sdkInstanceOf } from "./subclasses.ts";
import { isFunctionWithBody, ts } from "./syntax.ts";
import { typedValue } from "./types.ts";

/** What `this` stands for: bound by the environment, or an instance of the class around it, or in static members that class. */
export function thisValue(node: ts.Node, module: Module, environment: Environment | undefined): Abstract {
  for (let scope = environment; scope; scope = scope.outer) if (scope.thisValue) return scope.thisValue;
  let within = node;
  for (let current = node.parent as ts.Node | undefined; current; within = current, current = current.parent) {
    if (ts.isClassLike(current)) {
      const holder = { module, node: current };
      return isStatic(within)
        ? { kind: "class", at: holder }
        : { kind: "class instance", class: holder, constructorArguments: undefined };
    }
    // These have a `this` of their own.
    if (ts.isFunctionDeclaration(current) || ts.isFunctionExpression(current)) break;
    if (isFunctionWithBody(current) && ts.isObjectLiteralExpression(current.parent)) break;
  }
  return unknown("expression", { module, node });
}

/** What `instance.name` may be: every initialiser and assignment that the class holds for it. */
export function classMember(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  name: string,
  at: Located,
): Abstract {
  const { module } = instance.class;
  const fields = fieldsOf(instance.class).instance;
  const sources = fields.byName.get(name);
  const inherited = (): Abstract => inheritedMember(evaluator, instance, name, at);
  if (!sources) return inherited();

  for (const method of sources.methods) {
    const environment: Environment = { parameters: new Map(), thisValue: instance, outer: undefined };
    if (ts.isGetAccessorDeclaration(method)) return returnedValue(evaluator, { module, node: method }, environment);
    return { kind: "function", at: { module, node: method }, environment };
  }

  return fieldValue(evaluator, sources, fields.isOpen, module, constructorEnvironment(evaluator, instance), at);
}

/** What a field may hold, by the places that give it its value. */
export function fieldValue(
  evaluator: Evaluator,
  sources: FieldSources,
  isOpen: boolean,
  module: Module,
  environment: Environment,
  at: Located,
): Abstract {
  const values: Abstract[] = [];
  for (const declaration of sources.declarations) {
    if (declaration.initializer) values.push(evaluator.evaluate(declaration.initializer, module, environment));
  }
  for (const parameter of sources.parameters) values.push(parameterField(evaluator, parameter, module, environment));
  for (const assignment of sources.assignments) {
    values.push(evaluator.evaluate(assignment.right, module, environment));
  }
  if (isOpen || sources.isReckoned) values.push(unknown("mutation", at));
  const there = values
    .filter((value) => !isNothing(value))
    .map((value) => (sources.isChangedInside ? opened(value) : value));
  if (there.some((value) => value.kind !== "unknown")) return oneOf(there);
  const declared = sources.declarations.find((declaration) => declaration.type)?.type;
  const typed = declared ? typedValue(evaluator, declared, module) : undefined;
  if (typed && typed.kind !== "unknown") return typed;
  if (there.length > 0) return oneOf(there);
  return values.length > 0 ? oneOf(values) : unknown("expression", at);
}

/** The same objects and lists, to which something may have been added. */
function opened(value: Abstract): Abstract {
  return oneOf(
    alternativesOf(value).map((each) =>
      each.kind === "object" || each.kind === "array" ? { ...each, isComplete: false } : each,
    ),
  );
}

function parameterField(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
  environment: Environment,
): Abstract {
  const bound = environment.parameters.get(parameter);
  if (bound) return bound();
  const typed = parameter.type
    ? typedValue(evaluator, parameter.type, module)
    : unknown("parameter", { module, node: parameter });
  return parameter.initializer ? oneOf([typed, evaluator.evaluate(parameter.initializer, module)]) : typed;
}

function constructorEnvironment(evaluator: Evaluator, instance: AbstractClassInstance): Environment {
  const { module, node } = instance.class;
  const constructor = node.members.find(
    (each): each is ts.ConstructorDeclaration => ts.isConstructorDeclaration(each) && each.body !== undefined,
  );
  const given = instance.constructorArguments;
  const parameters =
    constructor && given
      ? boundParameters(evaluator, { module, node: constructor }, given)
      : new Map<ts.ParameterDeclaration, Lazy>();
  return { parameters, thisValue: instance, outer: undefined };
}

function inheritedMember(evaluator: Evaluator, instance: AbstractClassInstance, name: string, at: Located): Abstract {
  const base = baseClass(evaluator, instance.class);
  if (base?.kind === "class") {
    const environment = constructorEnvironment(evaluator, instance);
    return member(evaluator, baseInstance(evaluator, instance, base.at, environment), name, at);
  }
  const inherited = sdkInstance(evaluator, instance);
  return inherited ? member(evaluator, inherited, name, at) : unknown("expression", at);
}

/** What an instance of a class of the workspace is to an SDK whose class it extends; `undefined` for others. */
export function sdkInstance(evaluator: Evaluator, instance: AbstractClassInstance): AbstractInstance | undefined {
  const base = baseClass(evaluator, instance.class);
  const environment = constructorEnvironment(evaluator, instance);
  if (base?.kind === "class") {
    const inherited = baseInstance(evaluator, instance, base.at, environment);
    return evaluator.nested<AbstractInstance | undefined>(undefined, () => sdkInstance(evaluator, inherited));
  }
  return sdkInstanceOf(evaluator, instance, environment);
}

/** `new X(…)` of a class of the workspace. */
export function constructed(
  holder: Located<ts.ClassLikeDeclaration>,
  given: readonly Lazy[] | undefined,
  construction: Located<ts.NewExpression>,
): Abstract {
  return { kind: "class instance", class: holder, constructorArguments: given, construction };
}

const environmentsOfClasses = new WeakMap<ts.ClassLikeDeclaration, Environment>();

/** What `this` is in the static members of a class: one for all of them, so that what is found once is known. */
function staticEnvironment(holder: AbstractClass): Environment {
  const { node } = holder.at;
  let environment = environmentsOfClasses.get(node);
  if (!environment) {
    environment = { parameters: new Map(), thisValue: holder, outer: undefined };
    environmentsOfClasses.set(node, environment);
  }
  return environment;
}

/** What `Class.name` may be: a static member of the class, or one that it inherits, in which `this` is the class. */
export function staticMember(evaluator: Evaluator, holder: AbstractClass, name: string, at: Located): Abstract {
  return staticMemberOf(evaluator, holder, holder, name, at);
}

function staticMemberOf(
  evaluator: Evaluator,
  receiver: AbstractClass,
  holder: AbstractClass,
  name: string,
  at: Located,
): Abstract {
  const { module } = holder.at;
  const fields = fieldsOf(holder.at).static;
  const sources = fields.byName.get(name);
  const environment = staticEnvironment(receiver);
  if (!sources) {
    const base = baseClass(evaluator, holder.at);
    return base?.kind === "class"
      ? evaluator.nested<Abstract>(unknown("too deep", at), () => staticMemberOf(evaluator, receiver, base, name, at))
      : unknown("expression", at);
  }
  const [method] = sources.methods;
  if (!method) return fieldValue(evaluator, sources, fields.isOpen, module, environment, at);
  return ts.isGetAccessorDeclaration(method)
    ? returnedValue(evaluator, { module, node: method }, environment)
    : { kind: "function", at: { module, node: method }, environment };
}
