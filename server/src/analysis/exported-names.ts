import type { ExportedEntity, ModuleDescription } from "../../../lens/sdks/description.ts";

type Exports = ModuleDescription["exports"];

/**
 * The export of a name; `X.*` stands for all static members of `X` that are not listed, `*Model.load` for `load` of
 * all classes that are named so.
 */
export function exportNamed(exports: Exports, name: string): ExportedEntity | undefined {
  const any = `${name.slice(0, name.lastIndexOf(".") + 1)}*`;
  for (const each of [name, any]) if (Object.hasOwn(exports, each)) return exports[each];
  const key = namePatterns(exports).find(({ whole }) => whole.test(name))?.key;
  return key === undefined ? undefined : exports[key];
}

/** Whether described exports are members of this one: `X` for `X.load`. */
export function isHolder(exports: Exports, name: string): boolean {
  const isListed = Object.keys(exports).some((each) => each.startsWith(`${name}.`));
  return isListed || namePatterns(exports).some(({ holder }) => holder?.test(name));
}

/** A key that stands for many names. */
interface NamePattern {
  readonly key: string;
  readonly whole: RegExp;
  /** What stands before the dot; `undefined` where the key has none. */
  readonly holder: RegExp | undefined;
}

const patternsOfExports = new WeakMap<Exports, readonly NamePattern[]>();

function namePatterns(exports: Exports): readonly NamePattern[] {
  let patterns = patternsOfExports.get(exports);
  if (!patterns) {
    patterns = Object.keys(exports)
      .filter((key) => /\*\w|\w\*/.test(key))
      .map((key) => {
        const dot = key.indexOf(".");
        return { key, whole: matching(key), holder: dot < 0 ? undefined : matching(key.slice(0, dot)) };
      });
    patternsOfExports.set(exports, patterns);
  }
  return patterns;
}

function matching(key: string): RegExp {
  return new RegExp(`^${key.replaceAll(".", "\\.").replaceAll("*", "\\w*")}$`);
}
