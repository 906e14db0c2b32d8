import assert from "node:assert/strict";
import type { UnknownValue } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

/** What is known of the input of the only call of a source. */
function inputOf(body: string, argument: string, before = ""): UnknownValue {
  const [call] = analyse(`import OpenAI from "openai";
    import { PrismaClient } from "@prisma/client";
    import { readFileSync } from "node:fs";
    const client = new OpenAI();
    const prisma = new PrismaClient();
    ${before}
    export async function run(id: string, user: { ssn: string }, path: string) {
      ${body}
      return client.responses.create({ model: "gpt-5.4-mini", input: ${argument} });
    }`).calls;
  const messages = call?.options.messages;
  assert.ok(messages?.state === "unknown", `${argument} is ${messages?.state ?? "missing"}`);
  return messages;
}

describe("JSON of database records", () => {
  const query = (body: string, argument: string): string | undefined => inputOf(body, argument).records?.text;

  it("is told from its query, where that chooses no columns", () => {
    assert.equal(query("const rows = await prisma.order.findMany();", "JSON.stringify(rows)"), "prisma.order.findMany");
    assert.equal(
      query("const row = await prisma.user.findUnique({ where: { id } });", "JSON.stringify(row)"),
      "prisma.user.findUnique",
    );
    assert.equal(query("", "JSON.stringify(await User.findById(id).lean())"), "User.findById");
    assert.equal(query("const rows = await db.select().from(orders);", "JSON.stringify(rows)"), "db.select");
    assert.equal(
      query('const { data } = await supabase.from("orders").select("*");', "JSON.stringify(data)"),
      "supabase.select",
    );
    assert.equal(
      query('const { rows } = await pool.query("select * from orders");', "JSON.stringify(rows)"),
      "pool.query",
    );
  });

  it("is not where the query chooses, or nobody can tell", () => {
    for (const [body, argument] of [
      ["const rows = await prisma.order.findMany({ select: { id: true } });", "JSON.stringify(rows)"],
      ["const rows = await prisma.order.findMany({ omit: { note: true } });", "JSON.stringify(rows)"],
      ["const rows = await prisma.order.findMany(options);", "JSON.stringify(rows)"],
      ["const rows = await prisma.order.findMany({ ...options });", "JSON.stringify(rows)"],
      ["const rows = await prisma.order.count();", "JSON.stringify(rows)"],
      ["const rows = await db.select({ id: orders.id }).from(orders);", "JSON.stringify(rows)"],
      ['const { data } = await supabase.from("orders").select("id");', "JSON.stringify(data)"],
      ['const { error } = await supabase.from("orders").select("*");', "JSON.stringify(error)"],
      ['const { rows } = await pool.query("select id from orders");', "JSON.stringify(rows)"],
      ["const row = await User.findById(id).select('name');", "JSON.stringify(row)"],
      ["const row = list.find((each) => each.id === id);", "JSON.stringify(row)"],
      ["", "JSON.stringify(user)"],
    ] as const) {
      assert.equal(query(body, argument), undefined, body);
    }
  });
});

describe("what a value was read from", () => {
  it("has the name of its property", () => {
    assert.equal(inputOf("", "user.ssn").field, "ssn");
    assert.equal(inputOf("const { ssn } = user;", "ssn").field, "ssn");
    assert.equal(inputOf("const number = user.ssn;", "number").field, "ssn");
    assert.equal(inputOf("", "mask(user.ssn)").field, undefined);
  });

  it("is the bytes of a file where nothing was done to them", () => {
    assert.ok(inputOf("", 'readFileSync(path, "base64")').fileBytes);
    assert.ok(inputOf("const bytes = readFileSync(path);", 'bytes.toString("base64")').fileBytes);
    assert.equal(inputOf("const bytes = shrink(readFileSync(path));", 'bytes.toString("base64")').fileBytes, undefined);
  });
});
