import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { bedrockGuardrailMissing } from "../../lens/rules/bedrock-guardrail-missing.ts";
import { retiredOrDeprecatedModel } from "../../lens/rules/retired-or-deprecated-model.ts";
import { unboundedAgentLoop } from "../../lens/rules/unbounded-agent-loop.ts";
import { untrustedInputInSystemPrompt } from "../../lens/rules/untrusted-input-in-system-prompt.ts";
import {
  absent,
  agentLoop,
  array,
  call,
  callAt,
  client,
  constant,
  context,
  either,
  failure,
  flow,
  insertion,
  object,
  place,
  template,
  unknown,
} from "./facts.ts";

describe("bedrock-guardrail-missing", () => {
  const open = (options: ModelCall["options"] = {}, more: Partial<ModelCall> = {}) =>
    call({
      sdk: "bedrock-runtime",
      provider: "bedrock",
      callee: "ConverseCommand",
      options: { guardrail: absent("guardrailConfig"), messages: array(object({ text: unknown() })), ...options },
      ...more,
    });

  it("fails, and names the guardrail by environment variables", () => {
    const verdict = failure(bedrockGuardrailMissing.judge(open(), context()));
    assert.match(verdict.message, /^`ConverseCommand` names no guardrail/);
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      {
        edit: "set option",
        insertion: insertion("guardrailConfig"),
        code: "{ guardrailIdentifier: process.env.GUARDRAIL_ID, guardrailVersion: process.env.GUARDRAIL_VERSION }",
      },
    ]);
  });

  it("sets both options of InvokeModel", () => {
    const verdict = failure(
      bedrockGuardrailMissing.judge(open({ guardrail: absent("guardrailIdentifier") }), context()),
    );
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      { edit: "set option", insertion: insertion("guardrailIdentifier"), code: "process.env.GUARDRAIL_ID" },
      { edit: "set option", insertion: insertion("guardrailVersion"), code: "process.env.GUARDRAIL_VERSION" },
    ]);
  });

  it("passes a guardrail of the call or of the client, and is silent where a middleware may add one", () => {
    const guarded = client({ options: { guardrail: constant("gr1") } });
    const wrapped = client({ options: { guardrail: unknown("mutation") } });
    assert.equal(bedrockGuardrailMissing.judge(open({ guardrail: object({}) }), context()).outcome, "pass");
    assert.equal(bedrockGuardrailMissing.judge(open({}, { client: guarded }), context()).outcome, "pass");
    assert.equal(bedrockGuardrailMissing.judge(open({}, { client: wrapped }), context()).outcome, "unknown");
    assert.equal(bedrockGuardrailMissing.judge(open({ guardrail: unknown() }), context()).outcome, "unknown");
  });

  it("does not apply to other providers, kinds, managed prompts, fixed prompts, and guarded accounts or files", () => {
    const check = callAt(5, { kind: "moderation", sdk: "bedrock-runtime", provider: "bedrock" });
    const managed = constant("arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT12345");
    const fixed = array(object({ text: constant("Say good morning") }));
    const cases = [
      bedrockGuardrailMissing.judge(open({}, { provider: "openai" }), context()),
      bedrockGuardrailMissing.judge(open({}, { kind: "embedding" }), context()),
      bedrockGuardrailMissing.judge(open({ model: managed }), context()),
      bedrockGuardrailMissing.judge(open({ messages: fixed, system: constant("Be kind") }), context()),
      bedrockGuardrailMissing.judge(open(), context([], { hasEnforcedGuardrail: true })),
      bedrockGuardrailMissing.judge(open(), context([check])),
    ];
    assert.deepEqual(new Set(cases.map(({ outcome }) => outcome)), new Set(["not applicable"]));
    const mixed = open({ messages: fixed, system: template("Act as ", unknown()) });
    assert.equal(bedrockGuardrailMissing.judge(mixed, context()).outcome, "fail");
  });
});

