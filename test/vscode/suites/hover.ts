import assert from "node:assert/strict";
import { MarkdownString, commands, type Hover, type TextDocument } from "vscode";
import { closeAll, fileUri, open, rangeOf } from "./documents.ts";
import { untilFindings } from "./findings.ts";
import { until } from "./waiting.ts";

describe("hovers", () => {
  afterEach(closeAll);

  it("explain a finding", async () => {
    const document = await open(fileUri("src/answer.ts"));
    await untilFindings(document.uri, [{ rule: "missing-max-output-tokens", severity: "Warning", line: 7 }]);
    const text = await hoverOver(document, "completions");
    assert.match(text, /GENCOST03-BP02/);
  });

  it("tell what became of a model, and what to use in its place", async () => {
    const document = await open(fileUri("src/legacy.ts"));
    await untilFindings(document.uri, [{ rule: "retired-or-deprecated-model", severity: "Error", line: 8 }]);
    const text = await hoverOver(document, "gpt-4-turbo");
    assert.match(text, /2026/);
    assert.match(text, /gpt-5\.6-sol/);
  });

  it("say nothing where there is nothing to say", async () => {
    const document = await open(fileUri("src/plain.ts"));
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      rangeOf(document, "messages").start,
    );
    assert.ok(!textOf(hovers).includes("GEN"));
  });
});

async function hoverOver(document: TextDocument, text: string): Promise<string> {
  const position = rangeOf(document, text).start.translate(0, 1);
  return until(
    `a hover over ${text}`,
    async () => textOf(await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position)),
    (shown) => shown.includes("GEN") || shown.includes("gpt"),
  );
}

function textOf(hovers: readonly Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString || typeof content === "object" ? content.value : content))
    .join("\n");
}
