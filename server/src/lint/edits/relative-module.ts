import path from "node:path";
import { ts } from "../../analysis/syntax.ts";
import { requiredModule } from "./import-bindings.ts";

/** How a file ends the names of files that it imports: with the extension of the source, of what it is built to, or without. */
export type EndingStyle = "source" | "built" | "none";

const BUILT: ReadonlyMap<string, string> = new Map([
  [".ts", ".js"],
  [".tsx", ".js"],
  [".mts", ".mjs"],
]);

/** Endings of files that hold no code. */
const ASSET = /\.(?:json|css|scss|less|svg|png|jpe?g|webp|md|mdx|txt|html|wasm|node|graphql|gql|vue|svelte|astro)$/u;

/** How a file imports another of the project by a relative path; `undefined` where it does not show how files are named. */
export function relativeModule(
  source: ts.SourceFile,
  target: string,
  style: EndingStyle | undefined,
): string | undefined {
  const directory = path.posix.dirname(source.fileName);
  const extension = path.posix.extname(target);
  const stem = target.slice(0, -extension.length);
  const own = modulesOf(source).find(
    (each) => each.startsWith(".") && withoutEnding(path.posix.join(directory, each)) === stem,
  );
  if (own !== undefined) return own;
  if (style === undefined) return undefined;
  const relative = path.posix.relative(directory, stem);
  const ending = style === "none" ? "" : style === "source" ? extension : (BUILT.get(extension) ?? extension);
  return `${relative.startsWith(".") ? relative : `./${relative}`}${ending}`;
}

/** What most of a file's imports of other files of the project do; `undefined` where there are none. */
export function endingStyleOf(source: ts.SourceFile): EndingStyle | undefined {
  const modules = modulesOf(source).filter((each) => !ASSET.test(each) && !each.includes("?"));
  const relative = modules.filter((each) => /^\.\.?(?:\/|$)/u.test(each));
  // An alias of the whole project, whose files are named as relative ones would be.
  const aliased = modules.filter((each) => /^(?:@|~|#)\//u.test(each));
  return majority((relative.length > 0 ? relative : aliased).map(styleOf));
}

function styleOf(module: string): EndingStyle {
  if (/\.(?:[mc]?ts|tsx)$/u.test(module)) return "source";
  return /\.(?:[mc]?js|jsx)$/u.test(module) ? "built" : "none";
}

function majority(styles: readonly EndingStyle[]): EndingStyle | undefined {
  const counts = new Map<EndingStyle, number>();
  for (const style of styles) counts.set(style, (counts.get(style) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0];
}

function withoutEnding(file: string): string {
  return file.replace(/\.(?:[mc]?[jt]s|[jt]sx)$/u, "");
}

/** The modules that a file names at its top level. */
function modulesOf(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement): readonly string[] => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      const { moduleSpecifier } = statement;
      return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ initializer }) =>
      initializer === undefined ? [] : (requiredModule(initializer) ?? []),
    );
  });
}
