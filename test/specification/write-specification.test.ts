import assert from "node:assert/strict";
import { firstSpecification } from "../../server/src/specification/folder-specification.ts";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import { AGENT, APP, scanned } from "./example-app.ts";

describe("a first specification", () => {
  it("says what the code shows, and where", async () => {
    const workspace = await scanned({ ...APP, "test/a.test.ts": AGENT });
    const text = firstSpecification(workspace, "2026-11-22");
    const { specification, problems } = parseSpecification(text);
    assert.deepEqual(problems, []);
    const { lists, numbers } = specification.frontMatter;
    const values = Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [name, list.value?.map(({ value }) => value)]),
    );
    assert.deepEqual(values, {
      models: ["claude-sonnet-4-5"],
      regions: ["us-east-1"],
      tools: ["cancelOrder", "refundOrder"],
      dataClasses: ["user-input"],
      humanApproval: ["refundOrder"],
    });
    assert.equal(numbers.maxOutputTokens?.value?.value, 2000);
    assert.equal(numbers.maxSteps?.value?.value, 8);
    assert.match(text, /\n# Design specification: shop\n/);
    assert.match(text, /\n\| `claude-sonnet-4-5` \| anthropic \| chat[^|]*\|[^|]*\| `src\/agent\.ts` \|\n/);
    assert.match(text, /\n1 call in tests, examples and scripts is left out\.\n/);
    assert.match(text, /\n\| `Order` \| what the model writes for a tool \| `src\/agent\.ts` \|\n/);
    assert.match(text, /\| `You help the customers of a shop with their orders\.` \|\n/);
    assert.match(text, /\n\| `cancelOrder` \| deletes \(`prisma\.order\.delete`\) \| not asked \| /);
    assert.match(text, /\n\| `refundOrder` \| moves money \(`stripe\.refunds\.create`\) \| asked each time \| /);
    assert.match(
      text,
      /\n- Which models may 1 call ask\? The code does not tell: the environment variable `MODEL_ID` names it \(`src\/summary\.ts`\)\.\n/,
    );
    assert.match(text, /\n- May `cancelOrder` do for good what it does, with nobody asked \(`src\/agent\.ts`\)\?\n/);
  });

  it("asks one question wherever only people can answer, and those sections count as empty", async () => {
    const text = firstSpecification(await scanned({ "src/agent.ts": AGENT }), "2026-11-22");
    const empty = parseSpecification(text).specification.sections.filter(({ isEmpty }) => isEmpty);
    assert.deepEqual(
      empty.map(({ title }) => title),
      [
        "Purpose",
        "Users",
        "Why these models",
        "What people should see then",
        "Cost and latency",
        "Agreement on data",
        "What is good enough",
        "Harm",
      ],
    );
    assert.equal(text.match(/^> To answer: [^\n]+\?$/gmu)?.length, empty.length);
  });

  it("invents nothing where there is nothing", async () => {
    const text = firstSpecification(await scanned({ "src/a.ts": "export const a = 1;\n" }), "2026-11-22");
    assert.match(text, /\nNo model call was found\.\n/);
    assert.doesNotMatch(text, /\| Model \||cannot be told|- Which/);
    assert.deepEqual(parseSpecification(text).problems, []);
  });

  it("lets nothing of the code take over the document", async () => {
    const hostile = AGENT.replace("You help the customers", "a | b `c` ``d <script>\\n# H\\n---\\n You")
      .replace("cancelOrder:", '"x: y\\n- z | `q`":')
      .replace("claude-sonnet-4-5", "m: [1]\\n---\\n# H");
    const text = firstSpecification(await scanned({ "src/agent.ts": hostile }), "2026-11-22");
    const { specification, problems } = parseSpecification(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      specification.frontMatter.lists.models?.value?.map(({ value }) => value),
      ["m: [1]\n---\n# H"],
    );
    assert.ok(specification.frontMatter.lists.tools?.value?.some(({ value }) => value === "x: y\n- z | `q`"));
    assert.ok(!specification.sections.some(({ title }) => title === "H"));
    for (const row of text.split("\n").filter((line) => line.startsWith("| `src/agent.ts` | instructions")))
      assert.equal(row.replaceAll("\\|", "").split("|").length, 7);
  });
});

describe("what a first specification does not claim", () => {
  const said = async (code: string): Promise<string> =>
    firstSpecification(await scanned({ "src/a.ts": code }), "2026-11-22");

  it("takes options from elsewhere for neither a schema nor a guardrail", async () => {
    const text = await said(`import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { commandInput } from "./elsewhere";
const client = new BedrockRuntimeClient({});
export const ask = (text: string) => client.send(new ConverseCommand(commandInput(text)));
export const guarded = (text: string, guardrailConfig?: object) =>
  client.send(new ConverseCommand({ modelId: "m", messages: [], ...(guardrailConfig === undefined ? {} : { guardrailConfig }) }));
`);
    assert.match(text, /\nNo schema for answers or tools was found\.\n/);
    assert.match(text, /\nNo guardrail of a provider was found in the code\.\n/);
    assert.match(text, /\| The answer has another shape \| Cannot be told from the code \|/);
  });

  it("does not say who is asked about a tool whose code is not seen", async () => {
    const text = await said(`import { openai } from "@ai-sdk/openai";
import { generateText, tool } from "ai";
import { z } from "zod";
export const ask = (prompt: string) =>
  generateText({ model: openai("gpt-5.4"), prompt, tools: { find: tool({ inputSchema: z.object({ id: z.string() }) }) } });
`);
    assert.match(text, /\n\| `find` \| its code was not seen \| cannot be told \|/);
    assert.match(text, /\nhumanApproval:\n/);
  });
});
