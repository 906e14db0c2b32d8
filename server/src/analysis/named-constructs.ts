import type { NamedConstruct } from "../../../lens/facts.ts";
import type { Abstract, Located } from "./abstract.ts";
import type { Module } from "./module.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

/** The construct that a value is, where a statement of the module makes it and gives it a name. */
export function namedConstruct(value: Abstract, module: Module): NamedConstruct | undefined {
  const at = creationOf(value);
  if (at === undefined || at.module !== module || !ts.isNewExpression(at.node)) return undefined;
  const { parent } = at.node;
  const name = nameIn(parent, at.node);
  return name === undefined ? undefined : { place: place(at), name: name.getText(module.source) };
}

function creationOf(value: Abstract): Located | undefined {
  if (value.kind === "instance") return value.creation;
  return value.kind === "construction" ? value.at : undefined;
}

/** `vpc` of `const vpc = …`, `this.vpc` of `this.vpc = …;`. */
function nameIn(holder: ts.Node, value: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(holder)) {
    const isStatement = ts.isVariableStatement(holder.parent.parent);
    return ts.isIdentifier(holder.name) && isStatement ? holder.name : undefined;
  }
  const isAssignment =
    ts.isBinaryExpression(holder) &&
    holder.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    holder.right === value &&
    ts.isExpressionStatement(holder.parent);
  if (!isAssignment) return undefined;
  const { left } = holder;
  const isOwn = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwn || ts.isIdentifier(left) ? left : undefined;
}
