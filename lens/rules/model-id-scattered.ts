import type { ConstantValue, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { commonFolder, sourceExtension } from "./code-names.ts";
import { homeOf, productionCalls } from "./packages.ts";
import { isSamePlace } from "./places.ts";
import { defineWorkspaceRule, numberOption, oncePerWorkspace, type WorkspaceView } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Other places that a finding names. */
const MOST_RELATED = 5;

export const modelIdScattered = defineWorkspaceRule({
  meta: {
    id: "model-id-scattered",
    title: "Same model written out in several files",
    pillar: "operational-excellence",
    practices: ["GENREL04-BP02", "AGENTREL08-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      minimumFiles: {
        type: "positive integer",
        description: "In how many files of a package the same model has to be written out",
        default: 3,
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const model = constantOf(call.options.model);
    if (model === undefined || !mayShare(call) || call.wrapper !== undefined || model.place.file !== call.place.file) {
      return { outcome: "not applicable" };
    }
    const home = homeOf(context.workspace, call.place.file);
    const uses = usesOf(context.workspace).get(keyOf(home, model));
    const places = (uses?.written ?? []).filter(isFirstInFile);
    const [first, ...others] = places;
    if (uses === undefined || first === undefined || !isSamePlace(first.place, model.place))
      return { outcome: "not applicable" };
    if (places.length < numberOption(context, "minimumFiles")) return { outcome: "pass", place: model.place };
    return {
      outcome: "fail",
      place: model.place,
      message: `\`${String(model.value)}\` is written out in ${places.length} files of this package; one constant would change them all`,
      related: others.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "The same model" })),
      fixes: fixesFor(uses, home),
    };
  },
});

/** Where one model is named in one package. */
interface ModelUses {
  /** Texts of it in the files that call it, in the order of files and places. */
  readonly written: ConstantValue[];
  /** Texts of it in other files than those that call it. */
  readonly shared: ConstantValue[];
  readonly kinds: Set<ModelCall["kind"]>;
}

/** The uses of each model, by package and model. */
const usesOf = oncePerWorkspace((workspace: WorkspaceView): ReadonlyMap<string, ModelUses> => {
  const found = new Map<string, ModelUses>();
  for (const call of productionCalls(workspace).filter(mayShare)) {
    const model = constantOf(call.options.model);
    if (typeof model?.value !== "string") continue;
    const key = keyOf(homeOf(workspace, call.place.file), model);
    const uses = found.get(key) ?? { written: [], shared: [], kinds: new Set() };
    found.set(key, uses);
    uses.kinds.add(call.kind);
    const list = model.place.file === call.place.file ? uses.written : uses.shared;
    if (!list.some(({ place }) => isSamePlace(place, model.place))) list.push(model);
  }
  return found;
});

function isFirstInFile({ place }: ConstantValue, index: number, all: readonly ConstantValue[]): boolean {
  return all.findIndex((other) => other.place.file === place.file) === index;
}

/** Programs that stand alone, such as lessons and samples, name their own model so that each can be read by itself. */
function mayShare({ context }: ModelCall): boolean {
  return !context.isSelfContained;
}

function keyOf(home: string, model: ConstantValue): string {
  return `${home}\n${String(model.value)}`;
}

/** The constant that other calls take already, or else a new one in a file for models. */
function fixesFor({ written, shared, kinds }: ModelUses, home: string): readonly Fix[] {
  const [model] = written;
  const known = shared.slice(0, 1).map(({ place: constant }): Fix => ({
    title: `Use the constant that other calls take, in ${filesOf(written).length} files`,
    safety: "review",
    edits: written.map(({ place }) => ({ edit: "use constant", place, constant })),
  }));
  const extensions = new Set(filesOf(written).map(sourceExtension));
  const [extension] = extensions;
  if (model === undefined || extension === undefined || extensions.size > 1) return known;
  const folder = folderFor(filesOf(written), home);
  const constant = { file: `${folder}/models${extension}`, name: nameFor(kinds) };
  const made: Fix = {
    title: `Name it once, as \`${constant.name}\` in a new \`models${extension}\``,
    safety: "review",
    edits: [
      {
        edit: "create file",
        file: constant.file,
        code: `export const ${constant.name} = ${JSON.stringify(model.value)};`,
      },
      ...written.map(({ place }) => ({ edit: "use constant" as const, place, constant })),
    ],
  };
  return [...known, made];
}

function filesOf(constants: readonly ConstantValue[]): readonly string[] {
  return [...new Set(constants.map(({ place }) => place.file))];
}

/** Where the files of a package meet; of a whole package, the folder of its source. */
function folderFor(files: readonly string[], home: string): string {
  const common = commonFolder(files);
  if (common !== home) return common;
  const source = ["src", "lib"].find((name) => files.some((file) => file.startsWith(`${home}/${name}/`)));
  return source === undefined ? home : `${home}/${source}`;
}

function nameFor(kinds: ReadonlySet<ModelCall["kind"]>): string {
  const [kind] = kinds;
  if ([...kinds].every((each) => WRITES.has(each))) return "CHAT_MODEL";
  return kinds.size === 1 && kind !== undefined && kind !== "other" ? `${kind.toUpperCase()}_MODEL` : "MODEL";
}

const WRITES: ReadonlySet<ModelCall["kind"]> = new Set(["chat", "stream", "completion", "agent", "batch"]);
