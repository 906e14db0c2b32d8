import assert from "node:assert/strict";
import { SIGNAL_KINDS } from "../../lens/signals/index.ts";
import { firstSpecification } from "../../server/src/specification/folder-specification.ts";
import { MOST_SIGNALS } from "../../server/src/workspace/signals.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "./memory-disk.ts";

const MODEL_CALL = `import OpenAI from "openai";
const client = new OpenAI({ timeout: 1000 });
export const answer = (question: string) =>
  client.chat.completions.create({ model: "gpt-5.2", messages: [{ role: "user", content: question }] });
`;

type Files = Readonly<Record<string, string>>;

function open(files: Files): { readonly disk: MemoryDisk; readonly workspace: Workspace } {
  const disk = new MemoryDisk({ "/app/package.json": "{}", "/app/src/answer.ts": MODEL_CALL, ...files });
  return { disk, workspace: new Workspace("/app", { disk, today: "2026-11-22" }) };
}

async function signalsOf(files: Files): Promise<readonly string[]> {
  const { workspace } = open(files);
  await workspace.scan();
  return shown(workspace);
}

function shown(workspace: Workspace): readonly string[] {
  return workspace.signals().map(({ kind, file, line, text }) => `${kind} ${file}:${line ?? ""} ${text}`);
}

/** One file for each kind, in the order of the kinds, and how its signal reads. */
const EXAMPLES: Readonly<Record<string, { readonly file: string; readonly text: string; readonly shows: string }>> = {
  "evaluation-suite": {
    file: "promptfooconfig.yaml",
    text: "prompts: [a]\n",
    shows: ": promptfooconfig.yaml",
  },
  "evaluation-dataset": {
    file: "evals/questions.jsonl",
    text: '{"input":"What is 2 + 2?","expected":"4"}\n',
    shows: ':1 "input":',
  },
  "evaluation-in-pipeline": {
    file: ".github/workflows/ci.yml",
    text: "jobs:\n  test:\n    steps:\n      - run: npx promptfoo eval\n",
    shows: ":4 promptfoo eval",
  },
  "red-team": {
    file: "redteam.yaml",
    text: "description: helpdesk\nredteam:\n  purpose: helpdesk\n",
    shows: ":2 redteam:",
  },
  "load-test": { file: "load/chat.js", text: 'import http from "k6/http";\n', shows: ":1 k6/http" },
  "prompt-files": { file: "prompts/support.md", text: "# Support\nYou are a helper.\n", shows: ":2 You are a helper." },
  "prompt-registry": {
    file: "src/registry.ts",
    text: 'import { Langfuse } from "langfuse";\nconst prompt = await new Langfuse().getPrompt("support");\n',
    shows: ":2 .getPrompt(",
  },
  "model-catalogue": {
    file: "src/models.ts",
    text: 'export const SMALL = "gpt-5-mini";\nexport const LARGE = "claude-opus-4-6";\n',
    shows: ':1 "gpt-5-mini"',
  },
  "model-tracing": {
    file: "src/instrument.ts",
    text: 'import * as traceloop from "@traceloop/node-server-sdk";\ntraceloop.initialize();\n',
    shows: ":1 @traceloop/node-server-sdk",
  },
  "application-tracing": {
    file: "src/instrumentation.ts",
    text: 'import { NodeSDK } from "@opentelemetry/sdk-node";\nnew NodeSDK().start();\n',
    shows: ":2 new NodeSDK(",
  },
  "model-invocation-log": {
    file: "src/log.ts",
    text: 'import { BedrockClient, PutModelInvocationLoggingConfigurationCommand } from "@aws-sdk/client-bedrock";\nawait new BedrockClient().send(new PutModelInvocationLoggingConfigurationCommand({ loggingConfig: {} }));\n',
    shows: ":1 PutModelInvocationLoggingConfigurationCommand",
  },
  dashboard: {
    file: "infra/dashboard.ts",
    text: 'import { Dashboard } from "aws-cdk-lib/aws-cloudwatch";\nexport const make = (scope: never) => new Dashboard(scope, "Answers");\n',
    shows: ":2 new Dashboard(",
  },
  alarm: {
    file: "infra/alarm.ts",
    text: 'import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";\nexport const make = (scope: never, props: never) => new cloudwatch.Alarm(scope, "Slow", props);\n',
    shows: ":2 new cloudwatch.Alarm(",
  },
  "model-metrics": {
    file: "infra/metrics.ts",
    text: 'import { Metric } from "aws-cdk-lib/aws-cloudwatch";\nexport const metric = new Metric({ namespace: "AWS/Bedrock", metricName: "InvocationThrottles" });\n',
    shows: ':2 "AWS/Bedrock"',
  },
  "user-feedback": {
    file: "src/api/feedback/route.ts",
    text: "export async function POST(request: Request) {\n  const { messageId, rating } = await request.json();\n}\n",
    shows: ":2 messageId",
  },
  guardrail: {
    file: "infra/guardrail.ts",
    text: 'import { CfnGuardrail } from "aws-cdk-lib/aws-bedrock";\nexport const make = (scope: never, props: never) => new CfnGuardrail(scope, "Shield", props);\n',
    shows: ":2 CfnGuardrail Shield",
  },
  "private-endpoint": {
    file: "infra/network.ts",
    text: 'import * as ec2 from "aws-cdk-lib/aws-ec2";\nexport const service = ec2.InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME;\n',
    shows: ":2 InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME",
  },
  "rate-limit": {
    file: "src/limit.ts",
    text: 'import { Ratelimit } from "@upstash/ratelimit";\nexport const chatLimit = new Ratelimit();\n',
    shows: ":2 chatLimit",
  },
  budget: {
    file: "infra/budget.ts",
    text: 'import { CfnBudget } from "aws-cdk-lib/aws-budgets";\nexport const make = (scope: never, props: never) => new CfnBudget(scope, "Models", props);\n',
    shows: ":2 new CfnBudget(",
  },
  "cost-tags": {
    file: "infra/app.ts",
    text: 'import { App, Tags } from "aws-cdk-lib";\nconst app = new App();\nTags.of(app).add("cost-center", "assistants");\n',
    shows: ':3 Tags.of(app).add("cost-center"',
  },
  runbook: {
    file: "docs/runbooks/outage.md",
    text: "# When Bedrock is down\n",
    shows: ":1 Bedrock",
  },
  "design-specification": {
    file: "docs/genai-spec.md",
    text: "# Purpose\n\nAnswers what customers ask.\n",
    shows: ": genai-spec.md",
  },
  "system-card": { file: "docs/system-card.md", text: "# Card\n\n## Intended use\n", shows: ":3 Intended use" },
  datasheet: { file: "data/datasheet.md", text: "# Data\n\nHow it was collected\n", shows: ":3 collected" },
  "threat-model": { file: "docs/threat-model.md", text: "- prompt injection\n", shows: ":1 prompt injection" },
};

