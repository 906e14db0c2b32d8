import { ts, walk } from "./syntax.ts";

/** An expression that runs other code. */
export type Invocation = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** What nearly every question to a file looks for, found in one walk over its tree. */
export interface FileIndex {
  /** All calls, `new` expressions and tagged templates, in the order of the text. */
  readonly invocations: readonly Invocation[];
  /** All identifiers by their text, in the order of the text. */
  readonly identifiers: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** Modules of `import … from` and `export … from`, in the order of the text. */
  readonly declaredSpecifiers: readonly string[];
}

const indexes = new WeakMap<ts.SourceFile, FileIndex>();

export function indexOf(source: ts.SourceFile): FileIndex {
  let index = indexes.get(source);
  if (!index) indexes.set(source, (index = build(source)));
  return index;
}

function build(source: ts.SourceFile): FileIndex {
  const invocations: Invocation[] = [];
  const identifiers = new Map<string, ts.Identifier[]>();
  const declaredSpecifiers: string[] = [];
  const addIdentifier = (node: ts.Node): void => {
    if (!ts.isIdentifier(node)) return;
    const known = identifiers.get(node.text);
    if (known) known.push(node);
    else identifiers.set(node.text, [node]);
  };
  walk(source, (node) => {
    switch (node.kind) {
      case ts.SyntaxKind.CallExpression:
      case ts.SyntaxKind.NewExpression:
      case ts.SyntaxKind.TaggedTemplateExpression:
        invocations.push(node as Invocation);
        return undefined;
      case ts.SyntaxKind.ImportDeclaration:
      case ts.SyntaxKind.ExportDeclaration: {
        const { moduleSpecifier } = node as ts.ImportDeclaration | ts.ExportDeclaration;
        if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier)) declaredSpecifiers.push(moduleSpecifier.text);
        return undefined;
      }
      case ts.SyntaxKind.InterfaceDeclaration:
      case ts.SyntaxKind.TypeAliasDeclaration:
        // Types run nothing.
        walk(node, addIdentifier);
        return false;
      default:
        addIdentifier(node);
        return undefined;
    }
  });
  return { invocations, identifiers, declaredSpecifiers };
}
