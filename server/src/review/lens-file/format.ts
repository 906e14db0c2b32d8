/** The only version of the format that AWS's template names. */
export const SCHEMA_VERSION = "2021-11-01";

/**
 * Limits of AWS's custom lens format: counts are numbers of entries, the others UTF-16 code units where nothing else is
 * said. From AWS's pages "Lens format specification" and "Creating a custom lens", read in November 2026.
 */
export const LENS_FILE_LIMITS = {
  /** UTF-8 bytes, and code units, of the whole file. */
  fileSize: 500_000,
  name: 128,
  title: 128,
  description: 2048,
  displayText: 2048,
  idShortest: 3,
  idLongest: 128,
  /** The API that answers a review takes ids of pillars and choices only up to here. */
  idLongestInApi: 64,
  pillars: 10,
  questionsPerPillar: 20,
  choicesPerQuestion: 15,
  riskRulesPerQuestion: 3,
  additionalResourcesPerType: 5,
} as const;

export const RISK_LEVELS = ["NO_RISK", "MEDIUM_RISK", "HIGH_RISK"] as const;

/** What a risk rule gives, as the format writes it. */
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const ADDITIONAL_RESOURCE_TYPES = ["HELPFUL_RESOURCE", "IMPROVEMENT_PLAN"] as const;

export type AdditionalResourceType = (typeof ADDITIONAL_RESOURCE_TYPES)[number];

/** Pillar ids that the AWS Well-Architected Tool maps to the pillars of the Framework. Other ids make new pillars. */
export const FRAMEWORK_PILLAR_IDS = [
  "operationalExcellence",
  "security",
  "reliability",
  "performance",
  "costOptimization",
  "sustainability",
] as const;

/** Whether a choice is the "None of these" of its question, which needs no improvement plan. */
export function isNoneChoiceId(id: string): boolean {
  return id.endsWith("_no");
}

/** A custom lens as AWS's format writes it. */
export interface LensFile {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly name: string;
  readonly description: string;
  readonly pillars: readonly LensFilePillar[];
}

export interface LensFilePillar {
  readonly id: string;
  readonly name: string;
  readonly questions: readonly LensFileQuestion[];
}

export interface LensFileQuestion {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly helpfulResource?: LensFileResource;
  readonly choices: readonly LensFileChoice[];
  readonly riskRules: readonly LensFileRiskRule[];
}

export interface LensFileChoice {
  readonly id: string;
  readonly title: string;
  readonly helpfulResource?: LensFileResource;
  readonly improvementPlan?: LensFileResource;
  readonly additionalResources?: readonly LensFileAdditionalResources[];
}

/** A text to show, with the page that it leads to. */
export interface LensFileResource {
  readonly displayText: string;
  readonly url?: string;
}

export interface LensFileAdditionalResources {
  readonly type: AdditionalResourceType;
  readonly content: readonly LensFileResource[];
}

/** Rules hold in their order: the first with a condition that is true gives the risk of the question. */
export interface LensFileRiskRule {
  /** Ids of the question's choices with `&&`, `||`, `!` and parentheses; or `default`, which is always true. */
  readonly condition: string;
  readonly risk: RiskLevel;
}

/** What a field of an object of the format may hold. */
export interface FieldShape {
  readonly type: "text" | "list" | "object";
  readonly isRequired: boolean;
  /** Code units of a text, entries of a list. */
  readonly most?: number;
  /** One entry or one character at least. */
  readonly isFilled?: boolean;
}

export type ObjectShape = Readonly<Record<string, FieldShape>>;

const ID: FieldShape = { type: "text", isRequired: true };
const NAME: FieldShape = { type: "text", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.name };
const TITLE: FieldShape = { type: "text", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.title };
const RESOURCE: FieldShape = { type: "object", isRequired: false };

/** The objects of the format by what they are. */
export const SHAPES = {
  lens: {
    schemaVersion: { type: "text", isRequired: true },
    name: NAME,
    description: { type: "text", isRequired: true, most: LENS_FILE_LIMITS.description },
    pillars: { type: "list", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.pillars },
  },
  pillar: {
    id: ID,
    name: NAME,
    questions: { type: "list", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.questionsPerPillar },
  },
  question: {
    id: ID,
    title: TITLE,
    // AWS's template says that a question does without.
    description: { type: "text", isRequired: false, most: LENS_FILE_LIMITS.description },
    helpfulResource: RESOURCE,
    choices: { type: "list", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.choicesPerQuestion },
    riskRules: { type: "list", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.riskRulesPerQuestion },
  },
  choice: {
    id: ID,
    title: TITLE,
    helpfulResource: RESOURCE,
    improvementPlan: RESOURCE,
    additionalResources: { type: "list", isRequired: false },
  },
  resource: {
    displayText: { type: "text", isRequired: true, isFilled: true, most: LENS_FILE_LIMITS.displayText },
    url: { type: "text", isRequired: false },
  },
  additionalResources: {
    type: { type: "text", isRequired: true },
    content: { type: "list", isRequired: true, isFilled: true },
  },
  riskRule: {
    condition: { type: "text", isRequired: true },
    risk: { type: "text", isRequired: true },
  },
} as const satisfies Readonly<Record<string, ObjectShape>>;
