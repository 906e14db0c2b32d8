import assert from "node:assert/strict";
import type { CallHandling } from "../../lens/facts.ts";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { onlyCall } from "./in-memory-host.ts";

const kit: SdkDescription = {
  id: "kit",
  title: "Kit",
  versionPackage: "kit",
  modules: [
    {
      specifiers: ["kit"],
      exports: { ask: { entity: "function", call: { kind: "chat", options: { messages: "0" } } } },
    },
  ],
  types: {},
};

describe("how a model call is handled", () => {
  it("tells a promise that nobody holds from one that is left alone on purpose", () => {
    assert.equal(handling("async function f() { ask(1); }").promise?.use, "floating");
    assert.equal(handling("async function f() { is && ask(1); }").promise?.awaitable, undefined);
    assert.equal(handling("function f() { void ask(1); }").promise?.use, "void");
    assert.equal(handling("function f() { ask(1).then(show).catch(log); }").promise?.use, "handled");
    assert.equal(handling("function f() { ask(1).finally(done); }").promise?.use, "floating");
    assert.equal(handling("function f() { later(ask(1)); }").promise?.use, "kept");
    assert.equal(handling("const f = () => ask(1);").promise?.use, "returned");
    assert.equal(handling("items.forEach((item) => ask(item));").promise?.use, "dropped");
    assert.equal(
      handling("async function f() { await items.forEach(async (item) => { await ask(item); }); }").promise?.use,
      "awaited",
    );
  });

  it("tells what a catch does with the failure", () => {
    assert.equal(outcome("try { return await ask(1); } catch {}"), "hidden");
    assert.equal(outcome("try { return await ask(1); } catch { console.log('no'); }"), "logged");
    assert.equal(outcome("try { return await ask(1); } catch (error) { throw error; }"), "passed on");
    assert.equal(outcome("try { return await ask(1); } catch { failed = true; }"), "handled");
    assert.equal(outcome("try { return await ask(1); } catch { /* optional */ }"), "handled");
    assert.equal(outcome("try { return ask(1); } catch {}"), undefined);
    assert.equal(outcome("try { log(); } catch { await ask(1); }"), undefined);
  });

  it("tells how many calls a list starts at once", () => {
    assert.equal(bound("(list) => Promise.all(list.map((each) => ask(each)))"), false);
    assert.equal(bound("() => Promise.all([1, 2].map((each) => ask(each)))"), true);
    assert.equal(bound("(list) => Promise.all(list.slice(0, 4).map((each) => ask(each)))"), true);
    assert.equal(bound("() => Promise.all(Array.from({ length: 3 }).map((each) => ask(each)))"), true);
    assert.equal(bound("() => Promise.all(made().map((each) => ask(each)))"), undefined);
    assert.equal(handling("const f = (list) => list.map((each) => ask(each));").fanOut, undefined);
  });

  it("tells a loop over items from one over batches or attempts", () => {
    assert.equal(handling("for (const item of items) await ask(item);").perItem?.sendsItem, true);
    assert.equal(handling("for (const item of items) await ask(question);").perItem?.sendsItem, false);
    assert.equal(
      handling("for (let i = 0; i < all.length; i += 9) await ask(all.slice(i, i + 9));").perItem?.isOverBatches,
      true,
    );
    assert.equal(handling("for (let i = 0; i < 3; i++) await ask(i);").perItem, undefined);
  });

  it("tells how a hand-written retry waits and ends", () => {
    const endless = handling(
      "async function f() { while (true) { try { return await ask(1); } catch { await sleep(9); } } }",
    );
    assert.deepEqual([endless.retryLoop?.isBounded, endless.retryLoop?.pause], [false, "constant"]);
    const counted = handling(
      "async function f() { for (let i = 0; i < 3; i++) { try { return await ask(1); } catch { await sleep(2 ** i); } } }",
    );
    assert.deepEqual([counted.retryLoop?.isBounded, counted.retryLoop?.pause], [true, "growing"]);
    assert.equal(
      handling("async function f() { while (more()) { try { await ask(1); } catch {} } }").retryLoop,
      undefined,
    );
  });

  it("counts how often a hand-written retry tries again", () => {
    const retries = (head: string): string | undefined =>
      handling(`async function f() { ${head} { try { return await ask(1); } catch {} } }`).retryLoop?.retries;
    assert.equal(retries("for (let i = 0; i < 5; i++)"), "4");
    assert.equal(retries("for (let i = 0; i <= 5; ++i)"), "5");
    assert.equal(retries("for (let i = 1; i <= 3; i += 1)"), "2");
    assert.equal(retries("for (let i = 0; i < MOST; i++)"), "MOST - 1");
    assert.equal(retries("for (let i = 0; i <= limits.MOST; i++)"), undefined);
    assert.equal(retries("for (let i = 0; i <= MOST; i++)"), "MOST");
    assert.equal(retries("for (let i = 1; i <= MOST; i++)"), "MOST - 1");
    assert.equal(retries("for (let i = 1; i < MOST; i++)"), undefined);
    assert.equal(retries("for (let i = 0; i < 1; i++)"), undefined);
    assert.equal(retries("for (let i = 0; i < 9; i += 3)"), undefined);
    assert.equal(retries("for (let i = 0; ; i++)"), undefined);
    assert.equal(retries("while (true)"), undefined);
  });
});

function handling(code: string): CallHandling {
  return onlyCall(`import { ask } from "kit";\n${code}`, { sdks: [kit] }).handling;
}

function outcome(body: string): string | undefined {
  return handling(`async function f() { ${body} }`).caught?.outcome;
}

function bound(code: string): boolean | undefined {
  const { fanOut } = handling(`const f = ${code};`);
  assert.ok(fanOut);
  return fanOut.isBounded;
}
