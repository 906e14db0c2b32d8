import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Warming } from "../../server/src/features/warming.ts";

const TEXT = 'import OpenAI from "openai";\nexport const client = new OpenAI();\n';

describe("warming", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "genai-lens-warming-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Costs of the rounds, once none has come for a while. */
  async function roundsOf(start: (onRound: (cost: number) => void) => void): Promise<readonly number[]> {
    const costs: number[] = [];
    start((cost) => costs.push(cost));
    for (let before = -1; before !== costs.length;) {
      before = costs.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return costs;
  }

  it("looks at a slow document a few times more, and never again", async () => {
    const warming = new Warming();
    const start = (onRound: (cost: number) => void): void => warming.after(root, `${root}/a.ts`, TEXT, 60, onRound);
    const costs = await roundsOf(start);
    assert.ok(costs.length > 3 && costs.length < 20 && costs.every((cost) => cost > 0));
    assert.deepEqual(await roundsOf(start), []);
  });

  it("leaves a fast document alone", async () => {
    assert.deepEqual(await roundsOf((onRound) => new Warming().after(root, `${root}/a.ts`, TEXT, 2, onRound)), []);
  });

  it("stops when something else is asked", async () => {
    const warming = new Warming();
    const costs = await roundsOf((onRound) => {
      warming.after(root, `${root}/a.ts`, TEXT, 60, onRound);
      warming.stop();
    });
    assert.deepEqual(costs, []);
  });
});
