import type { Fact } from "../../../lens/facts.ts";
import type { Evaluator } from "./evaluator.ts";
import { specifiersIn } from "./model-imports.ts";
import type { Module } from "./module.ts";
import { resolveSpecifier } from "./resolve.ts";

const general = new WeakSet<Fact>();

/** Marks a fact that says nothing of generative AI by itself, such as a bucket or leave to do everything. */
export function markGeneral(fact: Fact): void {
  general.add(fact);
}

/**
 * Leaves out what is general where nothing of generative AI stands beside it: neither another fact of the file, nor
 * an SDK that a file of the workspace imports which this one imports.
 */
export function withoutLoneGeneral(evaluator: Evaluator, module: Module, facts: readonly Fact[]): readonly Fact[] {
  if (!facts.some((fact) => general.has(fact))) return facts;
  if (facts.some(isGenerative) || importsGenerative(evaluator, module)) return facts;
  return facts.filter((fact) => !general.has(fact));
}

function isGenerative(fact: Fact): boolean {
  if (fact.fact === "resource") return !general.has(fact) || fact.callsModel === true;
  if (fact.fact === "permission") return !general.has(fact);
  return fact.fact === "model call" || fact.fact === "retrieval" || fact.fact === "client" || fact.fact === "tool";
}

function importsGenerative(evaluator: Evaluator, module: Module): boolean {
  const { host, knowledge, dependencies } = evaluator;
  return specifiersIn(module.source.text).some((specifier) => {
    const imported = resolveSpecifier(specifier, module.file, host, (probed) => dependencies.add(probed));
    if (imported === undefined) return false;
    dependencies.add(imported);
    return specifiersIn(host.read(imported)?.text ?? "").some((each) => knowledge.isGenerative(each));
  });
}
