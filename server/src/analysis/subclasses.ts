import {
  type Abstract,
  type AbstractClassInstance,
  type AbstractInstance,
  type Environment,
  instanceOfType,
  type Lazy,
  type Located,
} from "./abstract.ts";
import { argumentsOf } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import type { OptionPaths, TypeDescription } from "../../../lens/sdks/description.ts";
import { isAssignment, isFunctionWithBody, ts, walk } from "./syntax.ts";

/** How a class of the workspace makes the part that it inherits: the arguments, and the expression that gives them. */
interface BaseConstruction {
  readonly creation: Located<ts.NewExpression | ts.CallExpression> | undefined;
  /** `undefined` where they cannot be known. */
  readonly arguments: readonly Lazy[] | undefined;
}

/** What the class after `extends` is; `undefined` for a class that extends none. */
export function baseClass(
  evaluator: Evaluator,
  { module, node }: Located<ts.ClassLikeDeclaration>,
): Abstract | undefined {
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return heritage && evaluator.evaluate(heritage.expression, module);
}

/** The instance of an SDK's class that a class of the workspace extends, at any distance; `undefined` for others. */
export function sdkInstanceOf(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  environment: Environment,
): AbstractInstance | undefined {
  const base = baseClass(evaluator, instance.class);
  if (base?.kind !== "entity" || base.entity.entity !== "class") return undefined;
  const made = baseConstruction(evaluator, instance, environment);
  const type = base.sdk.types[base.entity.type];
  const isKnown = made.creation !== undefined && type !== undefined && !setsOption(instance.class.node, type);
  return instanceOfType(base.sdk, base.entity.type, base.name, isKnown ? made : {});
}

/** The instance of the class of the workspace that a class extends. */
export function baseInstance(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  base: Located<ts.ClassLikeDeclaration>,
  environment: Environment,
): AbstractClassInstance {
  const made = baseConstruction(evaluator, instance, environment);
  return {
    kind: "class instance",
    class: base,
    constructorArguments: made.arguments,
    construction: made.arguments && made.creation,
  };
}

/** Without a constructor of its own a class hands on all that it is given; else it is what `super(…)` gets. */
function baseConstruction(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  environment: Environment,
): BaseConstruction {
  const { module, node } = instance.class;
  const constructor = node.members.find((each) => ts.isConstructorDeclaration(each) && each.body !== undefined);
  if (!constructor) return { creation: instance.construction, arguments: instance.constructorArguments };
  const call = superCall(constructor);
  if (!call) return { creation: undefined, arguments: undefined };
  return { creation: { module, node: call }, arguments: argumentsOf(evaluator, call, module, environment) };
}

/** The `super(…)` of a constructor, where there is one only. */
function superCall(constructor: ts.Node): ts.CallExpression | undefined {
  const found: ts.CallExpression[] = [];
  walk(constructor, (node) => {
    if (node !== constructor && (ts.isClassLike(node) || (isFunctionWithBody(node) && !ts.isArrowFunction(node)))) {
      return false;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) found.push(node);
    return undefined;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a class sets a field, in any way, that has the name of an option that it inherits. */
function setsOption(node: ts.ClassLikeDeclaration, type: TypeDescription): boolean {
  const names = new Set([...Object.values(type.options ?? {}), ...Object.values(type.settings ?? {})].flatMap(namesIn));
  return node.members.some((each) => {
    if (ts.isPropertyDeclaration(each) && ts.isIdentifier(each.name) && names.has(each.name.text)) return true;
    let isFound = false;
    walk(each, (inner) => {
      const isField =
        ts.isPropertyAccessExpression(inner) &&
        inner.expression.kind === ts.SyntaxKind.ThisKeyword &&
        names.has(inner.name.text);
      const { parent } = inner;
      if (isField && isAssignment(parent) && parent.left === inner) isFound = true;
    });
    return isFound;
  });
}

function namesIn(paths: OptionPaths): readonly string[] {
  return ([paths].flat() as readonly (string | { readonly path: string })[]).map((each) => {
    const path = typeof each === "string" ? each : each.path;
    return path.slice(path.lastIndexOf(".") + 1);
  });
}
