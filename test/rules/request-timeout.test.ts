import assert from "node:assert/strict";
import type { Client, ModelCall } from "../../lens/facts.ts";
import { missingRequestTimeout as rule } from "../../lens/rules/missing-request-timeout.ts";
import { absent, call, callAt, client, codeContext, constant, context, failure, insertion, unknown } from "./facts.ts";

const unlimited = { timeout: absent("timeout"), abortSignal: absent("signal") };

function judgeClient(made: Client, ...calls: ModelCall[]) {
  return rule.judge(made, context([made, ...calls]));
}

describe("missing-request-timeout", () => {
  describe("a client", () => {
    const made = client({ options: { timeout: absent("timeout") } });

    it("fails once for all of its calls, with what the SDK does by default", () => {
      const calls = [10, 11].map((index) => callAt(index, { client: made, options: unlimited }));
      const verdict = failure(judgeClient(made, ...calls));
      assert.equal(
        verdict.message,
        "`OpenAI` sets no `timeout`; the SDK waits up to 10 minutes per attempt, 3 attempts in all",
      );
      assert.equal(verdict.related?.length, 2);
      assert.deepEqual(verdict.fixes?.[0]?.edits, [
        { edit: "set option", insertion: insertion("timeout"), code: "30000" },
      ]);
      for (const one of calls) {
        assert.equal(rule.judge(one, context([made, ...calls])).outcome, "not applicable");
      }
    });

    it("says when the SDK sets no limit", () => {
      const endless = { ...made, isExported: true, defaults: { timeout: null, retries: 2, maxSteps: undefined } };
      assert.match(failure(judgeClient(endless)).message, /sets no limit of its own$/);
    });

    it("counts the attempts that the client is told to make", () => {
      const message = (options: Client["options"]): string =>
        failure(judgeClient({ ...made, isExported: true, options: { ...made.options, ...options } })).message;
      assert.match(message({ retries: constant(0) }), /waits up to 10 minutes$/);
      assert.match(message({ retries: constant(1) }), /2 attempts in all$/);
      assert.match(message({ retries: unknown() }), /waits up to 10 minutes$/);
    });

    it("fails without calls only where others can use it", () => {
      assert.equal(judgeClient({ ...made, isExported: true }).outcome, "fail");
      assert.equal(judgeClient(made).outcome, "unknown");
    });

    it("passes where it or each of its calls has a limit", () => {
      assert.equal(judgeClient(client({ options: { timeout: constant(30_000) } })).outcome, "pass");
      const limited = callAt(10, { client: made, options: { ...unlimited, abortSignal: constant("signal") } });
      const raced = callAt(11, { client: made, options: unlimited, context: codeContext({ isRaced: true }) });
      assert.equal(judgeClient(made, limited, raced).outcome, "pass");
    });

    it("fails where one call has no limit", () => {
      const limited = callAt(10, { client: made, options: { ...unlimited, timeout: constant(5000) } });
      const verdict = failure(judgeClient(made, limited, callAt(11, { client: made, options: unlimited })));
      assert.equal(verdict.related?.length, 1);
    });

    it("is silent where limits cannot be told", () => {
      assert.equal(judgeClient(client({ options: { timeout: unknown() } })).outcome, "unknown");
      assert.equal(judgeClient(client({ options: { timeout: constant(0) } })).outcome, "unknown");
      const handedIn = callAt(10, { client: made, options: { ...unlimited, abortSignal: unknown() } });
      assert.equal(judgeClient(made, handedIn).outcome, "unknown");
    });

    it("does not apply to scripts, to streams, and to clients without the option", () => {
      const inScript = { ...made, isExported: true, context: codeContext({ isExample: true }) };
      assert.equal(judgeClient(inScript).outcome, "not applicable");
      const stream = callAt(10, { kind: "stream", client: made, options: unlimited });
      assert.equal(judgeClient({ ...made, isExported: true }, stream).outcome, "not applicable");
      assert.equal(judgeClient(client()).outcome, "not applicable");
    });
  });

  describe("calls that have no client", () => {
    const generate = (index: number, options: ModelCall["options"]) =>
      callAt(index, {
        sdk: "ai",
        callee: "generateText",
        hasClient: false,
        defaults: { timeout: null, retries: 2, maxSteps: 1 },
        options,
      });

    it("fail once for the file, and the fix limits all of them", () => {
      const calls = [generate(10, unlimited), generate(11, { abortSignal: absent("abortSignal") })];
      const [first, second] = calls.map((one) => rule.judge(one, context(calls)));
      assert.ok(first !== undefined && second !== undefined);
      assert.equal(
        failure(first).message,
        "`generateText` sets no time limit, nor does 1 other call in this file; the SDK sets no limit of its own",
      );
      assert.equal(second.outcome, "unknown");
      assert.deepEqual(failure(first).fixes?.[0]?.edits, [
        { edit: "set option", insertion: insertion("timeout"), code: "30000" },
        { edit: "set option", insertion: insertion("abortSignal"), code: "AbortSignal.timeout(30000)" },
      ]);
    });

    it("do not wait for stand-ins, which hide no other call of the file", () => {
      const mock = { ...generate(10, unlimited), provider: "mock" };
      const real = generate(11, unlimited);
      const facts = context([mock, real]);
      assert.equal(rule.judge(mock, facts).outcome, "not applicable");
      assert.equal(
        failure(rule.judge(real, facts)).message,
        "`generateText` sets no time limit; the SDK sets no limit of its own",
      );
    });

    it("are not held to the limits of others", () => {
      const limited = generate(10, { ...unlimited, timeout: constant(5000) });
      const open = generate(11, unlimited);
      const facts = context([limited, open]);
      assert.equal(rule.judge(limited, facts).outcome, "pass");
      assert.equal(
        failure(rule.judge(open, facts)).message,
        "`generateText` sets no time limit; the SDK sets no limit of its own",
      );
    });

    it("are left to the client's verdict where the client was not found", () => {
      assert.equal(rule.judge(call({ options: unlimited }), context()).outcome, "not applicable");
    });
  });
});
