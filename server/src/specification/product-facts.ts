import type { Client, Fact, ModelCall, OutputUse, Tool } from "../../../lens/facts.ts";
import { factsOfKind } from "../../../lens/facts-of-kind.ts";
import type { Rule, RuleSettings } from "../../../lens/rules/rule.ts";
import { isAboutStandIn } from "../../../lens/rules/stand-ins.ts";

/** What the picture is made from beside the reports. */
export interface PictureContext {
  /** ISO day. */
  readonly today: string;
  readonly settings: RuleSettings;
  /** Text of a file as it was examined. */
  text(file: string): string | undefined;
}

/** The facts of one file that count, by their kind. */
export interface FileFacts {
  readonly all: readonly Fact[];
  readonly calls: readonly ModelCall[];
  readonly clients: readonly Client[];
  readonly tools: readonly Tool[];
  readonly outputs: readonly OutputUse[];
}

/** What counts of the facts of a file. */
export function factsOf(facts: readonly Fact[]): FileFacts {
  const all = facts.filter(isOfProduct);
  return {
    all,
    calls: factsOfKind(all, "model call"),
    clients: factsOfKind(all, "client"),
    tools: factsOfKind(all, "tool"),
    outputs: factsOfKind(all, "output use"),
  };
}

function isOfProduct(fact: Fact): boolean {
  if (isAboutStandIn(fact)) return false;
  const context = fact.fact === "output use" ? fact.call.context : fact.context;
  return !context.isTest && !context.isExample;
}

/** How a rule judges a fact of a file, whatever its level in the configuration is. `undefined` where it throws. */
export function verdictOf(
  rule: Rule,
  fact: Fact,
  facts: readonly Fact[],
  { today, settings }: PictureContext,
): ReturnType<Rule["judge"]> | undefined {
  if (!rule.judges.includes(fact.fact)) return undefined;
  try {
    return rule.judge(fact, { today, facts, settings, options: {} });
  } catch {
    // The check itself reports a rule that fails on a file.
    return undefined;
  }
}
