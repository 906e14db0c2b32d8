import assert from "node:assert/strict";
import { personNamedIn } from "../../server/src/analysis/person-id.ts";
import { parse } from "../../server/src/analysis/syntax.ts";
import { analyse } from "./in-memory-host.ts";

const ASK = `await client.responses.create({ model: "m", input: "x" })`;

function idIn(body: string, parameters = "req, res"): string | undefined {
  const code = `import OpenAI from "openai";
const client = new OpenAI();
const accountId = process.env.ACCOUNT;
app.post("/ask", async (${parameters}) => { ${body} });`;
  const { calls } = analyse(code);
  assert.equal(calls.length, 1);
  return calls[0]!.request?.personId;
}

describe("the id of whom a request is for", () => {
  const cases: readonly (readonly [body: string, expected: string | undefined])[] = [
    [`const { userId } = req.body; ${ASK};`, "userId"],
    [`const tenant_id = req.get("x"); ${ASK};`, "tenant_id"],
    [`if (!req.body.userId) return; ${ASK};`, "req.body.userId"],
    [`const name = path(req.user.id); ${ASK};`, "req.user.id"],
    [`const session = await auth(); if (!session?.user?.id) return; ${ASK};`, "session?.user?.id"],
    [`const { orgId, userId } = req.body; ${ASK};`, "orgId"],
    // Not there, or not yet.
    [`${ASK}; const { userId } = req.body;`, undefined],
    [`if (ok) { const { userId } = req.body; save(userId); } ${ASK};`, undefined],
    [`// of the userId\n ${ASK};`, undefined],
    [`log("userId"); ${ASK};`, undefined],
    [`save(accountId); ${ASK};`, undefined],
    [`const session = await auth(); save(session.user); ${ASK};`, undefined],
    // What was proved of it need not hold where the call stands.
    [`if (req.user) { save(req.user.id); } ${ASK};`, undefined],
    [`const id = req.user ? req.user.id : 0; ${ASK};`, undefined],
    [`save(req.user.id); await run(async () => ${ASK});`, undefined],
    [`save(req.user.id); { const req = other; ${ASK}; }`, undefined],
    [`save(users(req).user.id); ${ASK};`, undefined],
    [`req.userId(); ${ASK};`, undefined],
  ];
  for (const [body, expected] of cases) {
    it(`${expected ?? "none"}: ${body}`, () => assert.equal(idIn(body), expected));
  }

  it("takes a parameter", () => assert.equal(idIn(`${ASK};`, "{ userId }, res"), "userId"));

  it("takes a variable in a function inside the handler", () => {
    assert.equal(idIn(`const { userId } = req.body; await run(async () => ${ASK});`), "userId");
  });
});

describe("whom some code speaks of", () => {
  const cases: readonly (readonly [code: string, person: string | undefined])[] = [
    ["save(userId)", "userId"],
    ["save(session?.user)", "session?.user"],
    ["save(user)", undefined],
    ['db.query("select * from orders where user_id = 1")', "user_id"],
    ["db.query(`where tenant_id = ${id}`)", "tenant_id"],
    ["run(/* for each userId */)", undefined],
    ["// of the userId\nrun(accountId)", "accountId"],
  ];
  for (const [code, person] of cases) {
    it(`${person ?? "nobody"}: ${code}`, () => {
      const parsed = parse("/code.ts", `{ ${code} }`);
      assert.ok("source" in parsed);
      assert.equal(personNamedIn(parsed.source.statements[0]!, parsed.source), person);
    });
  }
});
