import { propertyAt } from "../rules/constructs.ts";
import { constantOf } from "../rules/values.ts";
import type { SignalKind } from "./signal-kind.ts";
import { resourceOf } from "./shown-facts.ts";

/** Words that show that a document speaks of models, rather than of any program. */
const ABOUT_MODELS =
  /\b(?:LLMs?|foundation models?|language models?|system prompts?|prompt injection|Bedrock|OpenAI|Anthropic|Claude|GPT|AI (?:agents?|models?|assistants?)|generative AI|hallucinat\w+)\b/;

export const operationsSignals: readonly SignalKind[] = [
  {
    id: "guardrail",
    title: "Guardrail resource",
    practices: ["GENSEC02-BP01", "AGENTSEC04-BP01", "RAISP02-BP10", "RAISP03-BP03"],
    proves: ["GENSEC02-BP01", "AGENTSEC04-BP01"],
    marks: [{ mark: "fact", shows: resourceOf(["guardrail"]) }],
  },
  {
    id: "private-endpoint",
    title: "Private endpoint for models",
    practices: ["GENSEC01-BP02"],
    proves: ["GENSEC01-BP02"],
    marks: [
      {
        mark: "fact",
        shows: resourceOf(["vpc endpoint"], (resource) =>
          /bedrock|sagemaker/i.test(String(constantOf(propertyAt(resource, "service"))?.value)),
        ),
      },
      {
        mark: "import",
        specifier: /^aws-cdk-lib(?:\/aws-ec2)?$/,
        text: /InterfaceVpcEndpointAwsService\.(?:BEDROCK\w*|SAGEMAKER_RUNTIME)/,
      },
    ],
  },
  {
    id: "infrastructure-as-code",
    title: "Generative AI resources as code",
    practices: ["GENOPS04-BP01"],
    proves: ["GENOPS04-BP01"],
    marks: [
      {
        mark: "fact",
        shows: resourceOf(
          [
            "guardrail",
            "agent",
            "agent alias",
            "knowledge base",
            "data source",
            "flow",
            "prompt",
            "inference profile",
            "agent runtime",
            "gateway",
            "memory",
            "endpoint",
          ],
          (resource) => resource.origin === "construct",
        ),
      },
    ],
  },
  {
    id: "rate-limit",
    title: "Limit on requests",
    practices: ["GENOPS02-BP03"],
    proves: ["GENOPS02-BP03"],
    marks: [
      {
        mark: "import",
        specifier:
          /^(?:@upstash\/ratelimit|express-rate-limit|rate-limiter-flexible|@fastify\/rate-limit|hono-rate-limiter|@nestjs\/throttler)$/,
        text: /\b(?:AI|LLM|ai[A-Z]\w*|[Cc]hat\w*|openai|anthropic|bedrock|completions?|prompts?)\b/,
        isGeneral: true,
      },
      { mark: "import", specifier: /^aws-cdk-lib(?:\/aws-wafv2)?$/, text: /\brateBasedStatement\s*:/, isGeneral: true },
    ],
  },
  {
    id: "budget",
    title: "Budget",
    practices: ["AGENTCOST07-BP02"],
    marks: [
      { mark: "fact", shows: resourceOf(["budget"]), isGeneral: true },
      {
        mark: "import",
        specifier: /^aws-cdk-lib(?:\/aws-budgets)?$/,
        text: /new (?:\w+\.)?CfnBudget\(/,
        isGeneral: true,
      },
    ],
  },
  {
    id: "cost-tags",
    title: "Tags that cost can be told apart by",
    practices: ["AGENTCOST05-BP04"],
    marks: [
      {
        mark: "import",
        specifier: /^aws-cdk-lib(?:\/core)?$/,
        text: /\bTags\.of\([^()]*\)\.add\(\s*["'`][\w:-]*(?:cost|team|owner|tenant|project|department|application|workload)[\w:-]*["'`]/i,
        isGeneral: true,
      },
    ],
  },
  {
    id: "runbook",
    title: "Runbook",
    practices: ["AGENTOPS07-BP04", "AGENTOPS07-BP02"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:(?:runbooks?|incidents?|incident[-_]response|post[-_]?mortems?)\/(?:[^/]+\/)*(?!readme)[^/]+|[^/]*(?:runbook|incident[-_]?response|post[-_]?mortem)[^/]*)\.mdx?$/i,
        text: ABOUT_MODELS,
        isGeneral: true,
      },
    ],
  },
];
