import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { finishReasonIgnored } from "../../lens/rules/finish-reason-ignored.ts";
import { modelOutputJsonParseUnvalidated } from "../../lens/rules/model-output-json-parse-unvalidated.ts";
import { absent, call, constant, context, failure, object, outputUse, place, unknown } from "./facts.ts";

function withResponse(more: Partial<ModelCall["response"]>) {
  const usual = call();
  return outputUse({ call: { ...usual, response: { ...usual.response, ...more } } });
}

describe("finish-reason-ignored", () => {
  it("fails, and checks the reason before the first use", () => {
    const verdict = failure(finishReasonIgnored.judge(outputUse(), context()));
    assert.match(
      verdict.message,
      /^The model's text is parsed as JSON, yet `choices\[0\]\.finish_reason` is never read/,
    );
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      {
        edit: "insert before",
        place: place(20),
        code: [
          'if (response.choices[0]?.finish_reason !== "stop") {',
          "  throw new Error(`The model stopped early: ${response.choices[0]?.finish_reason}`);",
          "}",
        ].join("\n"),
      },
    ]);
  });

  it("lets a call with tools stop to use one", () => {
    const withTools = outputUse({ call: call({ options: { tools: unknown() } }) });
    const [edit] = failure(finishReasonIgnored.judge(withTools, context())).fixes?.[0]?.edits ?? [];
    assert.ok(edit?.edit === "insert before");
    assert.match(edit.code, /!== "stop" && response\.choices\[0\]\?\.finish_reason !== "tool_calls"\)/);
  });

  it("offers no fix where the response has no name or its values are not known", () => {
    for (const use of [withResponse({ variable: undefined }), withResponse({ finishedValues: [] })]) {
      assert.deepEqual(failure(finishReasonIgnored.judge(use, context())).fixes, []);
    }
  });

  it("fails once for each call", () => {
    const uses = [outputUse(), outputUse({ use: "stored", place: place(25) })];
    assert.deepEqual(
      uses.map((use) => finishReasonIgnored.judge(use, context(uses)).outcome),
      ["fail", "not applicable"],
    );
  });

  it("passes what is read or checked, and is silent where the response leaves", () => {
    assert.equal(finishReasonIgnored.judge(withResponse({ isFinishReasonRead: true }), context()).outcome, "pass");
    assert.equal(finishReasonIgnored.judge(withResponse({ isCheckedBySdk: true }), context()).outcome, "pass");
    assert.equal(
      finishReasonIgnored.judge(withResponse({ isFinishReasonRead: undefined }), context()).outcome,
      "unknown",
    );
  });

  it("does not apply to streams and to responses without a reason", () => {
    const stream = outputUse({ call: call({ kind: "stream" }) });
    assert.equal(finishReasonIgnored.judge(stream, context()).outcome, "not applicable");
    assert.equal(
      finishReasonIgnored.judge(withResponse({ finishReason: undefined }), context()).outcome,
      "not applicable",
    );
  });
});

describe("model-output-json-parse-unvalidated", () => {
  const severity = (options: ModelCall["options"], isInTry = false) =>
    failure(modelOutputJsonParseUnvalidated.judge(outputUse({ call: call({ options }), isInTry }), context())).severity;

  it("fails with what relies on the shape, and wraps it in the schema that is at hand", () => {
    const verdict = failure(modelOutputJsonParseUnvalidated.judge(outputUse({ schemaInScope: "Order" }), context()));
    assert.match(verdict.message, /yet `order\.items` relies on its shape/);
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      { edit: "wrap", place: place(20), before: "Order.parse(", after: ")" },
    ]);
    assert.deepEqual(failure(modelOutputJsonParseUnvalidated.judge(outputUse(), context())).fixes, []);
  });

  it("is milder in a try block, and a hint where the provider holds the model to a schema", () => {
    const strict = object({ strict: constant(true) });
    assert.equal(severity({}), "warning");
    assert.equal(severity({}, true), "info");
    assert.equal(severity({ outputSchema: object({ type: constant("json_schema"), json_schema: strict }) }), "hint");
    assert.equal(severity({ outputSchema: object({ type: constant("json_schema"), strict: constant(true) }) }), "hint");
    assert.equal(severity({ outputSchema: unknown("call") }, true), "hint");
  });

  it("does not take a promise of JSON for a promise of its shape", () => {
    assert.equal(severity({ outputSchema: object({ type: constant("json_object") }) }), "warning");
    const loose = object({ type: constant("json_schema"), json_schema: object({ name: constant("order") }) });
    assert.equal(severity({ outputSchema: loose }), "warning");
    assert.equal(severity({ outputSchema: absent("response_format") }), "warning");
    assert.equal(severity({ outputSchema: unknown("spread") }), "warning");
  });

  it("passes validated values, is silent on unread ones, and does not apply to other uses", () => {
    const outcome = (more: Parameters<typeof outputUse>[0]) =>
      modelOutputJsonParseUnvalidated.judge(outputUse(more), context()).outcome;
    assert.equal(outcome({ validation: "validated" }), "pass");
    assert.equal(outcome({ validation: "unknown" }), "unknown");
    assert.equal(outcome({ use: "stored" }), "not applicable");
  });
});