describe("retired-or-deprecated-model", () => {
  const judge = (
    model: NonNullable<ModelCall["options"]["model"]>,
    provider: string | undefined,
    today = "2026-11-22",
  ) => retiredOrDeprecatedModel.judge(call({ provider, options: { model } }), { ...context(), today });

  it("is an error once the model is gone, and offers its successor", () => {
    const verdict = failure(judge(constant("claude-3-5-sonnet-20240620", place(60)), "anthropic"));
    assert.equal(verdict.severity, "error");
    assert.equal(
      verdict.message,
      "`claude-3-5-sonnet-20240620` was shut down on 2025-10-28; calls to it fail; its replacement is claude-sonnet-4-6",
    );
    assert.deepEqual(verdict.place, place(60));
    assert.deepEqual(verdict.fixes?.[0]?.edits, [{ edit: "replace", place: place(60), code: '"claude-sonnet-4-6"' }]);
  });

  it("counts the days from the date that it is given", () => {
    const soon = failure(judge(constant("gpt-5"), "openai"));
    assert.equal(soon.severity, "warning");
    assert.match(soon.message, /^`gpt-5` shuts down on 2026-12-11, in 19 days;/);
    assert.match(failure(judge(constant("gpt-5"), "openai", "2026-12-10")).message, /in 1 day;/);
    assert.equal(failure(judge(constant("gpt-5"), "openai", "2026-06-12")).severity, "info");
    assert.equal(failure(judge(constant("gpt-5"), "openai", "2026-12-11")).severity, "error");
  });

  it("is a hint where nobody knows who serves the call", () => {
    assert.equal(failure(judge(constant("gpt-4-turbo"), undefined)).severity, "hint");
  });

  it("warns where the platform answers with another model, since no call fails", () => {
    const before = failure(judge(constant("gemini-2.5-pro"), "google"));
    assert.equal(before.severity, "warning");
    assert.match(before.message, /^`gemini-2.5-pro` shuts down on 2026-12-01, in 9 days;/);
    const after = failure(judge(constant("gemini-2.5-pro"), "google", "2026-12-01"));
    assert.equal(after.severity, "warning");
    assert.equal(
      after.message,
      "`gemini-2.5-pro` was retired on 2026-12-01; calls to it are answered by another model, at that model's price; its replacement is gemini-3.8-flash",
    );
  });

  it("says once why it is not sure, and whose page gave the date", () => {
    const message = (id: string, provider: string, today?: string) =>
      failure(judge(constant(id), provider, today)).message;
    assert.equal(
      message("gemini-2.5-pro", "google-vertex"),
      "`gemini-2.5-pro` may be shut down since 2026-10-20 (its provider's page of 2026-08-21 named that day, which may have moved since); its replacement is Gemini 3.5 Flash",
    );
    assert.match(
      message("gemini-2.5-pro", "google-vertex", "2026-10-01"),
      /^`gemini-2.5-pro` may be shut down on 2026-10-20 \(/,
    );
    assert.equal(
      message("gpt-5.1", "openai", "2027-05-01"),
      "`gpt-5.1` may be shut down since 2027-04-01 (no official page confirms it)",
    );
    assert.equal(
      message("claude-opus-4-8", "anthropic", "2027-06-01"),
      "`claude-opus-4-8` may be shut down since 2027-05-28 (no source from after that day is known)",
    );
  });

  it("says how a replacement has to be used, and offers none that sources disagree on", () => {
    const speech = failure(judge(constant("tts-1", place(60)), "openai"));
    assert.match(
      speech.message,
      /; its replacement is gpt-realtime-2.1-mini \(through the Realtime API, not \/v1\/audio\/speech\)$/,
    );
    assert.deepEqual(speech.fixes, []);
    const nano = failure(judge(constant("gpt-5-nano", place(60)), "openai"));
    assert.equal(nano.message, "`gpt-5-nano` shuts down on 2026-12-11, in 19 days");
    assert.deepEqual(nano.fixes, []);
  });

  it("keeps Bedrock's profile in mind: no fix there", () => {
    const verdict = failure(judge(constant("us.anthropic.claude-3-5-sonnet-20241022-v2:0"), "bedrock"));
    assert.equal(verdict.severity, "error");
    assert.deepEqual(verdict.fixes, []);
  });

  it("reports the worst of several, and the others beside it", () => {
    const choice = either(unknown("environment"), constant("gpt-5", place(61)), constant("gpt-4-turbo", place(62)));
    const verdict = failure(judge(choice, "openai"));
    assert.deepEqual(verdict.place, place(62));
    assert.match(verdict.related?.[1]?.message ?? "", /^`gpt-5`, which the call may use as well, shuts down on/);
  });

  it("stands at the call where the name is in another file, and is fixed there", () => {
    const named = place(1, "/app/src/models.ts");
    const verdict = failure(judge(constant("gpt-4-turbo", named), "openai"));
    assert.deepEqual(verdict.place, place(10));
    assert.deepEqual(verdict.fixes?.[0]?.edits, [{ edit: "replace", place: named, code: '"gpt-5.6-sol"' }]);
  });

  it("passes current models and is silent on those that it does not know", () => {
    assert.equal(judge(constant("claude-sonnet-4-6"), "anthropic").outcome, "pass");
    assert.equal(judge(constant("gpt-4-turbo"), "openai-compatible").outcome, "unknown");
    assert.equal(judge(constant("my-model"), "openai").outcome, "unknown");
    assert.equal(judge(unknown(), "openai").outcome, "unknown");
    assert.equal(judge(either(constant("claude-sonnet-4-6"), unknown()), "anthropic").outcome, "unknown");
    assert.equal(retiredOrDeprecatedModel.judge(call(), context()).outcome, "not applicable");
  });
});

describe("unbounded-agent-loop", () => {
  it("fails at the head of the loop, once for all calls in it", () => {
    const calls = [callAt(10, { agentLoop: agentLoop() }), callAt(11, { agentLoop: agentLoop() })];
    const [first, second] = calls.map((one) => unboundedAgentLoop.judge(one, context(calls)));
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(failure(first).place, place(51));
    assert.match(failure(first).message, /^Only the model's answer ends this loop around/);
    assert.deepEqual(failure(first).fixes?.[0]?.edits, [{ edit: "bound loop", loop: place(50), limit: 20 }]);
    assert.equal(second.outcome, "not applicable");
  });

  it("offers no fix for a recursion", () => {
    const verdict = failure(unboundedAgentLoop.judge(call({ agentLoop: agentLoop({ form: "recursion" }) }), context()));
    assert.match(verdict.message, /ends this recursion/);
    assert.deepEqual(verdict.fixes, []);
  });

  it("passes bounded loops and is silent on unknown ones", () => {
    const outcome = (bound: "bounded" | "unknown") =>
      unboundedAgentLoop.judge(call({ agentLoop: agentLoop({ bound }) }), context()).outcome;
    assert.equal(outcome("bounded"), "pass");
    assert.equal(outcome("unknown"), "unknown");
  });

  it("warns of loops that the SDK runs without a limit of its own", () => {
    const endless = { timeout: undefined, retries: undefined, maxSteps: null };
    const runner = call({ kind: "agent", options: { maxSteps: absent("max_iterations") }, defaults: endless });
    const verdict = failure(unboundedAgentLoop.judge(runner, context()));
    assert.equal(verdict.severity, "warning");
    assert.match(verdict.message, /sets no `max_iterations`, and the SDK has no limit of its own/);
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      { edit: "set option", insertion: insertion("max_iterations"), code: "20" },
    ]);
    const outcome = (more: Partial<ModelCall>) => unboundedAgentLoop.judge({ ...runner, ...more }, context()).outcome;
    assert.equal(outcome({ options: { maxSteps: constant(5) } }), "pass");
    assert.equal(outcome({ options: { maxSteps: unknown() } }), "unknown");
    assert.equal(outcome({ defaults: { ...endless, maxSteps: 20 } }), "not applicable");
    assert.equal(outcome({ kind: "chat" }), "not applicable");
    assert.equal(outcome({ options: {} }), "not applicable");
    assert.equal(outcome({ kind: "stream" }), "fail", "an agent may stream its answer");
    assert.equal(outcome({ kind: "stream", defaults: { ...endless, maxSteps: 1 } }), "not applicable");
  });
});

