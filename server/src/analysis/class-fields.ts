import type { Located } from "./abstract.ts";
import { hasModifier, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";

/** The places of a class that give a field its value. */
export interface FieldSources {
  readonly declarations: ts.PropertyDeclaration[];
  readonly parameters: ts.ParameterDeclaration[];
  readonly assignments: ts.BinaryExpression[];
  readonly methods: (ts.MethodDeclaration | ts.GetAccessorDeclaration)[];
  /** Code changes what the field holds: `this.x.y = …`, `this.x.push(…)`, `change(this.x)`. */
  isChangedInside: boolean;
  /** Code makes another value of the field's own: `this.x += …`, `this.x++`. */
  isReckoned: boolean;
}

export interface Fields {
  readonly byName: ReadonlyMap<string, FieldSources>;
  /** Any field may be set: `Object.assign(this, …)`, `this[name] = …`. */
  readonly isOpen: boolean;
}

/** Fields of a class's instances, and those of the class itself. */
interface ClassFields {
  readonly instance: Fields;
  readonly static: Fields;
}

const fieldsOfClasses = new WeakMap<ts.ClassLikeDeclaration, ClassFields>();

/** The places that give the fields of a class, and its methods, their values. */
export function fieldsOf(holder: Located<ts.ClassLikeDeclaration>): ClassFields {
  let fields = fieldsOfClasses.get(holder.node);
  if (!fields) {
    const { node } = holder;
    const own = node.members.filter((each) => isStatic(each));
    fields = {
      instance: collectFields(
        node.members.filter((each) => !isStatic(each)),
        [],
      ),
      static: collectFields(own, assignmentsFromOutside(holder)),
    };
    fieldsOfClasses.set(node, fields);
  }
  return fields;
}

/** Whether `this` in a member of a class is the class itself. */
export function isStatic(node: ts.Node): boolean {
  return ts.isClassStaticBlockDeclaration(node) || hasModifier(node, ts.SyntaxKind.StaticKeyword);
}

/** `Name.x = …` in the file of a class, by the name that it has there. */
function assignmentsFromOutside({ module, node }: Located<ts.ClassLikeDeclaration>): readonly ts.BinaryExpression[] {
  const declaration = ts.isClassDeclaration(node)
    ? node
    : ts.isVariableDeclaration(node.parent) && node.parent.initializer === node
      ? node.parent
      : undefined;
  if (!declaration) return [];
  return module.scopes.references(declaration).flatMap((reference) => {
    const target = reference.parent;
    const isTarget = ts.isPropertyAccessExpression(target) && target.expression === reference;
    return isTarget && givesValue(target.parent) && target.parent.left === target ? [target.parent] : [];
  });
}

function collectFields(members: readonly ts.ClassElement[], assignments: readonly ts.BinaryExpression[]): Fields {
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
  for (const each of assignments) field((each.left as ts.PropertyAccessExpression).name.text).assignments.push(each);
  for (const each of members) {
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
    !givesValue(parent);
  return isCounted || isCompound ? access.name.text : undefined;
}

/** Name of `x` in `this.x = …`. */
function assignedField(node: ts.Node): string | undefined {
  if (!givesValue(node) || !ts.isPropertyAccessExpression(node.left)) return undefined;
  return node.left.expression.kind === ts.SyntaxKind.ThisKeyword ? node.left.name.text : undefined;
}

function givesValue(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return (
    operator === ts.SyntaxKind.EqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken
  );
}
