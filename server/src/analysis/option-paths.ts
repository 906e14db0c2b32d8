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
