import type { OptionPath, OptionPaths } from "../../../lens/sdks/description.ts";

/** The option paths of a description, each as an object; empty where there are none. Descriptions are few and stay. */
export function listedPaths(paths: OptionPaths | undefined): readonly Exclude<OptionPath, string>[] {
  if (paths === undefined) return [];
  let listed = listedPathsOf.get(paths);
  if (!listed) {
    listed = ([paths].flat() as readonly OptionPath[]).map((each) =>
      typeof each === "string" ? { path: each } : each,
    );
    listedPathsOf.set(paths, listed);
  }
  return listed;
}

const listedPathsOf = new Map<OptionPaths, readonly Exclude<OptionPath, string>[]>();

/** Whether a piece of an SDK is there in the major that the workspace uses, as far as that is known. */
export function isInMajor(
  description: { readonly from?: number; readonly until?: number },
  major: number | undefined,
): boolean {
  return major === undefined || (major >= (description.from ?? 0) && major <= (description.until ?? Infinity));
}

/** An option path of a description, taken apart. See `SdkDescription`. */
export type ParsedPath =
  /** `json(0.body).max_tokens`: `names` inside the text that stands at another path. */
  | { readonly start: "json"; readonly path: string; readonly names: readonly string[] }
  | { readonly start: "send" | "client" | "settings"; readonly names: readonly string[] }
  | { readonly start: "argument" | "root"; readonly index: number; readonly names: readonly string[] }
  | { readonly start: "made"; readonly maker: string; readonly index: number; readonly names: readonly string[] };

/** Takes an option path apart. Paths come from descriptions, so there are some thousands at most. */
export function parsedPath(path: string): ParsedPath {
  let parsed = parsedPaths.get(path);
  if (!parsed) parsedPaths.set(path, (parsed = parse(path)));
  return parsed;
}

const parsedPaths = new Map<string, ParsedPath>();

function parse(path: string): ParsedPath {
  const json = /^json\((.+?)\)\.(.+)$/.exec(path);
  if (json) return { start: "json", path: json[1]!, names: json[2]!.split(".") };
  const [head = "", ...names] = path.split(".");
  if (head === "send" || head === "client" || head === "settings") return { start: head, names };
  const made = /^made\((\w+)\)$/.exec(head);
  if (!made && head !== "root") return { start: "argument", index: Number(head), names };
  const index = Number(names[0]);
  const rest = names.slice(1);
  return made ? { start: "made", maker: made[1]!, index, names: rest } : { start: "root", index, names: rest };
}
