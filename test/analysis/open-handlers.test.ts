import assert from "node:assert/strict";
import { analyse, type Source } from "./in-memory-host.ts";

function isOpen(source: Source): boolean | undefined {
  const [call] = analyse(source).calls;
  assert.ok(call !== undefined);
  return call.context.requestHandler?.isOpen;
}

const CALL = `client.responses.create({ model: "gpt-5.4-mini", input: question })`;
const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });\n`;

/** A route of Next.js, and other files beside it. */
function route(body: string, others: Readonly<Record<string, string>> = {}, head = ""): Source {
  return {
    "app/api/ask/route.ts": `${OPENAI}${head}export async function POST(req: Request) {
      ${body}
      const { question } = await req.json();
      return Response.json(await ${CALL});
    }`,
    ...others,
  };
}

function express(steps: string, route: string): Source {
  return `${OPENAI}import express from "express";\nimport { members } from "./members";\nconst app = express();\n${steps}
    app.post("/ask", ${route}async (req, res) => { const { question } = req.body; res.json(await ${CALL}); });`;
}

describe("handlers that anybody may use", () => {
  it("have nothing in sight that asks who calls", () => {
    assert.equal(isOpen(route("")), true);
    assert.equal(isOpen(express("app.use(express.json());\napp.use(cors());", "")), true);
  });

  it("are those that no word of sign-in, keys or limits stands beside", () => {
    for (const body of [
      "await auth();",
      "const session = await getServerSession();",
      "if (limiter.isOver(ip)) return new Response(null, { status: 429 });",
      'if (req.headers.get("x-api-key") !== expected) return new Response(null);',
      "await checkCredits();",
      "await guard(req);",
    ]) {
      assert.equal(isOpen(route(body)), false, body);
    }
  });

  it("are none where a file runs before all routes", () => {
    assert.equal(isOpen(route("", { "middleware.ts": "export const middleware = 1;" })), false);
    assert.equal(isOpen(route("", { "src/proxy.ts": "export const proxy = 1;" })), false);
  });

  it("are none with a step before them, or where another file mounts them", () => {
    assert.equal(isOpen(express("", "members, ")), false);
    assert.equal(isOpen(express("app.use(members);", "")), false);
    const router = `${OPENAI}import { Router } from "express";\nconst router = Router();
      router.post("/ask", async (req, res) => { const { question } = req.body; res.json(await ${CALL}); });`;
    assert.equal(isOpen(router), false);
  });
});
