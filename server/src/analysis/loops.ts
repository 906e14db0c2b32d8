import type { AgentLoop } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import { functionName } from "./context.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, isInside, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/** Calls that hand a turn to a person or a queue: such a loop is a service, not an agent. */
const OUTSIDE_TURN =
  /^(question|prompt|readline|input|ask|confirm|select|next|receive\w*|poll|dequeue|shift|pop|take|read|recv|sleep|delay|setTimeout|wait\w*|once)$/i;

/** What an agent waits for a person with; a run that goes on from it goes on counting its turns too. */
const INTERRUPTION = /interrupt|approval/i;

/** Words in the body that stand for a limit of some kind. */
const LIMIT_WORDS =
  /abort|signal|deadline|budget|Date\.now|performance\.now|timeout|max[A-Z_]|limit|remaining|attempt|retries|iteration|\bsteps?\b|\bturns?\b|Turns?\b|\brounds?\b|Rounds?\b|\bhops?\b|depth|cancel|elapsed/;

/**
 * The nearest loop around a model call in the same function whose exits depend on what the model
 * answers. `unbounded` only where each exit is proved to depend on the answer and nothing else limits it.
 */
export function agentLoopAround(call: ts.Node, module: Module): AgentLoop | undefined {
  for (let current: ts.Node | undefined = call.parent; current; current = current.parent) {
    if (isFunctionWithBody(current)) return recursionIn(current, call, module);
    if (ts.isClassLike(current)) return undefined;
    if (ts.isForOfStatement(current) || ts.isForInStatement(current)) return undefined;
    if (ts.isWhileStatement(current) || ts.isDoStatement(current) || ts.isForStatement(current)) {
      return loopFact(current, call, module);
    }
  }
  return undefined;
}

function loopFact(loop: Loop, call: ts.Node, module: Module): AgentLoop | undefined {
  const derived = namesFromAnswer(loop, call);
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const isEndless =
    condition === undefined || unwrapped(condition).kind === ts.SyntaxKind.TrueKeyword || isOne(condition);
  const dependsOnAnswer = condition !== undefined && mentions(condition, derived);
  const exits = exitsOf(loop);
  const hasAnswerExit = exits.some((exit) => exit.condition !== undefined && mentions(exit.condition, derived));
  if (!dependsOnAnswer && !hasAnswerExit) return undefined;
  const head = ts.isDoStatement(loop) ? loop.expression : (condition ?? loop);
  return {
    place: place({ module, node: loop }),
    head: headPlace(loop, head, module),
    form: ts.isWhileStatement(loop) ? "while" : ts.isDoStatement(loop) ? "do" : "for",
    bound: resumesRun(call, derived) ? "unknown" : boundOf(loop, condition, isEndless, exits, derived, module),
  };
}

/** `run(agent, result.state)`: the state of a run holds its count of turns, and the SDK ends it at the limit. */
function resumesRun(call: ts.Node, derived: ReadonlySet<string>): boolean {
  return (
    ts.isCallExpression(call) &&
    call.arguments.some((argument) => {
      const handed = unwrapped(argument);
      return ts.isPropertyAccessExpression(handed) && handed.name.text === "state" && mentions(handed, derived);
    })
  );
}

/** A function that calls itself again when the model's answer asks for it. */
function recursionIn(owner: ts.FunctionLikeDeclaration, call: ts.Node, module: Module): AgentLoop | undefined {
  const name = functionName(owner);
  if (name === undefined || !owner.body) return undefined;
  const again = callsOfItself(owner, name, module);
  if (again.length === 0) return undefined;
  const derived = namesFromAnswer(owner.body, call);
  const conditions = again.map((each) => conditionAround(each, owner));
  if (!conditions.some((condition) => condition !== undefined && mentions(condition, derived))) return undefined;
  const isLimited =
    LIMIT_WORDS.test(
      owner
        .getText(module.source)
        .replaceAll(/max\w*tokens/gi, "")
        .replaceAll(name, ""),
    ) ||
    hasOutsideTurn(owner) ||
    changesCounter(owner) ||
    again.some((each) =>
      each.arguments.some((argument) => ts.isBinaryExpression(argument) || ts.isObjectLiteralExpression(argument)),
    );
  const isProved = conditions.every((condition) => condition !== undefined && mentions(condition, derived));
  return {
    place: place({ module, node: owner }),
    head: place({ module, node: again[0]!.expression }),
    form: "recursion",
    bound: isLimited || !isProved ? "unknown" : "unbounded",
  };
}

