import { type Abstract, alternativesOf, type Environment, type Lazy, type Located } from "./abstract.ts";
import { argumentsOf } from "./calls.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";

/** The `send()` call that a command goes to. */
export interface CommandSend {
  readonly call: Located<ts.CallExpression>;
  readonly arguments: readonly Lazy[] | undefined;
  /** What `send` is called on. */
  readonly client: Abstract;
  /** It stands in another function, to which the command is handed over. */
  readonly isElsewhere: boolean;
  /** Names in that function that stand for the command. */
  readonly parameter: ts.ParameterDeclaration | undefined;
}

/** Where a command is sent: around the `new`, with the variable that holds it, or in a function that is given it. */
export function sendOf(
  evaluator: Evaluator,
  command: ts.NewExpression,
  module: Module,
  environment?: Environment,
): CommandSend | undefined {
  const places = placesOf(command, module);
  for (const argument of places) {
    const call = sendAround(argument);
    if (call) return sending(evaluator, call, module, environment, undefined);
  }
  for (const argument of places) {
    const found = sentByFunction(evaluator, argument, module, environment);
    if (found) return found;
  }
  return undefined;
}

/** The expressions that are the command: the `new` itself, and where a variable that holds it is read. */
function placesOf(command: ts.NewExpression, module: Module): readonly ts.Node[] {
  let node: ts.Node = command;
  while (ts.isAsExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const places: ts.Node[] = [node];
  const holder = node.parent;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name))
    places.push(...module.scopes.references(holder));
  if (ts.isBinaryExpression(holder) && holder.right === node && ts.isIdentifier(holder.left)) {
    const declaration = module.scopes.resolve(holder.left.text, holder.left);
    if (declaration) places.push(...module.scopes.references(declaration));
  }
  return places.map((place) => {
    let argument = place;
    while (ts.isAsExpression(argument.parent)) argument = argument.parent;
    return argument;
  });
}

function sendAround(argument: ts.Node): ts.CallExpression | undefined {
  const call = argument.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== argument) return undefined;
  const callee = unwrapped(call.expression);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === "send" ? call : undefined;
}

function sending(
  evaluator: Evaluator,
  call: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
  parameter: ts.ParameterDeclaration | undefined,
): CommandSend {
  const callee = unwrapped(call.expression) as ts.PropertyAccessExpression;
  return {
    call: { module, node: call },
    arguments: argumentsOf(evaluator, call, module, environment),
    client: evaluator.evaluate(callee.expression, module, environment),
    isElsewhere: parameter !== undefined,
    parameter,
  };
}

/** `this.run(command)` where `run(command) { return this.client.send(command); }`. */
function sentByFunction(
  evaluator: Evaluator,
  argument: ts.Node,
  module: Module,
  environment: Environment | undefined,
): CommandSend | undefined {
  const call = argument.parent;
  if (!ts.isCallExpression(call) || call.expression === argument) return undefined;
  const index = call.arguments.indexOf(argument as ts.Expression);
  if (index < 0 || call.arguments.slice(0, index).some((each) => ts.isSpreadElement(each))) return undefined;
  const values = alternativesOf(evaluator.evaluate(call.expression, module, environment)).filter(
    (each) => !isNothing(each),
  );
  const [called] = values;
  if (values.length !== 1 || called?.kind !== "function") return undefined;
  const parameter = called.at.node.parameters[index];
  if (!parameter || parameter.dotDotDotToken || !ts.isIdentifier(parameter.name)) return undefined;
  const sends = called.at.module.scopes.references(parameter).flatMap((each) => {
    let node: ts.Node = each;
    while (ts.isAsExpression(node.parent)) node = node.parent;
    return sendAround(node) ?? [];
  });
  const [send] = sends;
  return send && sends.length === 1
    ? sending(evaluator, send, called.at.module, called.environment, parameter)
    : undefined;
}

/** Properties set by `command.input.modelId = …` after the command was made; `*` where all of the input may be. */
export function changedLater(
  command: ts.NewExpression,
  module: Module,
  send: CommandSend | undefined,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const holder = command.parent;
  const target = ts.isBinaryExpression(holder) && holder.right === command ? unwrapped(holder.left) : undefined;
  const declaration = target && ts.isIdentifier(target) ? module.scopes.resolve(target.text, target) : holder;
  if (declaration && ts.isVariableDeclaration(declaration)) addChanges(changed, module.scopes.references(declaration));
  if (send?.parameter) addChanges(changed, send.call.module.scopes.references(send.parameter));
  return changed;
}

function addChanges(changed: Set<string>, references: readonly ts.Identifier[]): void {
  for (const reference of references) {
    const path: string[] = [];
    let node: ts.Node = reference;
    while (ts.isPropertyAccessExpression(node.parent) || ts.isElementAccessExpression(node.parent)) {
      node = node.parent;
      path.push(ts.isPropertyAccessExpression(node) ? node.name.text : "*");
    }
    const isSet = ts.isBinaryExpression(node.parent) && node.parent.left === node && node !== reference;
    if (isSet && path[0] === "input") changed.add(path[1] ?? "*");
  }
}
