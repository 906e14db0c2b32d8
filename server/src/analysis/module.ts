import { indexOf, type Invocation } from "./file-index.ts";
import { Scopes } from "./scope.ts";
import { ts, unwrapped } from "./syntax.ts";
import type { DirectiveComment } from "./analysis.ts";

/** What a file exports under one name. */
export type ModuleExport =
  | { readonly kind: "expression"; readonly node: ts.Expression }
  | { readonly kind: "declaration"; readonly name: string; readonly node: ts.Node }
  | { readonly kind: "import"; readonly specifier: string; readonly name: string };

/** One parsed file with its names and exports. Everything is worked out when first asked for. */
export class Module {
  readonly file: string;
  readonly version: string;
  readonly source: ts.SourceFile;
  readonly scopes: Scopes;
  #exports: Map<string, ModuleExport> | undefined;
  #starExports: string[] = [];

  constructor(file: string, version: string, source: ts.SourceFile) {
    this.file = file;
    this.version = version;
    this.source = source;
    this.scopes = new Scopes(source);
  }

  /** All calls, `new` expressions and tagged templates, in the order of the text. */
  get invocations(): readonly Invocation[] {
    return indexOf(this.source).invocations;
  }

  /** Named exports; `default` for the default export; `export=` for `module.exports = …`. */
  get exports(): ReadonlyMap<string, ModuleExport> {
    this.#exports ??= this.#collectExports();
    return this.#exports;
  }

  /** Specifiers of `export * from`. */
  get starExports(): readonly string[] {
    this.#exports ??= this.#collectExports();
    return this.#starExports;
  }

  #collectExports(): Map<string, ModuleExport> {
    const found = new Map<string, ModuleExport>();
    for (const statement of this.source.statements) {
      if (ts.isExportDeclaration(statement)) {
        this.#addExportDeclaration(statement, found);
      } else if (ts.isExportAssignment(statement)) {
        found.set(statement.isExportEquals ? "export=" : "default", { kind: "expression", node: statement.expression });
      } else if (isExported(statement)) {
        addExportedStatement(statement, found);
      } else if (ts.isExpressionStatement(statement)) {
        addCommonJsExport(statement.expression, found);
      }
    }
    return found;
  }

  #addExportDeclaration(statement: ts.ExportDeclaration, found: Map<string, ModuleExport>): void {
    const specifier =
      statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
        ? statement.moduleSpecifier.text
        : undefined;
    if (!statement.exportClause) {
      if (specifier !== undefined) this.#starExports.push(specifier);
      return;
    }
    if (ts.isNamespaceExport(statement.exportClause)) {
      if (specifier !== undefined)
        found.set(statement.exportClause.name.text, { kind: "import", specifier, name: "*" });
      return;
    }
    for (const element of statement.exportClause.elements) {
      const local = (element.propertyName ?? element.name).text;
      found.set(
        element.name.text,
        specifier !== undefined
          ? { kind: "import", specifier, name: local }
          : { kind: "declaration", name: local, node: statement },
      );
    }
  }

  /** Every module specifier that the file names: imports, re-exports, `require()`, `import()`. */
  specifiers(): string[] {
    const { declaredSpecifiers, invocations } = indexOf(this.source);
    const required = invocations.flatMap((node) => (ts.isCallExpression(node) ? (requiredSpecifier(node) ?? []) : []));
    return [...declaredSpecifiers, ...required];
  }

  /** Comments that hold `genai-lens-`, found without reading the ones inside strings. */
  directives(): DirectiveComment[] {
    const text = this.source.text;
    const found: DirectiveComment[] = [];
    for (let at = text.indexOf("genai-lens-"); at >= 0; at = text.indexOf("genai-lens-", at + 1)) {
      const comment = this.#commentAround(at);
      if (comment && !found.some((other) => other.start === comment.start)) found.push(comment);
    }
    return found;
  }

  #commentAround(offset: number): DirectiveComment | undefined {
    const token = tokenAt(this.source, offset);
    const text = this.source.text;
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, token.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, token.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, token.end) ?? []),
      ...(ts.isJsxText(token) ? [] : (ts.getLeadingCommentRanges(text, token.end) ?? [])),
    ];
    const range = ranges.find((candidate) => candidate.pos <= offset && offset < candidate.end);
    return range && { start: range.pos, end: range.end, text: text.slice(range.pos, range.end) };
  }
}

/** The string of `require("x")` or `import("x")`; `undefined` for any other call. */
export function requiredSpecifier(call: ts.CallExpression): string | undefined {
  const [argument] = call.arguments;
  if (!argument || !ts.isStringLiteralLike(argument)) return undefined;
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return argument.text;
  if (ts.isIdentifier(call.expression) && call.expression.text === "require") return argument.text;
  return undefined;
}

/** The smallest node whose full range, comments before it included, holds the offset. */
export function tokenAt(source: ts.SourceFile, offset: number): ts.Node {
  let current: ts.Node = source;
  for (;;) {
    let next: ts.Node | undefined;
    for (const child of current.getChildren(source)) {
      if (child.pos <= offset && (offset < child.end || child.kind === ts.SyntaxKind.EndOfFileToken)) {
        next = child;
        break;
      }
    }
    if (!next) return current;
    current = next;
  }
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function addExportedStatement(statement: ts.Statement, found: Map<string, ModuleExport>): void {
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) {
      for (const name of boundNames(declaration.name)) found.set(name, { kind: "declaration", name, node: statement });
    }
    return;
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    const isDefault = ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
    const name = statement.name?.text;
    if (isDefault) found.set("default", { kind: "declaration", name: name ?? "", node: statement });
    else if (name !== undefined) found.set(name, { kind: "declaration", name, node: statement });
  }
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** `module.exports = x`, `module.exports.a = x`, `exports.a = x`. */
function addCommonJsExport(expression: ts.Expression, found: Map<string, ModuleExport>): void {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const target = unwrapped(expression.left);
  if (!ts.isPropertyAccessExpression(target)) return;
  if (isModuleExports(target)) {
    found.set("export=", { kind: "expression", node: expression.right });
  } else if (
    isModuleExports(target.expression) ||
    (ts.isIdentifier(target.expression) && target.expression.text === "exports")
  ) {
    found.set(target.name.text, { kind: "expression", node: expression.right });
  }
}

function isModuleExports(expression: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    expression.name.text === "exports" &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "module"
  );
}
