import type { Value } from "../../../lens/facts.ts";
import type { OptionPaths, SdkDescription } from "../../../lens/sdks/description.ts";
import type { AbstractInstance, Located } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { type OptionSite, readValue } from "./options.ts";
import { isAssignment, ts, walk } from "./syntax.ts";

/** A place that uses something which an SDK describes, before a fact is made of it. */
export interface DescribedUse {
  readonly sdk: SdkDescription;
  readonly sdkMajor: number | undefined;
  /** Name of the export or member, such as `CfnGuardrail`. */
  readonly name: string;
  readonly at: Located<ts.CallExpression | ts.NewExpression>;
  /** Where its option paths start. */
  readonly site: OptionSite;
  /** What a member is called on; one of them where the code leaves a choice. */
  readonly instance: AbstractInstance | undefined;
  /** What it goes through, when that is one thing alone: the instance, or what a command is sent to. */
  readonly through: AbstractInstance | undefined;
}

/** Reads every option that a description lists; what some other major has is left out. */
export function readValues<Name extends string>(
  evaluator: Evaluator,
  options: Readonly<Partial<Record<Name, OptionPaths>>>,
  site: OptionSite,
  major: number | undefined,
): Partial<Record<Name, Value>> {
  const values: Partial<Record<Name, Value>> = {};
  for (const [name, paths] of Object.entries(options) as [Name, OptionPaths][]) {
    const value = readValue(evaluator, paths, site, major);
    if (value) values[name] = value;
  }
  return values;
}

/** Methods that add to what an object was made with. */
const CHANGES = /^(add|set|put|override|attach|with|append|push)/;

/** Methods of these names that leave what it was made with as it is: they give it rights, triggers and the like. */
const ADDITIONS =
  /^(addToRolePolicy|addToPrincipalPolicy|addToPolicy|addEnvironment|addEventSource|addEventSourceMapping|addPermission|addLayers|addFunctionUrl|addAlias|addManagedPolicy|attachInlinePolicy|addDependency|addMetadata|addEndpoint)$/;

/**
 * Whether code that comes later sets a property of what an expression makes, or calls a method that adds to it:
 * then what its arguments leave out may be set there.
 */
export function isChangedAfter({ module, node }: Located): boolean {
  const holder = node.parent;
  if (ts.isPropertyAccessExpression(holder)) return isChangedThrough(node as ts.Expression);
  const target = ts.isBinaryExpression(holder) && holder.right === node ? holder.left : undefined;
  if (ts.isVariableDeclaration(holder)) return module.scopes.references(holder).some(isChangedThrough);
  if (target && ts.isIdentifier(target)) {
    const declaration = module.scopes.resolve(target.text, target);
    return declaration !== undefined && module.scopes.references(declaration).some(isChangedThrough);
  }
  const field = ts.isPropertyDeclaration(holder)
    ? holder.name.getText(module.source)
    : target && ts.isPropertyAccessExpression(target)
      ? target.name.text
      : undefined;
  if (field === undefined) return false;
  let isFound = false;
  walk(module.source, (inner) => {
    if (isFound) return false;
    const isThat =
      ts.isPropertyAccessExpression(inner) &&
      inner.name.text === field &&
      inner.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isThat && isChangedThrough(inner)) isFound = true;
    return undefined;
  });
  return isFound;
}

/** `x.y = …` and `x.addZ(…)`, at any depth below an expression. */
function isChangedThrough(expression: ts.Expression): boolean {
  let node: ts.Node = expression;
  while (ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node) {
    node = node.parent;
    // Whoever asks for the resource below a construct wants to override what the construct has no property for.
    if (ts.isPropertyAccessExpression(node) && node.name.text === "defaultChild") return true;
  }
  if (node === expression || !ts.isPropertyAccessExpression(node)) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent))
    return parent.expression === node && CHANGES.test(node.name.text) && !ADDITIONS.test(node.name.text);
  return isAssignment(parent) && parent.left === node;
}

/** A value to which later code may have added: what is absent is unknown, and what is listed is not all. */
export function openedValue(value: Value): Value {
  if (value.state === "absent") return { state: "unknown", reason: "mutation", place: undefined };
  if (value.state !== "known") return value;
  if (value.form === "object" || value.form === "array") return { ...value, isComplete: false };
  return value;
}

/** Values to which later code may have added. */
export function openedValues<Values extends Readonly<Record<string, Value | undefined>>>(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value && openedValue(value)]),
  ) as unknown as Values;
}
