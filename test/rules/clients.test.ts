import assert from "node:assert/strict";
import type { Client } from "../../lens/facts.ts";
import { browserExposedClient } from "../../lens/rules/browser-exposed-client.ts";
import { clientCreatedPerRequest } from "../../lens/rules/client-created-per-request.ts";
import { hardcodedApiKey } from "../../lens/rules/hardcoded-api-key.ts";
import { retriesDisabled } from "../../lens/rules/retries-disabled.ts";
import {
  absent,
  around,
  callAt,
  client,
  codeContext,
  constant,
  context,
  credential,
  either,
  failure,
  place,
  unknown,
} from "./facts.ts";

describe("retries-disabled", () => {
  const inside = { ...place(1), start: 110, end: 111 };
  const made = client({ options: { retries: constant(0, inside) } });

  it("fails for a client whose calls have nothing else to recover by", () => {
    const verdict = failure(retriesDisabled.judge(made, context([made, callAt(10, { client: made })])));
    assert.equal(
      verdict.message,
      "`OpenAI` is made with retries off, so one throttled or dropped request fails the call; left alone, the SDK tries 3 times",
    );
    assert.deepEqual(verdict.place, inside);
    assert.deepEqual(verdict.fixes?.[0]?.edits, [{ edit: "remove option", place: inside }]);
  });

  it("offers no fix where the number stands apart from the client", () => {
    const apart = client({ options: { retries: constant(0, place(70)) } });
    assert.deepEqual(failure(retriesDisabled.judge(apart, context([callAt(10, { client: apart })]))).fixes, []);
  });

  it("reports what a call inherits at the client alone", () => {
    const inheriting = callAt(10, { client: made, options: made.options });
    assert.equal(retriesDisabled.judge(inheriting, context([made, inheriting])).outcome, "not applicable");
  });

  it("fails for a call that switches them off by itself", () => {
    const own = callAt(10, { callee: "generateText", options: { retries: constant(0, place(10)) } });
    assert.match(failure(retriesDisabled.judge(own, context([own]))).message, /^`generateText` switches retries off/);
  });

  it("does not apply where something else recovers, or tools may have acted", () => {
    for (const recovering of [
      callAt(10, { client: made, context: codeContext({ isRetried: true }) }),
      callAt(10, { client: made, context: codeContext({ hasFallback: true }) }),
      callAt(10, { client: made, context: codeContext({ isRaced: true }) }),
      callAt(10, { client: made, options: { tools: constant("tools") } }),
      callAt(10, { client: made, kind: "agent" }),
    ]) {
      assert.equal(retriesDisabled.judge(made, context([recovering])).outcome, "not applicable");
      const own = { ...recovering, client: undefined, options: { ...recovering.options, retries: constant(0) } };
      assert.equal(retriesDisabled.judge(own, context([own])).outcome, "not applicable");
    }
  });

  it("fails where only some of the calls recover", () => {
    const calls = [
      callAt(10, { client: made, context: codeContext({ isRetried: true }) }),
      callAt(11, { client: made }),
    ];
    assert.equal(retriesDisabled.judge(made, context(calls)).outcome, "fail");
  });

  it("is silent where calls or numbers are not seen", () => {
    assert.equal(retriesDisabled.judge(made, context([made])).outcome, "unknown");
    for (const retries of [unknown(), either(constant(0), constant(2))]) {
      assert.equal(retriesDisabled.judge(client({ options: { retries } }), context()).outcome, "unknown");
    }
  });

  it("passes what retries", () => {
    assert.equal(retriesDisabled.judge(client({ options: { retries: constant(2) } }), context()).outcome, "pass");
    assert.equal(
      retriesDisabled.judge(client({ options: { retries: absent("maxRetries") } }), context()).outcome,
      "pass",
    );
  });
});

describe("hardcoded-api-key", () => {
  it("fails for a key that looks real, without printing it", () => {
    const verdict = failure(hardcodedApiKey.judge(credential(), context()));
    assert.match(verdict.message, /^`sk-p…CkD0` looks like a real OpenAI key/);
    assert.deepEqual(verdict.fixes?.[0]?.edits, [
      { edit: "replace", place: place(40), code: "process.env.OPENAI_API_KEY" },
    ]);
  });

  it("offers no fix that would break a header or assign a variable to itself", () => {
    for (const origin of ["header", "environment assignment"] as const) {
      assert.deepEqual(failure(hardcodedApiKey.judge(credential({ origin }), context())).fixes, []);
    }
  });

  it("does not apply to placeholders and to servers on this machine", () => {
    assert.equal(hardcodedApiKey.judge(credential({ isPlausible: false }), context()).outcome, "not applicable");
    assert.equal(hardcodedApiKey.judge(credential({ isLocalEndpoint: true }), context()).outcome, "not applicable");
  });

  it("counts a client with a key from the environment as a proof", () => {
    const outcome = (apiKey: Client["options"]["apiKey"]) =>
      hardcodedApiKey.judge(client({ options: apiKey === undefined ? {} : { apiKey } }), context()).outcome;
    assert.equal(outcome(absent("apiKey")), "pass");
    assert.equal(outcome(unknown("environment", { environmentVariable: "KEY" })), "pass");
    assert.equal(outcome(unknown("parameter")), "not applicable");
    assert.equal(outcome(constant("sk-123")), "not applicable");
    assert.equal(outcome(undefined), "not applicable");
  });
});

