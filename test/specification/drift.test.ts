import assert from "node:assert/strict";
import { codeRecordOf } from "../../server/src/specification/code-record.ts";
import { driftFindings } from "../../server/src/specification/drift-findings.ts";
import { type Drift, driftOf } from "../../server/src/specification/drift.ts";
import { applySpecificationEdits, markReviewed } from "../../server/src/specification/edit-front-matter.ts";
import { firstSpecification, pictureOfWorkspace } from "../../server/src/specification/folder-specification.ts";
import { isAllowed } from "../../server/src/specification/name-pattern.ts";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { AGENT, APP, scanned } from "./example-app.ts";

const TODAY = "2026-11-22";

function drift(workspace: Workspace, text: string): readonly Drift[] {
  const picture = pictureOfWorkspace(workspace, TODAY);
  return driftOf(parseSpecification(text), picture, codeRecordOf(picture, "/w"));
}

const front = (...lines: readonly string[]): string => `---\n${lines.join("\n")}\n---\n`;

describe("drift between specification and code", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await scanned(APP);
  });

  const found = (...lines: readonly string[]): readonly string[] =>
    drift(workspace, front(...lines)).map(({ ruleId, places }) => `${ruleId} ${places.length}`);

  it("is none where nobody decided anything", () => assert.deepEqual(found("maxSteps: 100"), []));

  it("is none where everything is allowed", () => {
    assert.deepEqual(
      found(
        "models: [claude-*]",
        "regions: ['us-*']",
        "tools: ['*']",
        "dataClasses: [user-input]",
        "maxSteps: 8",
        "humanApproval: [refundOrder]",
      ),
      [],
    );
  });

  it("names the model, Region, tool and data class that are not allowed, and adds them", () => {
    const text = front("models: [gpt-5.4]", "regions: []", "tools: [refundOrder]", "dataClasses: [files]");
    const all = drift(workspace, text);
    assert.deepEqual(
      all.map(({ allowing }) => `${allowing?.list}: ${allowing?.value}`),
      ["models: claude-sonnet-4-5", "regions: us-east-1", "tools: cancelOrder", "dataClasses: user-input"],
    );
    const [model] = all;
    assert.ok(model !== undefined);
    assert.equal(text.slice(model.written.start, model.written.end), "models");
    assert.equal(AGENT.slice(model.places[0]?.start, model.places[0]?.end), "generateText");
    const mended = driftFindings(all, "/w/docs/genai-spec.md", text).reduce((present, finding) => {
      const [again] = driftFindings(drift(workspace, present), "/w/docs/genai-spec.md", present).filter(
        ({ message }) => message === finding.message,
      );
      return applySpecificationEdits(present, again?.fixes[0]?.edits ?? []);
    }, text);
    assert.deepEqual(drift(workspace, mended), []);
  });

  it("reports limits that are exceeded, and those that nothing sets", () => {
    const all = drift(workspace, front("maxSteps: 5", "maxOutputTokens: 1000"));
    assert.deepEqual(
      all.map(({ ruleId, severity, message }) => [ruleId, severity, message]),
      [
        ["spec-limit-exceeded", "error", "Up to 8 steps are asked for, and the specification allows 5"],
        [
          "spec-limit-exceeded",
          "error",
          "Up to 2000 tokens of output are asked for, and the specification allows 1000",
        ],
        [
          "spec-limit-exceeded",
          "warning",
          "Nothing limits the tokens of output here, and the specification allows 1000",
        ],
      ],
    );
  });

  it("reports a tool that nobody is asked about, and one that there is not", () => {
    const all = drift(workspace, front("humanApproval: [cancelOrder, refundOrder, refundOrdr]"));
    assert.deepEqual(
      all.map(({ ruleId, message, rename }) => [ruleId, message.slice(0, 40), rename?.name]),
      [
        ["spec-approval-missing", "`cancelOrder`: nobody is asked before it", undefined],
        ["spec-tool-unknown", "The code has no tool `refundOrdr`: did y", "refundOrder"],
      ],
    );
  });

  it("reports what nobody filled in", () => {
    const all = drift(workspace, `${front("monthlyBudget:")}# T\n\n## Purpose\n\n> To answer: What?\n`);
    assert.deepEqual(
      all.map(({ message }) => message),
      [
        "`monthlyBudget` has no value: decide it, or take the line out",
        'The section "Purpose" says nothing yet: answer it, or take it out',
      ],
    );
  });

  it("reports a review that is older than the code, by what the code shows and not by dates", async () => {
    const picture = pictureOfWorkspace(workspace, TODAY);
    const edits = markReviewed(front("maxSteps: 100"), "2026-01-05", codeRecordOf(picture, "/w"));
    const text = applySpecificationEdits(front("maxSteps: 100"), edits ?? []);
    assert.deepEqual(drift(workspace, text), []);
    const moved = await scanned({ ...APP, "src/agent.ts": `// moved\n\n${AGENT.replace("a shop", "our shop")}` });
    assert.deepEqual(drift(moved, text), []);
    const changed = await scanned({ ...APP, "src/agent.ts": AGENT.replace("sonnet-4-5", "haiku-4-5") });
    assert.deepEqual(
      drift(changed, text).map(({ ruleId, message }) => [ruleId, message]),
      [
        [
          "spec-outdated",
          "The code shows something else since the review on 2026-01-05: models. Read it again, then mark it as reviewed",
        ],
      ],
    );
    assert.deepEqual(
      drift(workspace, front("reviewed: 2026-01-05")).map(({ severity }) => severity),
      ["info"],
    );
  });

  it("says nothing of tests, examples and stand-ins", async () => {
    const other = await scanned({ "test/agent.test.ts": AGENT, "examples/agent.ts": AGENT });
    assert.deepEqual(drift(other, front("models: []", "tools: []", "dataClasses: []")), []);
  });

  it("finds none in what it wrote itself but questions, decisions, and limits that code lacks", () => {
    const text = firstSpecification(workspace, TODAY);
    const all = drift(workspace, text);
    assert.deepEqual(
      all.filter(({ ruleId }) => ruleId !== "spec-section-empty").map(({ ruleId, severity }) => [ruleId, severity]),
      [["spec-limit-exceeded", "warning"]],
    );
    assert.ok(all.some(({ message }) => message.includes('"Purpose"')));
  });
});

describe("names in a list", () => {
  it("may hold any text in place of *", () => {
    assert.ok(isAllowed("claude-sonnet-4-5", ["claude-*"]));
    assert.ok(isAllowed("a-b-c", ["gpt", "*-b-*"]));
    assert.ok(isAllowed("anything", ["*"]));
    assert.ok(!isAllowed("claude", ["claude-*"]));
    assert.ok(!isAllowed("aba", ["ab*ba"]));
    assert.ok(!isAllowed("xclaude-1", ["claude-*"]));
    assert.ok(!isAllowed("a.b", ["a?b"]));
    assert.ok(!isAllowed("a".repeat(5000), [`${"*a".repeat(2000)}*b`]));
  });
});
