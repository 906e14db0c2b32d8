import type { Fact, Severity, Verdict } from "../facts.ts";
import type { Signal } from "../signals/signal-kind.ts";
import type { OptionDescriptions, OptionValue, OptionValues } from "./options.ts";
import { isAboutStandIn } from "./stand-ins.ts";

/** The six pillars of the Well-Architected Framework, in its order. */
export const PILLAR_IDS = [
  "operational-excellence",
  "security",
  "reliability",
  "performance-efficiency",
  "cost-optimization",
  "sustainability",
] as const;

export type PillarId = (typeof PILLAR_IDS)[number];

/** Everything that presets, page headers, the JSON schema, SARIF and the README's tables are made from. */
export interface RuleMeta {
  /** Same as the file's name. */
  readonly id: string;
  /** What is wrong, in a few words, as a headline. */
  readonly title: string;
  readonly pillar: PillarId;
  /** Ids of the lens's best practices, the most fitting first, such as `GENSEC01-BP01`. */
  readonly practices: readonly string[];
  /**
   * Those of its practices that a pass shows to be followed at its place. For all others a pass shows no more than that
   * nothing speaks against them.
   */
  readonly proves?: readonly string[];
  /**
   * Those of its practices that it only has to do with: what it finds says neither that they are followed nor that they
   * are not, so it is no evidence in a review.
   */
  readonly related?: readonly string[];
  readonly severity: Severity;
  /** The weakest preset that switches it on. */
  readonly preset: "recommended" | "strict" | "opt-in";
  /** The best fix that it has; a rule with safe fixes may ask for a review in some cases all the same. */
  readonly fix: "safe" | "review" | "none";
  /** Whether it also runs on test files. */
  readonly includesTests: boolean;
  /** How often its findings are right: `high` where they follow from what the code says alone. */
  readonly confidence: "high" | "medium" | "low";
  /** Ids of the only SDKs that it can speak of; every SDK that has the option or fact where left out. */
  readonly sdks?: readonly string[];
  /** What may be set beside the level, as in `["warning", { "minimumCharacters": 200 }]`. */
  readonly options?: OptionDescriptions;
  /** Version of this product that had it first. */
  readonly since: string;
}

/** The practices that a rule's findings stand against, each once: those of its practices that it does not only have to do with. */
export function practicesAgainst({ practices, related }: Pick<RuleMeta, "practices" | "related">): readonly string[] {
  return [...new Set(practices)].filter((practice) => related?.includes(practice) !== true);
}

/** What a rule may look at beside the fact itself. */
export interface JudgeContext {
  /** ISO date (`2026-11-22`) that ages are counted from; an input, so that results are stable. */
  readonly today: string;
  /** All facts of the fact's own file, in the order of their places. */
  readonly facts: readonly Fact[];
  readonly settings: RuleSettings;
  /** The rule's own options, with the defaults of its `meta` for those that nobody set. */
  readonly options: OptionValues;
  /** All that a scan found; `undefined` while a file is judged by itself. */
  readonly workspace?: WorkspaceView;
}

/** What a scan found in a whole workspace folder. Another one is made whenever any of it changes. */
export interface WorkspaceView {
  /** Every file with facts, in the order of their paths. */
  readonly files: readonly FileFacts[];
  /** What speaks for practices beside facts. Worked out when it is read. */
  readonly signals: readonly Signal[];
  /** The packages, one for each `package.json`. Worked out when it is read. */
  readonly packages: readonly PackageFacts[];
}

/** What a `package.json` says of the code around it. */
export interface PackageFacts {
  /** Folder of the manifest, absolute, with `/`. */
  readonly directory: string;
  /** It is published for other programs to import. */
  readonly isLibrary: boolean;
  /** Names of the packages that it needs, to run or to be built. */
  readonly dependencies: ReadonlySet<string>;
}

export interface FileFacts {
  readonly file: string;
  /** In the order of their places. */
  readonly facts: readonly Fact[];
}

/** Workspace settings that rules share. */
export interface RuleSettings {
  /** Tokens that fixes put in where a limit is missing. */
  readonly defaultMaxOutputTokens: number;
  /** ms that fixes put in where a time limit is missing. */
  readonly defaultTimeout: number;
  /** Guardrails are enforced for the whole account, so calls need none of their own. */
  readonly hasEnforcedGuardrail: boolean;
  /** The only models that the team uses, as ids or globs; empty where any may be used. */
  readonly allowedModels: readonly string[];
  /** The only Regions that the team uses; empty where any may be used. */
  readonly allowedRegions: readonly string[];
  /** Every suppression has to say why. */
  readonly requireReason: boolean;
}

