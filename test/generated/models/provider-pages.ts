import type { Platform } from "../../../lens/models/lifecycle.ts";

/** A page on which a platform announces the ends of its models, and how its tables are read. */
export interface ProviderPage {
  readonly platform: Platform;
  /** Where people read it; what a row names as its source. */
  readonly url: string;
  /** Where its text is had, where that is another address: a page's Markdown form is the steadier one. */
  readonly textUrl?: string;
  readonly columns: Columns;
  /** The heading above a table names the day on which it was announced. */
  readonly headingIsDeprecation?: boolean;
  /** Maker of the model by the start of its id; without it the platform's own. */
  readonly provider: (id: string) => string;
}

/** Which column of a table holds what, by its title in lower case. A table without a model and an end is not read. */
export interface Columns {
  readonly model: RegExp;
  readonly shutdown: RegExp;
  readonly deprecated?: RegExp;
  readonly released?: RegExp;
  readonly extendedAccess?: RegExp;
  readonly replacement?: RegExp;
  readonly state?: RegExp;
}

/**
 * The pages with tables. Cohere announces in prose, so its rows are kept by hand from
 * https://docs.cohere.com/docs/deprecations.
 */
export const PROVIDER_PAGES: readonly ProviderPage[] = [
  {
    platform: "openai-api",
    url: "https://developers.openai.com/api/docs/deprecations",
    textUrl: "https://developers.openai.com/api/docs/deprecations.md",
    columns: {
      model: /^(?:deprecated )?(?:model|system|model snapshot|model \/ system|model family \/ snapshot)s?$/u,
      shutdown: /^shutdown date$/u,
      replacement: /replacement/u,
    },
    headingIsDeprecation: true,
    provider: () => "openai",
  },
  {
    platform: "claude-api",
    url: "https://platform.claude.com/docs/en/about-claude/model-deprecations",
    textUrl: "https://platform.claude.com/docs/en/about-claude/model-deprecations.md",
    columns: {
      model: /^(?:api model name|deprecated model)$/u,
      shutdown: /retirement date$/u,
      deprecated: /^deprecated$/u,
      replacement: /replacement/u,
      state: /^current state$/u,
    },
    headingIsDeprecation: true,
    provider: () => "anthropic",
  },
  {
    platform: "gemini-api",
    url: "https://ai.google.dev/gemini-api/docs/deprecations",
    columns: {
      model: /^model$/u,
      shutdown: /^shutdown date$/u,
      released: /^release date$/u,
      replacement: /replacement/u,
    },
    provider: () => "google",
  },
  {
    platform: "vertex-ai",
    url: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/model-versions",
    columns: {
      model: /^model id$/u,
      shutdown: /^retirement date$/u,
      released: /^release date$/u,
      replacement: /replacement/u,
    },
    provider: () => "google",
  },
  {
    platform: "mistral-api",
    url: "https://docs.mistral.ai/getting-started/models/models_overview/",
    textUrl: "https://docs.mistral.ai/models",
    columns: { model: /^api$/u, shutdown: /^retirement$/u, deprecated: /^deprecation$/u },
    provider: () => "mistral",
  },
  {
    platform: "groqcloud",
    url: "https://console.groq.com/docs/deprecations",
    textUrl: "https://console.groq.com/docs/deprecations.md",
    columns: { model: /^deprecated model/u, shutdown: /^shutdown date$/u, replacement: /replacement/u },
    provider: () => "groq",
  },
  {
    platform: "amazon-bedrock",
    url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html",
    columns: {
      model: /^model id$/u,
      shutdown: /^eol date$/u,
      deprecated: /^legacy date$/u,
      extendedAccess: /public extended access/u,
    },
    provider: (id) => id.split(".", 1)[0] ?? id,
  },
];