describe("browser-exposed-client", () => {
  const flag = constant(true, { ...place(1), start: 120, end: 124 });
  const environment = unknown("environment", { environmentVariable: "KEY" });
  const exposed = client({ options: { allowBrowser: flag, apiKey: environment } });

  it("fails where the flag is true, and removes it", () => {
    const verdict = failure(browserExposedClient.judge(exposed, context()));
    assert.equal(verdict.severity, "error");
    assert.deepEqual(verdict.fixes?.[0]?.edits, [{ edit: "remove option", place: flag.place }]);
  });

  it("is milder where the key is the user's", () => {
    const own = client({ options: { allowBrowser: flag, apiKey: unknown("parameter") } });
    assert.equal(failure(browserExposedClient.judge(own, context())).severity, "warning");
  });

  it("does not apply where no page or no secret is involved", () => {
    for (const other of [
      client(),
      { ...exposed, context: codeContext({ isServer: true }) },
      {
        ...exposed,
        context: codeContext({ requestHandler: { framework: "Express route", place: place(3), isOpen: false } }),
      },
      client({ options: { allowBrowser: flag, apiKey: constant("none"), baseUrl: constant("/api/model") } }),
    ]) {
      assert.equal(browserExposedClient.judge(other, context()).outcome, "not applicable");
    }
  });

  it("fails for a real key, whatever the base URL", () => {
    const key = credential();
    const made = client({ options: { allowBrowser: flag, apiKey: constant("sk-…", key.place), baseUrl: unknown() } });
    assert.equal(browserExposedClient.judge(made, context([key, made])).outcome, "fail");
  });

  it("passes a flag that is false or not there, and is silent on others", () => {
    const outcome = (allowBrowser: NonNullable<Client["options"]["allowBrowser"]>) =>
      browserExposedClient.judge(client({ options: { allowBrowser } }), context()).outcome;
    assert.equal(outcome(constant(false)), "pass");
    assert.equal(outcome(absent("dangerouslyAllowBrowser")), "pass");
    assert.equal(outcome(unknown()), "unknown");
    assert.equal(outcome(either(constant(true), constant(false))), "unknown");
  });
});

describe("client-created-per-request", () => {
  const requestHandler = { framework: "Express route", place: around(3), isOpen: false };
  const repeated = client({ isKept: false, declaration: place(1), context: codeContext({ requestHandler }) });

  it("fails in a handler and in a loop, and moves the declaration", () => {
    const verdict = failure(clientCreatedPerRequest.judge(repeated, context()));
    assert.equal(
      verdict.message,
      "`OpenAI` is made anew for every request (Express route); one client for the whole module keeps its connections open",
    );
    assert.deepEqual(verdict.fixes?.[0]?.edits, [{ edit: "move to module", place: place(1) }]);
    const looped = { ...repeated, declaration: undefined, context: codeContext({ loop: place(3) }) };
    const inLoop = failure(clientCreatedPerRequest.judge(looped, context()));
    assert.match(inLoop.message, /on every turn of this loop/);
    assert.deepEqual(inLoop.fixes, []);
  });

  it("moves it unasked only where that is proved to change nothing", () => {
    const safetyOf = (isMovable: boolean): string | undefined =>
      failure(clientCreatedPerRequest.judge({ ...repeated, isMovable }, context())).fixes?.[0]?.safety;
    assert.equal(safetyOf(false), "review");
    assert.equal(safetyOf(true), "safe");
  });

  it("is a hint for providers of the AI SDK", () => {
    const verdict = failure(clientCreatedPerRequest.judge({ ...repeated, role: "provider" }, context()));
    assert.equal(verdict.severity, "hint");
  });

  it("does not apply to clients that depend on the request", () => {
    assert.equal(
      clientCreatedPerRequest.judge({ ...repeated, readsLocals: true }, context()).outcome,
      "not applicable",
    );
  });

  it("passes what is kept or made once, and is silent where that cannot be told", () => {
    assert.equal(clientCreatedPerRequest.judge({ ...repeated, isKept: true }, context()).outcome, "pass");
    assert.equal(clientCreatedPerRequest.judge({ ...repeated, isKept: undefined }, context()).outcome, "unknown");
    const atModule = client({ context: codeContext({ isInFunction: false }) });
    assert.equal(clientCreatedPerRequest.judge(atModule, context()).outcome, "pass");
    assert.equal(clientCreatedPerRequest.judge(client(), context()).outcome, "unknown");
  });
});