/** One option of a rule that is a number; throws where the rule's `meta` has no such option. */
export function numberOption(context: JudgeContext, name: string): number {
  return checked(context.options[name], "number", name);
}

/** One option of a rule that is true or false; throws where the rule's `meta` has no such option. */
export function booleanOption(context: JudgeContext, name: string): boolean {
  return checked(context.options[name], "boolean", name);
}

/** One option of a rule that is a list of texts; throws where the rule's `meta` has no such option. */
export function listOption(context: JudgeContext, name: string): readonly string[] {
  const value = context.options[name];
  if (!Array.isArray(value)) throw new TypeError(`The rule has no list "${name}"`);
  return value as readonly string[];
}

function checked<Kind extends "number" | "boolean">(
  value: OptionValue | undefined,
  kind: Kind,
  name: string,
): Kind extends "number" ? number : boolean {
  if (typeof value !== kind) throw new TypeError(`The rule has no ${kind} "${name}"`);
  return value as Kind extends "number" ? number : boolean;
}

/** A rule: its data, and a pure function from one fact to a verdict. It never sees an SDK or a syntax tree. */
export interface Rule {
  readonly meta: RuleMeta;
  /** The kinds of fact that it judges; for all others its verdict is "not applicable". */
  readonly judges: readonly Fact["fact"][];
  /** Set where a fact can only be judged by what stands in other files: then it is judged after a scan, and else not at all. */
  readonly needsWorkspace?: true;
  judge(fact: Fact, context: JudgeContext): Verdict;
}

/** A rule as it is written: `judge` is given the kinds of fact that it names, and no others. */
export interface RuleDefinition<Kind extends Fact["fact"]> {
  readonly meta: RuleMeta;
  readonly judges: readonly Kind[];
  judge(fact: FactOf<Kind>, context: JudgeContext): Verdict;
}

type FactOf<Kind extends Fact["fact"]> = Extract<Fact, { fact: Kind }>;

/** Makes a rule of its definition. No rule applies to what asks a stand-in for a model. */
export function defineRule<Kind extends Fact["fact"]>(definition: RuleDefinition<Kind>): Rule {
  return {
    meta: definition.meta,
    judges: definition.judges,
    judge: (fact, context) =>
      isOneOf(fact, definition.judges) && !isAboutStandIn(fact)
        ? definition.judge(fact, context)
        : { outcome: "not applicable" },
  };
}

/** What a rule that needs the whole workspace may look at. */
export interface WorkspaceJudgeContext extends JudgeContext {
  readonly workspace: WorkspaceView;
}

/** A rule that judges a fact by what stands in other files of the workspace. */
export interface WorkspaceRuleDefinition<Kind extends Fact["fact"]> {
  readonly meta: RuleMeta;
  readonly judges: readonly Kind[];
  judge(fact: FactOf<Kind>, context: WorkspaceJudgeContext): Verdict;
}

/** The same as `defineRule` for a rule that has nothing to say before a scan. */
export function defineWorkspaceRule<Kind extends Fact["fact"]>(definition: WorkspaceRuleDefinition<Kind>): Rule {
  const { meta, judges } = definition;
  const rule = defineRule({
    meta,
    judges,
    judge: (fact, context) =>
      context.workspace === undefined
        ? { outcome: "unknown", reason: "the workspace was not scanned" }
        : definition.judge(fact, { ...context, workspace: context.workspace }),
  });
  return { ...rule, needsWorkspace: true };
}

/** Works something out once for each view of a workspace, however many facts ask for it. */
export function oncePerWorkspace<Result>(
  compute: (workspace: WorkspaceView) => Result,
): (workspace: WorkspaceView) => Result {
  const known = new WeakMap<WorkspaceView, { readonly result: Result }>();
  return (workspace) => {
    const found = known.get(workspace) ?? { result: compute(workspace) };
    known.set(workspace, found);
    return found.result;
  };
}

function isOneOf<Kind extends Fact["fact"]>(fact: Fact, kinds: readonly Kind[]): fact is FactOf<Kind> {
  return kinds.some((kind) => kind === fact.fact);
}
