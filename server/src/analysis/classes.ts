import {
  type Abstract,
  type AbstractClassInstance,
  type AbstractInstance,
  alternativesOf,
  type Environment,
  type Lazy,
  type Located,
  oneOf,
  unknown,
} from "./abstract.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { boundParameters, returnedValue } from "./functions.ts";
import { member } from "./members.ts";
import type { Module } from "./module.ts";
import { baseClass, baseInstance, sdkInstanceOf } from "./subclasses.ts";
import { isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { typedValue } from "./types.ts";

/** What `this` stands for: bound by the environment, or an instance of the class around it. */
export function thisValue(node: ts.Node, module: Module, environment: Environment | undefined): Abstract {
  for (let scope = environment; scope; scope = scope.outer) if (scope.thisValue) return scope.thisValue;
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent) {
    if (ts.isClassLike(current)) {
      return { kind: "class instance", class: { module, node: current }, constructorArguments: undefined };
    }
    // These have a `this` of their own.
    if (ts.isFunctionDeclaration(current) || ts.isFunctionExpression(current)) break;
    if (isFunctionWithBody(current) && ts.isObjectLiteralExpression(current.parent)) break;
  }
  return unknown("expression", { module, node });
}

/** The places of a class that give a field its value. */
interface FieldSources {
  readonly declarations: ts.PropertyDeclaration[];
  readonly parameters: ts.ParameterDeclaration[];
  readonly assignments: ts.BinaryExpression[];
  readonly methods: (ts.MethodDeclaration | ts.GetAccessorDeclaration)[];
  /** Code changes what the field holds: `this.x.y = …`, `this.x.push(…)`, `change(this.x)`. */
  isChangedInside: boolean;
  /** Code makes another value of the field's own: `this.x += …`, `this.x++`. */
  isReckoned: boolean;
}

interface Fields {
  readonly byName: ReadonlyMap<string, FieldSources>;
  /** Any field may be set: `Object.assign(this, …)`, `this[name] = …`. */
  readonly isOpen: boolean;
}

const fieldsOfClasses = new WeakMap<ts.ClassLikeDeclaration, Fields>();

/** What `instance.name` may be: every initialiser and assignment that the class holds for it. */
export function classMember(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  name: string,
  at: Located,
): Abstract {
  const { module, node } = instance.class;
  const fields = fieldsOf(node);
  const sources = fields.byName.get(name);
  const inherited = (): Abstract => inheritedMember(evaluator, instance, name, at);
  if (!sources) return inherited();

  for (const method of sources.methods) {
    const environment: Environment = { parameters: new Map(), thisValue: instance, outer: undefined };
    if (ts.isGetAccessorDeclaration(method)) return returnedValue(evaluator, { module, node: method }, environment);
    return { kind: "function", at: { module, node: method }, environment };
  }

  const environment = constructorEnvironment(evaluator, instance);
  const values: Abstract[] = [];
  for (const declaration of sources.declarations) {
    if (declaration.initializer) values.push(evaluator.evaluate(declaration.initializer, module, environment));
  }
  for (const parameter of sources.parameters) values.push(parameterField(evaluator, parameter, module, environment));
  for (const assignment of sources.assignments) {
    values.push(evaluator.evaluate(assignment.right, module, environment));
  }
  if (fields.isOpen || sources.isReckoned) values.push(unknown("mutation", at));
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
  const base = baseClass(evaluator, instance);
  if (base?.kind === "class") {
    const environment = constructorEnvironment(evaluator, instance);
    return member(evaluator, baseInstance(evaluator, instance, base.at, environment), name, at);
  }
  const inherited = sdkInstance(evaluator, instance);
  return inherited ? member(evaluator, inherited, name, at) : unknown("expression", at);
}

/** What an instance of a class of the workspace is to an SDK whose class it extends; `undefined` for others. */
export function sdkInstance(evaluator: Evaluator, instance: AbstractClassInstance): AbstractInstance | undefined {
  const base = baseClass(evaluator, instance);
  const environment = constructorEnvironment(evaluator, instance);
  if (base?.kind === "class") {
    const inherited = baseInstance(evaluator, instance, base.at, environment);
    return evaluator.nested<AbstractInstance | undefined>(undefined, () => sdkInstance(evaluator, inherited));
  }
  return sdkInstanceOf(evaluator, instance, environment);
}

/** Names of the fields and getters that a class declares or assigns, without its methods. */
export function fieldNames(node: ts.ClassLikeDeclaration): readonly string[] {
  return [...fieldsOf(node).byName]
    .filter(([, sources]) => !sources.methods.some((each) => ts.isMethodDeclaration(each)))
    .map(([name]) => name);
}