const selfCalls = new WeakMap<ts.Node, readonly ts.CallExpression[]>();

/** Where a function calls itself, but for retries in a `catch`. */
function callsOfItself(owner: ts.FunctionLikeDeclaration, name: string, module: Module): readonly ts.CallExpression[] {
  const known = selfCalls.get(owner);
  if (known) return known;
  const found: ts.CallExpression[] = [];
  walk(owner.body ?? owner, (node) => {
    if (ts.isCatchClause(node)) return false;
    if (ts.isCallExpression(node) && isCallOf(node, owner, name, module)) found.push(node);
    return undefined;
  });
  selfCalls.set(owner, found);
  return found;
}

/** `run(…)` inside `run`, or `this.run(…)` inside the method. */
function isCallOf(node: ts.CallExpression, owner: ts.FunctionLikeDeclaration, name: string, module: Module): boolean {
  const callee = unwrapped(node.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    return (
      callee.name.text === name && callee.expression.kind === ts.SyntaxKind.ThisKeyword && ts.isMethodDeclaration(owner)
    );
  }
  if (!ts.isIdentifier(callee) || callee.text !== name) return false;
  const declaration: ts.Node | undefined = module.scopes.resolve(name, callee);
  return declaration === owner || (declaration !== undefined && owner.parent === declaration);
}

/** The nearest condition that decides whether a node runs at all. */
function conditionAround(node: ts.Node, owner: ts.Node): ts.Expression | undefined {
  let child = node;
  for (let current = node.parent; current !== owner; child = current, current = current.parent) {
    if (ts.isIfStatement(current) && child !== current.expression) return current.expression;
    if (ts.isConditionalExpression(current) && child !== current.condition) return current.condition;
    if (ts.isBlock(current)) {
      for (const statement of current.statements) {
        if (statement === child) break;
        if (ts.isIfStatement(statement) && endsInReturn(statement.thenStatement)) return statement.expression;
      }
    }
  }
  return undefined;
}

function endsInReturn(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

function boundOf(
  loop: Loop,
  condition: ts.Expression | undefined,
  isEndless: boolean,
  exits: readonly Exit[],
  derived: ReadonlySet<string>,
  module: Module,
): AgentLoop["bound"] {
  if (condition && hasLimit(condition, derived)) return "bounded";
  if (condition && INTERRUPTION.test(condition.getText(module.source))) return "unknown";
  // The call's own token limit bounds one answer, not the loop.
  if (LIMIT_WORDS.test(loop.getText(module.source).replaceAll(/max\w*tokens/gi, ""))) return "unknown";
  if (hasOutsideTurn(loop) || changesCounter(loop)) return "unknown";
  if (!isEndless && !(condition && mentions(condition, derived))) return "unknown";
  const isProved = exits.every(
    (exit) => exit.isInCatch || (exit.condition !== undefined && mentions(exit.condition, derived)),
  );
  return isProved ? "unbounded" : "unknown";
}

/** `while (true)` and the like, up to the body. */
function headPlace(loop: Loop, head: ts.Node, module: Module): AgentLoop["head"] {
  if (ts.isDoStatement(loop)) return place({ module, node: head });
  const start = loop.getStart(module.source);
  return {
    file: module.file,
    start,
    end: module.source.text.slice(0, loop.statement.getStart(module.source)).trimEnd().length,
  };
}

function isOne(condition: ts.Expression): boolean {
  const node = unwrapped(condition);
  return ts.isNumericLiteral(node) && node.text === "1";
}

/** Variables of a loop or function whose value comes from the answer of a call in it, in any number of steps. */
export function namesFromAnswer(loop: ts.Node, call: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const holdsAnswer = (node: ts.Node): boolean => isInside(call, node) || mentions(node, names);
  for (let round = 0; round < 4; round++) {
    const before = names.size;
    walk(loop, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && holdsAnswer(node.initializer))
        addNames(node.name, names);
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        holdsAnswer(node.right)
      ) {
        const target = unwrapped(node.left);
        if (ts.isIdentifier(target)) names.add(target.text);
      }
      if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer) && holdsAnswer(node.expression)) {
        for (const declaration of node.initializer.declarations) addNames(declaration.name, names);
      }
    });
    if (names.size === before) break;
  }
  return names;
}

