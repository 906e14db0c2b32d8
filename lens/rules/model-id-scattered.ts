import type { ConstantValue, ModelCall } from "../facts.ts";
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
    fix: "none",
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
    const places = placesOf(context.workspace).get(keyOf(home, model)) ?? [];
    const [first, ...others] = places;
    if (first === undefined || !isSamePlace(first.place, model.place)) return { outcome: "not applicable" };
    if (places.length < numberOption(context, "minimumFiles")) return { outcome: "pass", place: model.place };
    return {
      outcome: "fail",
      place: model.place,
      message: `\`${String(model.value)}\` is written out in ${places.length} files of this package; one constant would change them all`,
      related: others.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "The same model" })),
    };
  },
});

/** Where each model is written out, once for each file, by package and model. */
const placesOf = oncePerWorkspace((workspace: WorkspaceView): ReadonlyMap<string, readonly ConstantValue[]> => {
  const places = new Map<string, ConstantValue[]>();
  for (const call of productionCalls(workspace).filter(mayShare)) {
    const model = constantOf(call.options.model);
    if (typeof model?.value !== "string" || model.place.file !== call.place.file) continue;
    const key = keyOf(homeOf(workspace, call.place.file), model);
    const known = places.get(key) ?? [];
    places.set(key, known);
    if (!known.some(({ place }) => place.file === model.place.file)) known.push(model);
  }
  return places;
});

/** Programs that stand alone, such as lessons and samples, name their own model so that each can be read by itself. */
function mayShare({ context }: ModelCall): boolean {
  return !context.isSelfContained;
}

function keyOf(home: string, model: ConstantValue): string {
  return `${home}\n${String(model.value)}`;
}