describe("untrusted-input-in-system-prompt", () => {
  it("fails with the way that the data took", () => {
    const verdict = failure(untrustedInputInSystemPrompt.judge(flow(), context()));
    assert.match(verdict.message, /^`req\.body` \(HTTP request\) becomes part of the instructions/);
    assert.deepEqual(
      verdict.related?.map((related) => related.place),
      [place(30), place(31), place(10)],
    );
  });

  it("does not apply to text that a model wrote", () => {
    const written = flow({ taint: { source: "model output", place: place(30), text: "answer", steps: [] } });
    assert.equal(untrustedInputInSystemPrompt.judge(written, context()).outcome, "not applicable");
  });

  it("counts instructions that the program holds as a proof", () => {
    const outcome = (system: NonNullable<ModelCall["options"]["system"]>) =>
      untrustedInputInSystemPrompt.judge(call({ options: { system } }), context()).outcome;
    assert.equal(outcome(constant("You help")), "pass");
    assert.equal(outcome(array(object({ text: constant("You help") }))), "pass");
    assert.equal(outcome(either(constant("You help"), constant("You teach"))), "pass");
    assert.equal(outcome(template("Hello ", unknown())), "not applicable");
    assert.equal(outcome(object({ text: constant("You help") }, false)), "not applicable");
    assert.equal(outcome(absent("instructions")), "not applicable");
  });
});
