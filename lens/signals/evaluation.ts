import type { SignalKind } from "./signal-kind.ts";
import { observabilityOf, resourceOf } from "./shown-facts.ts";

/** Keys that the rows of a data set of questions and answers have. */
const ROW =
  /["']?\b(?:input|question|query|prompt|messages|user_?input|expected\w*|ideal|ground_?truth|reference(?:_?\w+)?|answer|completion)\b["']?\s*[:,]/i;

const EVALUATION_TOOLS =
  /^(?:evalite(?:\/.+)?|viteval(?:\/.+)?|vitest-evals(?:\/.+)?|autoevals|openevals|agentevals|promptfoo|@mastra\/evals(?:\/.+)?|langsmith\/(?:vitest|jest)|@arizeai\/phoenix-evals(?:\/.+)?)$/;

export const evaluationSignals: readonly SignalKind[] = [
  {
    id: "evaluation-suite",
    title: "Evaluation suite",
    practices: ["GENOPS01-BP01", "AGENTOPS06-BP02", "AGENTREL05-BP02", "RAIRC02-BP01"],
    marks: [
      { mark: "path", path: /(?:^|\/)promptfooconfig[^/]*\.(?:ya?ml|json|[cm]?[jt]s)$/i, includesTests: true },
      {
        mark: "path",
        path: /\.eval\.[cm]?[jt]sx?$/i,
        text: /\b(?:evalite|describe|test|it|Eval|evaluate|scor(?:e|er|ers))\b/,
        includesTests: true,
      },
      { mark: "import", specifier: EVALUATION_TOOLS, includesTests: true },
      {
        mark: "import",
        specifier: /^langsmith(?:\/evaluation)?$/,
        text: /(?<![\w.])evaluate(?:Comparative)?\(/,
        includesTests: true,
      },
      { mark: "import", specifier: /^braintrust$/, text: /(?<![\w.])Eval\(/, includesTests: true },
      {
        mark: "import",
        specifier: /^(?:llamaindex|@llamaindex\/.+)$/,
        text: /new (?:Faithfulness|Correctness|Relevancy)Evaluator\(/,
      },
      {
        mark: "path",
        path: /(?:^|\/)evals?\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]s$/i,
        text: /\b(?:scorers?|scoring|expected|judge|grader|pass ?rate|accuracy|golden|test ?cases?)\b/i,
        isGeneral: true,
        includesTests: true,
      },
      {
        mark: "path",
        path: /(?:^|\/)(?:evals?[-_](?:runner|harness|suite)|run[-_]evals?)\.[cm]?[jt]s$/i,
        isGeneral: true,
        includesTests: true,
      },
      { mark: "dependency", name: /^(?:promptfoo|deepeval|evalite)$/ },
      { mark: "fact", shows: resourceOf(["evaluation job"]) },
      { mark: "fact", shows: observabilityOf(["evaluation"]) },
    ],
  },
  {
    id: "evaluation-dataset",
    title: "Evaluation data set",
    practices: ["GENPERF01-BP01", "GENOPS01-BP01", "RAIDP01-BP01"],
    proves: ["GENPERF01-BP01", "RAIDP01-BP01"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:evals?|evaluations?|golden|ground[-_]?truth)\/(?:[^/]+\/)*(?![^/]*(?:result|output|report))[^/]+\.(?:jsonl|csv)$/i,
        text: ROW,
        isGeneral: true,
        includesTests: true,
      },
      {
        mark: "path",
        path: /(?:^|\/)evals?\/(?:[^/]+\/)*(?:data|datasets?|cases|golden)\/(?:[^/]+\/)*(?![^/]*(?:result|output|report))[^/]+\.(?:json|ya?ml)$/i,
        text: ROW,
        isGeneral: true,
        includesTests: true,
      },
      {
        mark: "path",
        path: /(?:^|[/_.-])(?:eval(?:uation)?s?[-_]?(?:data|set|cases|questions|examples|samples)|golden[-_]?(?:set|data|answers|questions|examples)|ground[-_]?truth)(?![^/]*(?:result|output|report))[^/]*\.(?:jsonl|csv|json|ya?ml)$/i,
        text: ROW,
        isGeneral: true,
        includesTests: true,
      },
    ],
  },
  {
    id: "evaluation-in-pipeline",
    title: "Evaluation in the delivery pipeline",
    practices: ["GENOPS04-BP02", "GENOPS01-BP01", "AGENTOPS03-BP02", "RAIER01-BP03"],
    proves: ["GENOPS04-BP02", "GENOPS01-BP01", "AGENTOPS03-BP02"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|buildspec[^/]*\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml)$/,
        text: /\b(?:promptfoo(?:@\S+)? (?:eval|redteam)\b|promptfoo\/promptfoo-action|braintrustdata\/eval-action|braintrust(?:@\S+)? eval\b|deepeval test\b|(?:npx |pnpm (?:exec |dlx )?|bunx )(?:evalite|viteval)\b|(?:npm|pnpm|yarn|bun)(?: run)?(?: --?\S+)* (?:[\w-]+:)*evals?(?::[\w-]+)*(?=\s|$)|bedrock create-evaluation-job)/,
      },
    ],
  },
  {
    id: "red-team",
    title: "Red team tests",
    practices: ["AGENTSEC07-BP05", "AGENTSEC09-BP02", "RAIRC03-BP09", "RAIRC03-BP01"],
    proves: ["RAIRC03-BP09"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:promptfooconfig|redteam)[^/]*\.ya?ml$/i,
        text: /^redteam:/m,
        includesTests: true,
      },
      {
        mark: "path",
        path: /(?:^|[/_.-])red[-_]?team(?:ing)?(?:\/[^/]+)*[^/]*\.(?:[cm]?[jt]s|jsonl|csv|json|ya?ml|py)$/i,
        text: /\b(?:jailbreak\w*|prompt[ -]?injection|adversarial|attacks?)\b/i,
        isGeneral: true,
        includesTests: true,
      },
    ],
  },
  {
    id: "load-test",
    title: "Load test",
    practices: ["GENPERF02-BP01"],
    proves: ["GENPERF02-BP01"],
    marks: [
      { mark: "import", specifier: /^(?:k6(?:\/.+)?|autocannon)$/, isGeneral: true, includesTests: true },
      {
        mark: "path",
        path: /(?:^|[/_.-])artillery[^/]*\.ya?ml$/i,
        text: /^\s*target:.*/m,
        isGeneral: true,
        includesTests: true,
      },
      {
        mark: "path",
        path: /(?:^|\/)locustfile[^/]*\.py$/i,
        text: /\b(?:HttpUser|FastHttpUser|User)\b/,
        isGeneral: true,
        includesTests: true,
      },
    ],
  },
];
