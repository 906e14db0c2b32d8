import assert from "node:assert/strict";
import type { LimitableCallback } from "../../lens/facts.ts";
import { analyse, type HostOptions } from "./in-memory-host.ts";

/** What a limiter would be handed, as text, and its name; `undefined` where there is nothing. */
function limitable(
  callback: string,
  after = "",
  options: HostOptions = { majors: { "p-limit": 7 } },
): { body: string; name: string; isAsync: boolean } | undefined {
  const text = `import { generateText } from "ai";
import { model } from "./model";
export async function run(prompts: string[]) {
  return Promise.all(prompts.map(${callback}));
}
${after}`;
  const { facts, host } = analyse(text, options);
  const call = facts.find((fact) => fact.fact === "model call");
  assert.ok(call?.fact === "model call" && call.handling.fanOut);
  const found: LimitableCallback | undefined = call.handling.fanOut.limitable;
  return found && { body: host.textAt(found.body), name: found.limiterName, isAsync: found.isAsync };
}

const CALL = "generateText({ model, prompt })";

describe("callbacks that a limiter can be put around", () => {
  it("are arrow functions, by their body", () => {
    assert.deepEqual(limitable(`(prompt) => ${CALL}`), { body: CALL, name: "limit", isAsync: false });
    assert.deepEqual(limitable(`async (prompt) => { return ${CALL}; }`), {
      body: `{ return ${CALL}; }`,
      name: "limit",
      isAsync: true,
    });
    assert.equal(limitable(`function (prompt) { return ${CALL}; }`), undefined);
  });

  it("have a limiter with a name of its own", () => {
    assert.equal(limitable(`(prompt) => ${CALL}`, "export const limit = 5;")?.name, "limiter");
    assert.equal(
      limitable(`(prompt) => ${CALL}`, "// limit\nexport const limiter = 5, limits = 1;")?.name,
      "limitCalls",
    );
    assert.equal(limitable(`(prompt) => ${CALL}`, "export const limit = 5, limiter = 5, limitCalls = 5;"), undefined);
  });

  it("are told where the package has p-limit, and the list has no known end", () => {
    assert.equal(limitable(`(prompt) => ${CALL}`, "", {}), undefined);
    assert.equal(limitable(`async (prompt) => { await throttle(); return ${CALL}; }`), undefined);
  });
});
