import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Later } from "../../server/src/features/later.ts";
import { Warming } from "../../server/src/features/warming.ts";

const TEXT = 'import OpenAI from "openai";\nexport const client = new OpenAI();\n';

describe("warming", () => {
  let root: string;
  let waiting: Set<() => void>;
  let warming: Warming;
  let costs: number[];
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "genai-lens-warming-"));
    waiting = new Set();
    const later: Later = (round) => {
      waiting.add(round);
      return () => void waiting.delete(round);
    };
    warming = new Warming(later);
    costs = [];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const afterReport = (cost: number): void =>
    warming.after(root, `${root}/a.ts`, TEXT, cost, (now) => void costs.push(now));

  function runAll(): void {
    for (const round of waiting) {
      waiting.delete(round);
      round();
    }
  }

  it("looks at a slow document a few times more, and never again", () => {
    afterReport(60);
    runAll();
    assert.ok(costs.length > 3 && costs.length < 100 && costs.every((cost) => cost > 0));
    const { length } = costs;
    afterReport(60);
    runAll();
    assert.equal(costs.length, length);
  });

  it("leaves a fast document alone, and one that would keep the editor waiting", () => {
    afterReport(2);
    assert.equal(waiting.size, 0);
    afterReport(2_000);
    assert.equal(waiting.size, 0);
  });

  it("stops when something else is asked, and goes on after the next report", () => {
    afterReport(60);
    warming.stop();
    assert.equal(waiting.size, 0);
    afterReport(60);
    runAll();
    assert.ok(costs.length > 3);
  });
});