function fieldsOf(node: ts.ClassLikeDeclaration): Fields {
  let fields = fieldsOfClasses.get(node);
  if (!fields) fieldsOfClasses.set(node, (fields = collectFields(node)));
  return fields;
}

function collectFields(node: ts.ClassLikeDeclaration): Fields {
  const fields = new Map<string, FieldSources>();
  let isOpen = false;
  const field = (name: string): FieldSources => {
    let sources = fields.get(name);
    if (!sources)
      fields.set(
        name,
        (sources = {
          declarations: [],
          parameters: [],
          assignments: [],
          methods: [],
          isChangedInside: false,
          isReckoned: false,
        }),
      );
    return sources;
  };
  for (const each of node.members) {
    if (ts.isPropertyDeclaration(each) && ts.isMemberName(each.name)) field(each.name.text).declarations.push(each);
    if (
      (ts.isMethodDeclaration(each) || ts.isGetAccessorDeclaration(each)) &&
      ts.isMemberName(each.name) &&
      each.body
    ) {
      field(each.name.text).methods.push(each);
    }
    if (ts.isConstructorDeclaration(each)) {
      for (const parameter of each.parameters) {
        if (ts.isParameterPropertyDeclaration(parameter, each) && ts.isIdentifier(parameter.name)) {
          field(parameter.name.text).parameters.push(parameter);
        }
      }
    }
    walk(each, (inner) => {
      if (ts.isClassLike(inner)) return false;
      if (inner !== each && isFunctionWithBody(inner) && !ts.isArrowFunction(inner)) return false;
      const name = assignedField(inner);
      if (name !== undefined) field(name).assignments.push(inner as ts.BinaryExpression);
      if (inner.kind === ts.SyntaxKind.ThisKeyword) {
        const reckoned = reckonedField(inner);
        if (reckoned !== undefined) field(reckoned).isReckoned = true;
        const changed = changedThrough(inner);
        if (changed === "") isOpen = true;
        else if (changed !== undefined) field(changed).isChangedInside = true;
      }
      return undefined;
    });
  }
  return { byName: fields, isOpen };
}

/** The field that code changes inside through this `this`; `""` where it may be any field, `undefined` where it is none. */
function changedThrough(self: ts.Node): string | undefined {
  let node: ts.Node = self;
  const path: (string | undefined)[] = [];
  while (
    ts.isPropertyAccessExpression(node.parent) ||
    ts.isElementAccessExpression(node.parent) ||
    ts.isNonNullExpression(node.parent)
  ) {
    const { parent }: ts.Node = node;
    if (parent.expression !== node) break;
    if (ts.isPropertyAccessExpression(parent)) path.push(parent.name.text);
    else if (ts.isElementAccessExpression(parent)) path.push(undefined);
    node = parent;
  }
  const { parent } = node;
  const isSet =
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const callee = ts.isCallExpression(parent) && parent.arguments[0] === node ? unwrapped(parent.expression) : undefined;
  const isAssigned = callee !== undefined && ts.isPropertyAccessExpression(callee) && callee.name.text === "assign";
  const [first] = path;
  if (path.length === 0) return isAssigned ? "" : undefined;
  if (path.length === 1 && isSet) return first === undefined ? "" : undefined;
  const isGrown =
    ts.isCallExpression(parent) && parent.expression === node && path.length === 2 && GROWS.has(path[1] ?? "");
  if (isGrown) return first;
  // A function that is called by its own name may change what it is given.
  const isHandedOver = isAssigned || (callee !== undefined && ts.isIdentifier(callee) && path.length === 1);
  return isSet || isHandedOver ? first : undefined;
}

/** Methods that change the list that they are called on. */
const GROWS: ReadonlySet<string> = new Set(["push", "unshift", "splice", "pop", "shift", "fill"]);

/** Name of `x` in `this.x += …` and `this.x++`. */
function reckonedField(self: ts.Node): string | undefined {
  const access = self.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== self) return undefined;
  const { parent } = access;
  const isCounted =
    (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
    (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken);
  const isCompound =
    ts.isBinaryExpression(parent) &&
    parent.left === access &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstCompoundAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastCompoundAssignment &&
    assignedField(parent) === undefined;
  return isCounted || isCompound ? access.name.text : undefined;
}

/** Name of `x` in `this.x = …`. */
function assignedField(node: ts.Node): string | undefined {
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left)) return undefined;
  if (node.left.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const operator = node.operatorToken.kind;
  const isAssignment =
    operator === ts.SyntaxKind.EqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken;
  return isAssignment ? node.left.name.text : undefined;
}

/** `new X(…)` of a class of the workspace. */
export function constructed(
  holder: Located<ts.ClassLikeDeclaration>,
  given: readonly Lazy[] | undefined,
  construction: Located<ts.NewExpression>,
): Abstract {
  return { kind: "class instance", class: holder, constructorArguments: given, construction };
}
