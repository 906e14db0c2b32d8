import type { CallKind, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOfWork, sourceExtension, wordsOf } from "./code-names.ts";
import { evaluationScaffold } from "./evaluation-scaffold.ts";
import { homeOf, isInLibrary, productionCalls } from "./packages.ts";
import { isSamePlace } from "./places.ts";
import { defineWorkspaceRule, oncePerWorkspace } from "./rule.ts";

const EVALUATIONS: ReadonlySet<string> = new Set(["evaluation-suite", "evaluation-dataset", "evaluation-in-pipeline"]);

export const evalsMissing = defineWorkspaceRule({
  meta: {
    id: "evals-missing",
    title: "Models in use, and nothing that evaluates them",
    pillar: "operational-excellence",
    practices: ["GENOPS01-BP01", "GENPERF01-BP01", "GENOPS04-BP02"],
    severity: "hint",
    preset: "opt-in",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, { workspace }) {
    if (!firstCalls(workspace).some((first) => isSamePlace(first.place, call.place))) {
      return { outcome: "not applicable" };
    }
    if (workspace.signals.some(({ kind }) => EVALUATIONS.has(kind))) return { outcome: "pass", place: call.place };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message:
        "This package asks models, and the workspace has no evaluation suite, evaluation data or evaluation in its pipeline that would show when answers get worse",
      fixes: fixesFor(call, homeOf(workspace, call.place.file)),
    };
  },
});

/** A file to fill in, in the package of the call; none where no package is known. */
function fixesFor(call: ModelCall, home: string): readonly Fix[] {
  const { file } = call.place;
  const extension = sourceExtension(file);
  if (home === "" || extension === undefined) return [];
  const path = `evals/${wordsOf(nameOfWork(call)).join("-")}.eval${extension}`;
  const code = evaluationScaffold({
    path,
    code: file.slice(home.length + 1),
    functionName: call.context.functionName,
  });
  return [
    {
      title: `Make ${path}, to be filled in`,
      safety: "review",
      edits: [{ edit: "create file", file: `${home}/${path}`, code }],
    },
  ];
}

/** Kinds of call whose answers can be good or bad in what they say. */
const ANSWERS: ReadonlySet<CallKind> = new Set<CallKind>(["chat", "stream", "completion", "agent", "audio"]);

/** The first call of each package that is an app: libraries are evaluated where they are used. */
const firstCalls = oncePerWorkspace((workspace) => {
  const homes = new Set<string>();
  return productionCalls(workspace).filter((call) => {
    const home = homeOf(workspace, call.place.file);
    const isTask = ANSWERS.has(call.kind) && !isHandedInstructions(call);
    if (homes.has(home) || !isTask || isInLibrary(workspace, call.place.file)) return false;
    homes.add(home);
    return true;
  });
});

/** Whose instructions come from its caller, as those of an adapter do, is evaluated where they are written. */
function isHandedInstructions({ options, context }: ModelCall): boolean {
  const { system } = options;
  return context.requestHandler === undefined && system?.state === "unknown" && system.reason === "parameter";
}