/** Kinds that some example is a signal of as well. */
const ALSO: readonly string[] = ["infrastructure-as-code /app/infra/guardrail.ts:2 CfnGuardrail Shield"];

describe("signals of a workspace", () => {
  for (const [kind, { file, text, shows }] of Object.entries(EXAMPLES)) {
    it(`names the file that shows: ${kind}`, async () => {
      const signals = (await signalsOf({ [`/app/${file}`]: text })).filter((signal) => !ALSO.includes(signal));
      assert.deepEqual(signals, [`${kind} /app/${file}${shows}`]);
    });
  }

  it("has an example of every kind here", () => {
    const kinds = new Set([...Object.keys(EXAMPLES), ...ALSO.map((signal) => signal.split(" ")[0])]);
    assert.deepEqual(SIGNAL_KINDS.map(({ id }) => id).sort(), [...kinds].sort());
  });

  it("takes the package that is declared, and resources that the code makes", async () => {
    const manifest = '{\n  "devDependencies": {\n    "promptfoo": "^0.120.0"\n  }\n}\n';
    assert.deepEqual(await signalsOf({ "/app/package.json": manifest }), [
      "evaluation-suite /app/package.json:3 promptfoo",
    ]);
  });

  it("takes nothing for a signal that only looks like one", async () => {
    const files: Files = {
      "/app/README.md": "We care about evaluation, prompts and feedback. You are welcome.\n",
      "/app/evals/parse.ts": "export const evaluate = (formula: string) => formula.length;\n",
      "/app/evals/table.csv": "width,height\n1,2\n",
      "/app/.github/prompts/review.prompt.md": "You are a reviewer of pull requests.\n",
      "/app/.github/workflows/ci.yml": 'run: eval "$(ssh-agent -s)"\n',
      "/app/src/prompts.ts": 'export const ask = (label: string) => window.prompt(label) ?? "";\n',
      "/app/src/models.ts": "export interface User {\n  id: string;\n}\n",
      "/app/src/api/feedback.ts": "export const send = (mail: string) => mail;\n",
      "/app/src/types.ts": 'import type { Evaluator } from "promptfoo";\nexport type Mine = Evaluator;\n',
      "/app/src/commented.ts": '/**\n * import { pull } from "langchain/hub";\n * await pull("owner/prompt");\n */\n',
      "/app/src/limit.ts":
        'import { Ratelimit } from "@upstash/ratelimit";\nexport const loginLimit = new Ratelimit();\n',
      "/app/src/hub.ts": 'import { pull } from "langchain/hub";\nawait pull("owner/prompt");\n',
      "/app/infra/firewall.ts":
        'import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";\nexport const make = (scope: never, props: never) => new CfnWebACL(scope, "Wall", props);\n',
      "/app/docs/runbooks/database.md": "# When the database is full\n",
      "/app/docs/threat-model.md": "Cross-site scripting\n",
      "/app/node_modules/x/promptfooconfig.yaml": "prompts: []\n",
      "/app/src/prompts.test.ts": 'const PROMPT = "You are a helper.";\n',
      "/app/broken/package.json": '{"devDependencies": ["promptfoo"',
    };
    assert.deepEqual(await signalsOf(files), []);
  });

  it("takes what programs of any sort have only beside code that uses models", async () => {
    const other: Files = {
      "/app/shop/package.json": "{}",
      "/app/shop/src/instrumentation.ts": EXAMPLES["application-tracing"]!.text,
      "/app/shop/infra/alarm.ts": EXAMPLES["alarm"]!.text,
    };
    assert.deepEqual(await signalsOf(other), []);
    assert.deepEqual(await signalsOf({ ...other, "/app/shop/src/answer.ts": MODEL_CALL }), [
      "application-tracing /app/shop/src/instrumentation.ts:2 new NodeSDK(",
      "alarm /app/shop/infra/alarm.ts:2 new cloudwatch.Alarm(",
    ]);
  });

  it("takes a design specification once people answered all of it", async () => {
    const { disk, workspace } = open({});
    await workspace.scan();
    const file = "/app/docs/genai-spec.md";
    const first = firstSpecification(workspace, "2026-11-22");
    const answered = first.replace(/^> To answer: .*$/gmu, "$&\n\nAs we agreed.");
    assert.notEqual(answered, first);
    for (const [text, signals] of [
      [first, []],
      [answered, [`design-specification ${file}: genai-spec.md`]],
      [`${answered}\n${"More. ".repeat(20_000)}\n\n## Harm\n`, []],
    ] as const) {
      disk.files.set(file, text);
      workspace.changed(file);
      await workspace.refresh();
      assert.deepEqual(shown(workspace), signals);
    }
  });

  it("tells one signal of a kind for a file, and not too many of a kind", async () => {
    const files = Object.fromEntries(
      Array.from({ length: MOST_SIGNALS + 5 }, (_, index) => [`/app/prompts/p${index}.prompt`, "Hello"]),
    );
    assert.equal((await signalsOf(files)).length, MOST_SIGNALS);
    const both = 'import { evalite } from "evalite";\nimport { Levenshtein } from "autoevals";\n';
    assert.deepEqual(await signalsOf({ "/app/src/a.eval.ts": both }), [
      "evaluation-suite /app/src/a.eval.ts:1 evalite",
    ]);
  });

  it("knows nothing before a scan", () => {
    assert.deepEqual(shown(open({ "/app/promptfooconfig.yaml": "" }).workspace), []);
  });

  it("keeps up with files that come, change and go", async () => {
    const { disk, workspace } = open({});
    await workspace.scan();
    assert.deepEqual(shown(workspace), []);
    disk.files.set("/app/prompts/support.md", "# Support\n");
    workspace.changed("/app/prompts/support.md");
    await workspace.refresh();
    assert.deepEqual(shown(workspace), []);
    workspace.setOverlay("/app/prompts/support.md", "You are a helper.\n", 1);
    await workspace.refresh();
    assert.deepEqual(shown(workspace), ["prompt-files /app/prompts/support.md:1 You are a helper."]);
    workspace.clearOverlay("/app/prompts/support.md");
    disk.files.set("/app/src/a.eval.ts", 'import { evalite } from "evalite";\n');
    workspace.changed("/app/src/a.eval.ts");
    await workspace.refresh();
    assert.deepEqual(shown(workspace), ["evaluation-suite /app/src/a.eval.ts:1 evalite"]);
    disk.files.delete("/app/src/a.eval.ts");
    workspace.deleted("/app/src/a.eval.ts");
    await workspace.refresh();
    assert.deepEqual(shown(workspace), []);
  });

  it("loses nothing to a document that cannot be read", async () => {
    const { disk, workspace } = open({
      "/app/prompts/secret.md": "You are a helper.\n",
      "/app/promptfooconfig.yaml": "prompts: []\n",
    });
    disk.forbidden.add("/app/prompts/secret.md");
    const { problems } = await workspace.scan();
    assert.deepEqual(shown(workspace), ["evaluation-suite /app/promptfooconfig.yaml: promptfooconfig.yaml"]);
    assert.deepEqual(problems, []);
  });
});
