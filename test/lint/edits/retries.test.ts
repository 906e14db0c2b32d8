import assert from "node:assert/strict";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed } from "../marked-text.ts";

/** The first mark is the loop's head, the second the object that takes the option. */
const once = (marked: string): string | undefined =>
  fixed(marked, (place, object): FixEdit[] => [
    {
      edit: "try once",
      place: place!,
      insertion: { kind: "property", object: object!, path: ["maxRetries"] },
      code: "2",
    },
  ]);

describe("taking a call out of a loop of retries", () => {
  it("moves it, and takes out what only the loop used", () => {
    assert.equal(
      once(`async function f(text) {
  let last; // kept
  «for (let attempt = 0; attempt < 3; attempt++)» {
    try {
      // one try
      const answer = await ask(«{
        prompt: \`one
      two\`, // the prompt
      }»);
      return answer.text;
    } catch (error) {
      last = error;
      // A moment.
      await sleep(1000);
    }
  }
  throw last;
}
`),
      `async function f(text) {
  // one try
  const answer = await ask({
    prompt: \`one
      two\`, // the prompt
    maxRetries: 2,
  });
  return answer.text;
}
`,
    );
  });

  it("sets the option of a client that is made elsewhere", () => {
    assert.equal(
      fixed(
        "const client = make(«{}»);\r\nasync function f() {\r\n\t«while (true)» {\r\n\t\ttry {\r\n\t\t\treturn await client.ask()\r\n\t\t} catch {}\r\n\t}\r\n}\r\n",
        (object, place): FixEdit[] => [
          {
            edit: "try once",
            place: place!,
            insertion: { kind: "property", object: object!, path: ["maxRetries"] },
            code: "5",
          },
        ],
      ),
      "const client = make({ maxRetries: 5 });\r\nasync function f() {\r\n\treturn await client.ask()\r\n}\r\n",
    );
  });

  const loop = ({
    before = "",
    head = "for (let i = 0; i < 3; i++)",
    tried = "return await ask(«{}»);",
    failed = "await sleep(10);",
    beside = "",
    after = "throw new Error();",
  } = {}): string =>
    `async function f() {\n  ${before}\n  «${head}» {\n    try {\n      ${tried}\n    } catch (error) {\n      ${failed}\n    }${beside}\n  }\n  ${after}\n}\n`;

  it("knows the ways to wait, log and give up", () => {
    for (const each of [
      loop(),
      loop({ head: "while (true)", after: "" }),
      loop({ head: "for (;;)", after: "" }),
      loop({ failed: "console.warn(i, error);\n      continue;" }),
      loop({ failed: "await new Promise((done) => setTimeout(done, 10));" }),
      loop({ failed: "if (i === 2) throw error;\n      await sleep(10);", after: "" }),
      loop({ failed: "if (i === 2) {\n        throw error;\n      }" }),
      loop({ before: "let last: Error | undefined;", failed: "last = error as Error;", after: "throw last;" }),
    ]) {
      assert.match(once(each)!, /\n {2}return await ask\(\{ maxRetries: 2 \}\);\n\s*\}\n$/u, each);
    }
  });

  it("is dropped where the loop does more, or its end would be another", () => {
    for (const each of [
      loop({ tried: "return await ask(«{}», i);" }),
      loop({ tried: "const text = await load();\n      return await ask(«{}», text);" }),
      loop({ tried: "log();\n      return await ask(«{}»);" }),
      loop({ tried: "const last = await ask(«{}»);\n      return last;", before: "const last = 1;" }),
      loop({ failed: "await other();" }),
      loop({ failed: "recover();" }),
      loop({ failed: "if (error.status === 400) throw error;" }),
      loop({ failed: "if (i > 1) return;" }),
      loop({ failed: "count = error;" }),
      loop({ failed: "last = error;", before: "let last;", after: "throw wrap(last);", beside: "\n    log();" }),
      loop({ failed: "last = error;", before: "let last; log(last);" }),
      loop({ beside: " finally {\n      a();\n    }" }),
      loop({ after: "return null;" }),
      loop({ after: "" }),
      loop({ after: "log();\n  throw new Error();" }),
      loop({ head: "while (tries-- > 0)" }),
      loop({ head: "for (const i of list)" }),
    ]) {
      assert.equal(once(each), undefined, each);
    }
  });
});
