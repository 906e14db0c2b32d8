/** Risk of leaving a practice undone. */
export type Risk = "high" | "medium" | "low";

/** Phases of the life of a generative-AI workload, as the Generative AI Lens names them. */
export type LifecyclePhase =
  | "Scoping"
  | "Model selection"
  | "Model customization"
  | "Development and integration"
  | "Deployment"
  | "Continuous improvement";

/**
 * The parties that share responsibility, as the lens names them: who builds the model, who hosts it, and who
 * builds an application on it. A team that tunes or hosts models itself is also the first or the second.
 */
export type Role = "producer" | "provider" | "consumer";

/** A lens: pillars in the order in which their author publishes them. Built in, or imported from a file. */
export interface Lens {
  /** `generative-ai`; the file's name without its end for an imported lens. */
  readonly id: string;
  readonly title: string;
  /** ISO date of the publication that the data follows; what the file says, or "", for an imported lens. */
  readonly version: string;
  /** Its first page; "" where an imported lens has none. */
  readonly url: string;
  readonly description?: string;
  /** Its name in the lens catalog of the AWS Well-Architected Tool; `null` where it is not known to be in it. */
  readonly waToolLensArn: string | null;
  readonly pillars: readonly Pillar[];
}

export interface Pillar {
  /** One of `PillarId` in the lenses that follow the framework's pillars; any text in others. */
  readonly id: string;
  readonly title: string;
  /** "" where the lens has no page for it. */
  readonly url: string;
  /** Its id in an importable file of this lens. */
  readonly customLensPillarId: string;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly url: string;
  readonly description?: string;
  /** Its id in an importable file of this lens. */
  readonly customLensQuestionId: string;
  /** Its id in the lens catalog of the AWS Well-Architected Tool; mostly inferred, so match by URL where that is possible. `null` where it is not known. */
  readonly waToolCatalogQuestionId: string | null;
  /** In the order in which they are tried; the first that holds gives the question's risk. */
  readonly riskRules: readonly RiskRule[];
  readonly practices: readonly Practice[];
}

/** One line of how a question's risk follows from the practices that are done. */
export interface RiskRule {
  /** `&&`, `||`, `!` and parentheses over the question's choice ids, or `default`. */
  readonly condition: string;
  readonly risk: "high" | "medium" | "none";
}

/** A best practice. Id, title and risk are facts of the lens; in built-in lenses the summary and the signals are our own words. */
export interface Practice {
  readonly id: string;
  readonly title: string;
  /** Risk of leaving it undone, as its page says. */
  readonly risk: Risk;
  readonly url: string;
  /** One sentence; "" where the title says it all. */
  readonly summary: string;
  /** Empty where the lens does not tell. */
  readonly lifecyclePhases: readonly LifecyclePhase[];
  /**
   * Who it concerns; empty where that is not known. The lenses name the roles and publish no table of their
   * duties, so this is our reading: of the phase and the title in the Generative AI Lens, of the focus area in
   * the Responsible AI Lens.
   */
  readonly roles: readonly Role[];
  /** Whether code can show it. */
  readonly codeObservable: "yes" | "partly" | "no";
  /** What in a repository speaks for it. */
  readonly codeSignals: readonly string[];
  readonly awsServices: readonly string[];
  /** Its id in an importable file of this lens. */
  readonly customLensChoiceId: string;
  /** `null` where the id is not known. */
  readonly waToolCatalogChoiceId: string | null;
}
