import type { RevealedSecret } from "../../../lens/facts.ts";
import { environmentVariable } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Names of variables that hold what nobody else may know. A public key is none. */
const SECRET =
  /(^|_)(SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PRIVATE_KEY|API_?KEY|ACCESS_KEY|AUTH_TOKEN|ACCESS_TOKEN|TOKEN|DATABASE_URL|CONNECTION_STRING)(_|$)/;
const PUBLIC =
  /PUBLIC|PUBLISHABLE|_(NAME|ID|FILE|PATH|LIMIT|COUNT|EXPIRY|TTL)$|(?<!DATABASE)_URL$|MAX_?TOKEN|TOKEN_?(LIMIT|COUNT|BUDGET)/;

/** Values inside values on the way from a result to a secret. */
const MAXIMUM_DEPTH = 12;

/** Secrets that a tool's handler gives back as they are, wherever in its result. */
export function revealedSecrets(handler: ts.FunctionLikeDeclaration, module: Module): RevealedSecret[] {
  const { body } = handler;
  if (!body || !body.getText(module.source).includes("env")) return [];
  const results: ts.Expression[] = [];
  if (!ts.isBlock(body)) results.push(body);
  else
    walk(body, (node) => {
      if (isFunctionWithBody(node)) return false;
      if (ts.isReturnStatement(node) && node.expression) results.push(node.expression);
      return undefined;
    });
  const found = new Map<number, RevealedSecret>();
  for (const each of results) {
    for (const secret of secretsIn(each, module, 0)) found.set(secret.place.start, secret);
  }
  return [...found.values()];
}

/** Secrets among the parts of a value; what another function makes of them is left aside. */
function secretsIn(expression: ts.Expression, module: Module, depth: number): RevealedSecret[] {
  if (depth > MAXIMUM_DEPTH) return [];
  const node = unwrapped(expression);
  const inside = (each: ts.Expression): RevealedSecret[] => secretsIn(each, module, depth + 1);
  const secret = secretAt(node, module);
  if (secret) return [secret];
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((each) => {
      if (ts.isPropertyAssignment(each)) return inside(each.initializer);
      if (ts.isShorthandPropertyAssignment(each)) return inside(each.name);
      return ts.isSpreadAssignment(each) ? inside(each.expression) : [];
    });
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(inside);
  if (ts.isTemplateExpression(node)) return node.templateSpans.flatMap((each) => inside(each.expression));
  if (ts.isConditionalExpression(node)) return [...inside(node.whenTrue), ...inside(node.whenFalse)];
  if (ts.isAwaitExpression(node) || ts.isSpreadElement(node)) return inside(node.expression);
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return inside(node.right);
    return isJoining(node) ? [...inside(node.left), ...inside(node.right)] : [];
  }
  if (ts.isIdentifier(node)) {
    const declaration = module.scopes.resolve(node.text, node);
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return made ? inside(made) : [];
  }
  return ts.isCallExpression(node) && keepsAll(node, module) ? node.arguments.slice(0, 1).flatMap(inside) : [];
}

function isJoining({ operatorToken }: ts.BinaryExpression): boolean {
  return [ts.SyntaxKind.PlusToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(
    operatorToken.kind,
  );
}

/** `JSON.stringify(x)` and the like: all that goes in comes out. A list of names or a replacer picks. */
function keepsAll(call: ts.CallExpression, module: Module): boolean {
  const name = call.expression.getText(module.source);
  if (name === "JSON.stringify") {
    const second = call.arguments[1];
    return (
      second === undefined || second.kind === ts.SyntaxKind.NullKeyword || second.getText(module.source) === "undefined"
    );
  }
  return /^(String|inspect|util\.inspect|structuredClone|Object\.(assign|entries|values|fromEntries))$/.test(name);
}

function secretAt(node: ts.Expression, module: Module): RevealedSecret | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const text = node.getText(module.source);
  const at = place({ module, node });
  if (/^(process|Bun)\.env$/.test(text)) return { what: "environment", text, place: at };
  const variable = environmentVariable(node);
  const isSecret = variable !== undefined && SECRET.test(variable) && !PUBLIC.test(variable);
  return isSecret ? { what: "variable", text, place: at } : undefined;
}
