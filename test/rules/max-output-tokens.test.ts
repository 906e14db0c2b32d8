import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { missingMaxOutputTokens as rule } from "../../lens/rules/missing-max-output-tokens.ts";
import {
  absent,
  array,
  call,
  client,
  codeContext,
  constant,
  context,
  either,
  failure,
  insertion,
  place,
  template,
  unknown,
} from "./facts.ts";

const missing = absent("max_completion_tokens");

describe("missing-max-output-tokens", () => {
  it("names the call and the option, and sets it", () => {
    const verdict = failure(rule.judge(call({ options: { maxOutputTokens: missing } }), context()));
    assert.equal(
      verdict.message,
      "`client.chat.completions.create` sets no `max_completion_tokens`; a single answer may grow to whatever the model allows",
    );
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      { edit: "set option", insertion: insertion("max_completion_tokens"), code: "1024" },
    ]);
  });

  it("names the agent where the limit belongs to one that was made elsewhere", () => {
    const elsewhere = {
      state: "absent",
      insertion: { kind: "property", object: place(40), path: ["maxOutputTokens"] },
    } as const;
    const verdict = failure(rule.judge(call({ kind: "agent", options: { maxOutputTokens: elsewhere } }), context()));
    assert.match(verdict.message, /^The agent that `client\.chat\.completions\.create` runs sets no `maxOutputTokens`/);
  });

  it("is told once for a model object whose options several calls have", () => {
    const maxOutputTokens = {
      state: "absent",
      insertion: { kind: "property", object: place(40), path: ["maxTokens"] },
    } as const;
    const first = call({ place: place(60), options: { maxOutputTokens } });
    const second = call({ place: place(80), options: { maxOutputTokens } });
    const outcomes = (...calls: ModelCall[]) => calls.map((each) => rule.judge(each, context(calls)).outcome);
    assert.deepEqual(outcomes(first, second), ["fail", "not applicable"]);
    const draws = { ...first, options: { maxOutputTokens, modalities: array(constant("IMAGE")) } };
    assert.deepEqual(outcomes(draws, second), ["not applicable", "fail"]);
    const others = [60, 80].map((start) => call({ place: place(start), options: { maxOutputTokens: missing } }));
    assert.deepEqual(outcomes(...others), ["fail", "fail"]);
  });

  it("names the maximum of a model that is known", () => {
    const options = { maxOutputTokens: missing, model: constant("claude-sonnet-4-6") };
    const verdict = failure(rule.judge(call({ provider: "anthropic", options }), context()));
    assert.match(verdict.message, /; claude-sonnet-4-6 may write up to [\d,]+ tokens$/);
  });

  it("leaves room for reasoning", () => {
    const options = { maxOutputTokens: missing, reasoning: constant("high") };
    const fix = failure(rule.judge(call({ options }), context())).fixes?.[0];
    assert.equal(fix?.title, "Set `max_completion_tokens: 4096` (the model's reasoning counts too)");
    const generous = context([], { defaultMaxOutputTokens: 9000 });
    assert.match(failure(rule.judge(call({ options }), generous)).fixes?.[0]?.title ?? "", /9000/);
  });

  it("offers no fix where the code has no place for the option", () => {
    assert.deepEqual(failure(rule.judge(call({ options: { maxOutputTokens: absent() } }), context())).fixes, []);
  });

  it("passes a limit, and is silent where it cannot be told", () => {
    const outcome = (maxOutputTokens: Parameters<typeof either>[0]) =>
      rule.judge(call({ options: { maxOutputTokens } }), context()).outcome;
    assert.equal(outcome(constant(800)), "pass");
    assert.equal(outcome(either(constant(800), constant(900))), "pass");
    assert.equal(outcome(unknown("spread")), "unknown");
    assert.equal(outcome(either(constant(800), missing)), "unknown");
  });

  it("is information in examples", () => {
    const options = { maxOutputTokens: missing };
    assert.equal(failure(rule.judge(call({ options }), context())).severity, "warning");
    const example = call({ options, context: codeContext({ isExample: true }) });
    assert.equal(failure(rule.judge(example, context())).severity, "info");
  });

  it("does not apply to what makes no text, and is silent where that cannot be told", () => {
    const outcome = (options: ModelCall["options"]) =>
      rule.judge(call({ options: { maxOutputTokens: missing, ...options } }), context()).outcome;
    const image = constant("gemini-3-pro-image-preview");
    assert.equal(outcome({ model: image }), "not applicable");
    assert.equal(outcome({ model: either(image, constant("imagen-4.0-generate-001")) }), "not applicable");
    assert.equal(outcome({ model: either(image, constant("gemini-3.5-flash")) }), "fail");
    assert.equal(outcome({ modalities: array(constant("IMAGE")) }), "not applicable");
    assert.equal(outcome({ modalities: array(constant("video"), constant("audio")) }), "not applicable");
    assert.equal(outcome({ modalities: array(constant("TEXT"), constant("IMAGE")) }), "fail");
    assert.equal(outcome({ modalities: absent() }), "fail");
    assert.equal(outcome({ modalities: array() }), "unknown");
    assert.equal(outcome({ modalities: array(constant("IMAGE"), unknown()) }), "unknown");
    assert.equal(outcome({ modalities: unknown() }), "unknown");
  });

  it("does not apply to calls without the option, to other kinds of call, and to managed prompts", () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT12345";
    for (const other of [
      call(),
      call({ kind: "embedding", options: { maxOutputTokens: missing } }),
      call({ kind: "batch", options: { maxOutputTokens: missing } }),
      call({ options: { maxOutputTokens: missing, model: constant(arn) } }),
      call({ options: { maxOutputTokens: missing, model: template("arn:aws:bedrock:", unknown(), ":1:prompt/X") } }),
      client(),
    ]) {
      assert.equal(rule.judge(other, context()).outcome, "not applicable");
    }
  });
});
