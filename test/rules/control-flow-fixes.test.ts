import assert from "node:assert/strict";
import type { ModelCall, RequestUse, RetryLoop, Value } from "../../lens/facts.ts";
import type { Fix } from "../../lens/fixes.ts";
import { handRolledRetry } from "../../lens/rules/hand-rolled-retry.ts";
import { missingErrorBoundary } from "../../lens/rules/missing-error-boundary.ts";
import { sequentialIndependentCalls } from "../../lens/rules/sequential-independent-calls.ts";
import { absent, around, call, client, codeContext, constant, context, failure, place } from "./facts.ts";

const AWAITED = { use: "awaited", droppedBy: undefined, awaitable: undefined } as const;

/** A call with some of its handling. */
function handled(handling: Partial<ModelCall["handling"]>, more: Partial<ModelCall> = {}): ModelCall {
  const plain = call(more);
  return { ...plain, handling: { ...plain.handling, promise: AWAITED, ...handling } };
}

describe("the fix of missing-error-boundary", () => {
  const request = {
    signal: undefined,
    route: "/a",
    timeLimit: undefined,
    catchesRejections: false,
    parameters: [],
    isDirect: true,
    isGatewayReply: false,
    parsesData: false,
    promptSent: undefined,
    personId: undefined,
  } satisfies RequestUse;
  const fixes = (framework: string, ...parameters: (string | undefined)[]): readonly Fix[] => {
    const handler = { framework, place: place(3), isOpen: false };
    const fact = handled(
      {},
      { request: { ...request, parameters }, context: codeContext({ requestHandler: handler }) },
    );
    return failure(missingErrorBoundary.judge(fact, context())).fixes ?? [];
  };
  const codes = (framework: string, ...parameters: (string | undefined)[]): readonly string[] =>
    fixes(framework, ...parameters).flatMap(({ edits }) => edits.flatMap((edit) => ("code" in edit ? edit.code : [])));

  it("hands failures to Express by the parameter that is there, or a new one", () => {
    assert.deepEqual(codes("Express route", "req", "res"), ["next", "next(error);"]);
    assert.deepEqual(codes("Express route", undefined, "res", "done"), ["done(error);"]);
  });

  it("answers by itself where nobody else does", () => {
    assert.match(codes("HTTP server", "_", "reply").join("\n"), /reply\.writeHead\(500\)\.end\(\)/u);
  });

  it("is left out where the parameters are others", () => {
    assert.deepEqual(codes("Express route", "req"), []);
    assert.deepEqual(codes("Express route", "req", "res", undefined), []);
    assert.deepEqual(codes("Express route", "error", "req", "res", "next"), []);
    assert.deepEqual(codes("HTTP server", "request"), []);
    assert.deepEqual(codes("HTTP server", "request", undefined), []);
  });
});

describe("the fix of sequential-independent-calls", () => {
  it("names the calls of the row in their order, whichever is found", () => {
    const first = handled({}, { place: around(1) });
    const second = handled({ before: around(1) }, { place: around(2) });
    const third = handled({ before: around(2) }, { place: around(3) });
    const remembers = handled({ before: around(3) }, { place: around(4), callee: "chat.sendMessage" });
    const facts = [first, second, third, remembers];
    for (const [index, each] of [second, third].entries()) {
      const verdict = failure(sequentialIndependentCalls.judge(each, context(facts)));
      assert.deepEqual(verdict.fixes?.[0]?.edits, [
        { edit: "await together", place: each.place, calls: [around(1), around(2), around(3)], index: index + 1 },
      ]);
    }
  });
});

describe("the fix of hand-rolled-retry", () => {
  const LOOP: RetryLoop = {
    head: place(5),
    isBounded: true,
    pause: "constant",
    retries: "3",
    looksAtError: false,
  };
  const codes = (loop: Partial<RetryLoop>, more: Partial<ModelCall>): readonly string[] => {
    const fact = handled({ retryLoop: { ...LOOP, ...loop } }, more);
    const { fixes = [] } = failure(handRolledRetry.judge(fact, context([fact])));
    return fixes.flatMap(({ edits }) => edits.flatMap((edit) => (edit.edit === "try once" ? edit.code : [])));
  };
  const inCall: Value = {
    state: "absent",
    insertion: { kind: "property", object: place(10), path: ["maxRetries"] },
  };
  const inClient = (path: string): Value => absent(path);

  it("sets as many retries as the loop made", () => {
    assert.deepEqual(codes({}, { options: { retries: inCall } }), ["3"]);
    assert.deepEqual(codes({ retries: "MOST - 1" }, { options: { retries: inCall } }), ["MOST - 1"]);
    assert.deepEqual(codes({ isBounded: false, retries: undefined }, { options: { retries: inCall } }), ["5"]);
    assert.deepEqual(codes({}, { options: { retries: inClient("maxAttempts") } }), ["4"]);
    assert.deepEqual(codes({}, { client: client({ options: { retries: inClient("maxRetries") } }) }), ["3"]);
  });

  it("is left out where the retries are set, or could not be", () => {
    assert.deepEqual(codes({ retries: undefined }, { options: { retries: inCall } }), []);
    assert.deepEqual(codes({}, { options: { retries: constant(2) } }), []);
    assert.deepEqual(
      codes({}, { options: { retries: inCall }, client: client({ options: { retries: constant(0) } }) }),
      [],
    );
    assert.deepEqual(codes({ retries: "MOST" }, { options: { retries: inClient("maxRetries") } }), []);
    assert.deepEqual(codes({}, {}), []);
    const elsewhere = { kind: "property", object: place(80, "/app/src/client.ts"), path: ["maxRetries"] } as const;
    assert.deepEqual(codes({}, { options: { retries: { state: "absent", insertion: elsewhere } } }), []);
  });
});