/** Adds every name that a declaration binds. */
export function addNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, names);
}

/** Whether code reads one of some variables, by their names. */
export function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  let isFound = false;
  walk(node, (inner) => {
    if (isFound) return false;
    if (ts.isIdentifier(inner) && names.has(inner.text)) {
      const isPropertyName = ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner;
      if (!isPropertyName) isFound = true;
    }
    return undefined;
  });
  return isFound;
}

interface Exit {
  /** The nearest condition that decides it inside the loop; `undefined` where nothing does. */
  readonly condition: ts.Expression | undefined;
  readonly isInCatch: boolean;
}

/** Statements that leave the loop. */
function exitsOf(loop: Loop): Exit[] {
  const exits: Exit[] = [];
  walk(loop.statement, (node) => {
    if (isFunctionWithBody(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || (ts.isBreakStatement(node) && breaks(node, loop))) {
      exits.push(exitAt(node, loop));
    }
    return undefined;
  });
  return exits;
}

function breaks(node: ts.BreakStatement, loop: Loop): boolean {
  if (node.label) return true;
  for (let current: ts.Node = node.parent; current !== loop; current = current.parent) {
    if (ts.isIterationStatement(current, false) || ts.isSwitchStatement(current)) return false;
  }
  return true;
}

function exitAt(node: ts.Node, loop: Loop): Exit {
  let condition: ts.Expression | undefined;
  let isInCatch = false;
  let child: ts.Node = node;
  for (let current: ts.Node = node.parent; current !== loop; child = current, current = current.parent) {
    if (ts.isCatchClause(current)) isInCatch = true;
    if (ts.isIfStatement(current) && child !== current.expression) condition ??= current.expression;
    if (ts.isSwitchStatement(current) && child !== current.expression) condition ??= current.expression;
    if (ts.isWhileStatement(current)) condition ??= current.expression;
  }
  return { condition: condition ?? precedingGuard(node, loop), isInCatch };
}

/** After `if (answer is a tool call) { …; continue; }` what follows depends on the same condition. */
function precedingGuard(node: ts.Node, loop: Loop): ts.Expression | undefined {
  let child: ts.Node = node;
  for (let current: ts.Node = node.parent; current !== loop.parent; child = current, current = current.parent) {
    if (!ts.isBlock(current)) continue;
    for (const statement of current.statements) {
      if (statement === child) break;
      if (ts.isIfStatement(statement) && endsInContinue(statement.thenStatement)) return statement.expression;
    }
  }
  return undefined;
}

function endsInContinue(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && ts.isContinueStatement(last);
}

/** A comparison of sizes that ends the loop some day; `calls.length > 0` of the answer only asks for more. */
function hasLimit(condition: ts.Node, derived: ReadonlySet<string>): boolean {
  let isFound = false;
  walk(condition, (node) => {
    if (!ts.isBinaryExpression(node)) return;
    const { left, right } = node;
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.GreaterThanToken:
      case ts.SyntaxKind.GreaterThanEqualsToken:
        if (!ts.isNumericLiteral(right) || !mentions(left, derived)) isFound = true;
        break;
      case ts.SyntaxKind.LessThanToken:
      case ts.SyntaxKind.LessThanEqualsToken:
        if (!ts.isNumericLiteral(left) || !mentions(right, derived)) isFound = true;
        break;
    }
  });
  return isFound;
}

function changesCounter(loop: ts.Node): boolean {
  let isFound = false;
  walk(loop, (node) => {
    if (ts.isPostfixUnaryExpression(node)) isFound = true;
    if (
      ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    )
      isFound = true;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      if (operator === ts.SyntaxKind.MinusEqualsToken) isFound = true;
      if (
        operator === ts.SyntaxKind.PlusEqualsToken &&
        !ts.isStringLiteralLike(node.right) &&
        !ts.isTemplateExpression(node.right)
      )
        isFound = true;
    }
  });
  return isFound;
}

function hasOutsideTurn(loop: ts.Node): boolean {
  let isFound = false;
  walk(loop, (node) => {
    if (ts.isCallExpression(node) && OUTSIDE_TURN.test(calleeName(node) ?? "")) isFound = true;
    if (ts.isYieldExpression(node)) isFound = true;
  });
  return isFound;
}
