import type { SignalKind } from "./signal-kind.ts";
import { observabilityOf, resourceOf } from "./shown-facts.ts";

/** Modules that constructs of Amazon CloudWatch come from. */
const CDK = /^aws-cdk-lib(?:\/aws-cloudwatch)?$/;

/** Products that trace programs of any sort; alone they do not show what a model was asked. */
const GENERAL_PRODUCTS: ReadonlySet<string> = new Set(["opentelemetry", "aws-xray"]);

export const observabilitySignals: readonly SignalKind[] = [
  {
    id: "model-tracing",
    title: "Tracing of model calls",
    practices: ["GENOPS03-BP02", "GENPERF01-BP02", "AGENTOPS05-BP01", "AGENTREL08-BP02", "AGENTSEC05-BP02"],
    proves: ["GENOPS03-BP02", "GENPERF01-BP02"],
    marks: [
      {
        mark: "fact",
        shows: observabilityOf(
          ["client wrapper", "instrumentation", "callback", "exporter", "span", "gateway", "call option"],
          (product) => !GENERAL_PRODUCTS.has(product),
        ),
      },
      {
        mark: "fact",
        shows: (fact) =>
          fact.fact === "model call" && fact.tracedBy.length > 0
            ? { place: fact.calleePlace, text: `${fact.callee}, traced by ${fact.tracedBy.join(" and ")}` }
            : undefined,
      },
      {
        mark: "import",
        specifier:
          /^(?:@traceloop\/(?:node-server-sdk|instrumentation-(?!utils$).+)|@arizeai\/openinference-instrumentation-.+|@langfuse\/otel|@mastra\/(?:observability|langfuse|langsmith|braintrust|arize|otel-exporter|sentry|posthog))$/,
      },
      {
        mark: "path",
        path: /(?:^|\/)(?:\.env\.(?:example|sample|template)|docker-compose[^/]*\.ya?ml)$/i,
        text: /^[ \t]*-?[ \t]*(?:LANGSMITH_TRACING|LANGCHAIN_TRACING_V2)[ \t]*[=:][ \t]*["']?true/m,
      },
    ],
  },
  {
    id: "application-tracing",
    title: "Tracing of the application",
    practices: ["GENOPS02-BP01"],
    marks: [
      {
        mark: "import",
        specifier: /^(?:@opentelemetry\/sdk-(?:node|trace-node|trace-base)|@vercel\/otel)$/,
        text: /\b(?:new (?:NodeSDK|NodeTracerProvider|BasicTracerProvider)|registerOTel)\(/,
        isGeneral: true,
      },
      {
        mark: "import",
        specifier: /^(?:aws-xray-sdk(?:-core)?|@aws-lambda-powertools\/tracer)$/,
        text: /\b(?:captureAWS\w*|captureHTTPs\w*|new Tracer)\(/,
        isGeneral: true,
      },
      {
        mark: "import",
        specifier: /^@sentry\/(?:node|nextjs|aws-serverless|bun|deno)$/,
        text: /\bSentry\.init\(/,
        isGeneral: true,
      },
      { mark: "import", specifier: /^dd-trace(?:\/init)?$/, isGeneral: true },
    ],
  },
  {
    id: "model-invocation-log",
    title: "Log of model invocations",
    practices: ["GENSEC01-BP04", "GENSEC03-BP01", "GENOPS02-BP02"],
    proves: ["GENSEC01-BP04"],
    marks: [
      { mark: "fact", shows: resourceOf(["invocation logging"]) },
      {
        mark: "import",
        specifier: /^(?:aws-cdk-lib(?:\/custom-resources)?|@aws-sdk\/client-bedrock)$/,
        text: /\b[pP]utModelInvocationLoggingConfiguration\w*/,
      },
      {
        mark: "import",
        specifier: /^(?:aws-cdk-lib(?:\/aws-(?:logs|cloudwatch))?|@aws-sdk\/client-cloudwatch-logs)$/,
        text: /\baws\/bedrock\/modelinvocations\b/,
      },
      {
        mark: "path",
        path: /(?:^|\/)[^/]*(?:logging|bedrock|invocation)[^/]*\.(?:py|tf|sh|ya?ml)$/i,
        text: /\b(?:put[_-]model[_-]invocation[_-]logging[_-]configuration|aws_bedrock_model_invocation_logging_configuration|PutModelInvocationLoggingConfiguration)\b/,
      },
    ],
  },
  {
    id: "dashboard",
    title: "Dashboard",
    practices: ["GENOPS02-BP01", "AGENTOPS05-BP05", "RAIMON01-BP04"],
    proves: ["RAIMON01-BP04"],
    marks: [
      { mark: "fact", shows: resourceOf(["dashboard"]), isGeneral: true },
      { mark: "import", specifier: CDK, text: /new (?:\w+\.)?(?:Cfn)?Dashboard\(/, isGeneral: true },
    ],
  },
  {
    id: "alarm",
    title: "Alarm",
    practices: ["GENOPS02-BP01"],
    marks: [
      { mark: "fact", shows: resourceOf(["alarm"]), isGeneral: true },
      { mark: "import", specifier: CDK, text: /new (?:\w+\.)?(?:Cfn|Composite)?Alarm\(/, isGeneral: true },
    ],
  },
  {
    id: "model-metrics",
    title: "Metrics of models",
    practices: ["GENOPS02-BP02"],
    proves: ["GENOPS02-BP02"],
    marks: [{ mark: "import", specifier: CDK, text: /["'`]AWS\/Bedrock[\w/-]*["'`]/ }],
  },
  {
    id: "user-feedback",
    title: "Feedback of users",
    practices: ["GENOPS01-BP02", "AGENTOPS02-BP04", "RAIMON02-BP01"],
    proves: ["GENOPS01-BP02"],
    marks: [
      { mark: "fact", shows: observabilityOf(["feedback"]) },
      { mark: "import", specifier: /^langsmith$/, text: /\.createFeedback\(/ },
      { mark: "import", specifier: /^braintrust$/, text: /\.?logFeedback\(/ },
      {
        mark: "path",
        path: /(?:^|\/)(?:api|routes?|controllers?|handlers?|lambda|functions|actions)\/(?:[^/]+\/)*[^/]*(?:feedback|thumbs|(?<![a-z])votes?(?![a-z]))[^/]*(?:\/[^/]+)*\.[cm]?[jt]sx?$/i,
        text: /\b\w*(?:thumbs?_?(?:up|down)|isUpvoted|(?:message|run|trace|response|chat|conversation|generation|chatflow)_?id)\b/i,
        isGeneral: true,
      },
    ],
  },
];
