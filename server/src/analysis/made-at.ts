import type { Place } from "../../../lens/facts.ts";
import type { Abstract, Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** Members that one expression is followed through, as in `fn.role.grantPrincipal`. */
const MAXIMUM_MEMBERS = 4;

/** Where the construct is made that a value is or belongs to, as the role of `role.roleArn`; `undefined` where that cannot be told. */
export function madeAt(evaluator: Evaluator, value: Abstract, membersLeft = MAXIMUM_MEMBERS): Place | undefined {
  if (value.kind === "instance") return value.creation && place(value.creation);
  if (value.kind === "construction") return place(value.at);
  if (value.kind !== "unknown" || !value.at) return undefined;
  const { module } = value.at;
  const node = unwrapped(value.at.node as ts.Expression);
  if (ts.isNewExpression(node)) return place({ module, node });
  if (!ts.isPropertyAccessExpression(node) || membersLeft === 0) return undefined;
  return madeAt(evaluator, evaluator.evaluate(node.expression, module), membersLeft - 1);
}

/** Methods that give a statement to what they are called on. */
const GIVES = /^(addToRolePolicy|addToPrincipalPolicy|addToPolicy)$/;

/**
 * The construct that is given a permission: the function of `fn.addToRolePolicy(statement)`, the role whose
 * properties hold the statement, or the first argument of a grant.
 */
export function granteeOf(evaluator: Evaluator, at: Located<ts.CallExpression | ts.NewExpression>): Place | undefined {
  const { module, node } = at;
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const isGrant = calleeName(node)?.startsWith("grant") === true;
    if (isGrant) return first && madeAt(evaluator, evaluator.evaluate(first, module));
  }
  const used = [node as ts.Expression, ...usesOf(at)];
  for (const each of used) {
    const { parent } = each;
    const isArgument = ts.isCallExpression(parent) && parent.arguments.includes(each);
    if (isArgument && ts.isPropertyAccessExpression(parent.expression) && GIVES.test(parent.expression.name.text)) {
      return madeAt(evaluator, evaluator.evaluate(parent.expression.expression, module));
    }
  }
  return holderOf(at);
}

/** Names that the program reads an expression by, where a variable holds it. */
function usesOf({ module, node }: Located): readonly ts.Expression[] {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) ? [...module.scopes.references(parent)] : [];
}

/** The construct whose properties a policy is written in, through lists, objects and `new PolicyDocument(…)`. */
function holderOf({ module, node }: Located): Place | undefined {
  for (let each = node.parent; ; each = each.parent) {
    if (ts.isNewExpression(each)) {
      if (calleeName(each) !== "PolicyDocument") return place({ module, node: each });
    } else if (
      !ts.isObjectLiteralExpression(each) &&
      !ts.isPropertyAssignment(each) &&
      !ts.isArrayLiteralExpression(each) &&
      !(ts.isCallExpression(each) && calleeName(each) === "fromJson")
    ) {
      return undefined;
    }
  }
}
