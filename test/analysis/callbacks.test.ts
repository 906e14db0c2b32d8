import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const STEP = `import { createStep } from "@mastra/core/workflows";`;

function callees(source: string): readonly string[] {
  return analyse(source).calls.map(({ callee, options }) => `${callee} ${options.model?.state}`);
}

describe("what an SDK hands to a function that it is given", () => {
  it("is known by its type: an agent that is registered elsewhere", () => {
    assert.deepEqual(
      callees(`${STEP}
        export const write = createStep({
          id: "write",
          execute: async ({ inputData, mastra }) => {
            const agent = mastra?.getAgent("writer");
            if (!agent) throw new Error("No writer");
            return agent.generate(inputData.topic);
          },
        });`),
      ["agent.generate unknown"],
    );
  });

  it("is nothing in other functions, other properties and other libraries", () => {
    assert.deepEqual(
      callees(`${STEP}
        import { createStep as makeStep } from "./steps";
        export const first = createStep({ id: "x", onError: ({ mastra }) => mastra.getAgent("x").generate("y") });
        export const second = makeStep({ id: "x", execute: ({ mastra }) => mastra.getAgent("x").generate("y") });
        export const third = ({ mastra }) => mastra.getAgent("x").generate("y");`),
      [],
    );
  });
});
