import assert from "node:assert/strict";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed } from "../marked-text.ts";

const caught = (marked: string, code = "next(error);"): string | undefined =>
  fixed(marked, (place): FixEdit[] => [{ edit: "catch failures", place: place!, code }]);

describe("catching the failures of a function", () => {
  it("puts its statements into a try, with their comments", () => {
    assert.equal(
      caught(`app.get("/", «async (req, res) => { // a route
    // the answer
    const answer = await ask();

    res.json(answer); // sent
    // end
}»);
`),
      `app.get("/", async (req, res) => { // a route
    try {
        // the answer
        const answer = await ask();

        res.json(answer); // sent
        // end
    } catch (error) {
        next(error);
    }
});
`,
    );
  });

  it("leaves the text of templates and strings where it is", () => {
    assert.equal(
      caught(
        "const a = «async () => {\n" +
          "  const text = `one\n  two ${list.map(\n    (each) => each,\n  )}\nthree`;\n" +
          "  const other = 'a\\\n  b';\n" +
          "  /* note\n     more */\n" +
          "  send(text, other);\n" +
          "}»;\n",
        "fail(error);",
      ),
      "const a = async () => {\n" +
        "  try {\n" +
        "    const text = `one\n  two ${list.map(\n      (each) => each,\n    )}\nthree`;\n" +
        "    const other = 'a\\\n  b';\n" +
        "    /* note\n       more */\n" +
        "    send(text, other);\n" +
        "  } catch (error) {\n" +
        "    fail(error);\n" +
        "  }\n" +
        "};\n",
    );
  });

  it("keeps tabs, line ends and the lack of semicolons", () => {
    assert.equal(
      caught("«async function f() {\r\n\tawait ask()\r\n\tawait tell()\r\n}»\r\n", "log(error);\nif (a) {\n  b();\n}"),
      "async function f() {\r\n\ttry {\r\n\t\tawait ask()\r\n\t\tawait tell()\r\n\t} catch (error) {\r\n" +
        "\t\tlog(error)\r\n\t\tif (a) {\r\n\t\t\tb()\r\n\t\t}\r\n\t}\r\n}\r\n",
    );
  });

  it("stays on one line where the function does", () => {
    assert.equal(
      caught("f(«async (a, next) => { await ask(a); }»);"),
      "f(async (a, next) => { try { await ask(a); } catch (error) { next(error); } });",
    );
  });

  it("returns where the function returns something in the end", () => {
    assert.equal(
      caught("f(«async (a, next) => {\n  return ask(a);\n}»);\n"),
      "f(async (a, next) => {\n  try {\n    return ask(a);\n  } catch (error) {\n    return next(error);\n  }\n});\n",
    );
  });

  it("is dropped where the result might not be right", () => {
    assert.equal(caught("f(«async (): Promise<Response> => {\n  return ask();\n}»);\n"), undefined);
    assert.equal(caught("f(«() => {\n  ask();\n}»);\n"), undefined);
    assert.equal(caught("f(«async () => ask()»);\n"), undefined);
    assert.equal(caught("f(«async function* () {\n  yield ask();\n}»);\n"), undefined);
    assert.equal(caught('f(«async () => {\n  "use server";\n  await ask();\n}»);\n'), undefined);
    assert.equal(caught("f(«async () => {\n  await ask(); }»);\n"), undefined);
    assert.equal(caught("f(«async () => {}»);\n"), undefined);
    assert.equal(caught("f(«async () => {\n  return ask();\n}»);\n", "a();\nb();"), undefined);
  });
});

describe("one more parameter", () => {
  const added = (marked: string, code = "next"): string | undefined =>
    fixed(marked, (place): FixEdit[] => [{ edit: "add parameter", place: place!, code }]);

  it("stands after the others", () => {
    assert.equal(added("f(«async (req, res) => {}»);"), "f(async (req, res, next) => {});");
    assert.equal(added("f(«async req => {}»);"), "f(async (req, next) => {});");
    assert.equal(
      added("const a = { «async run({ id }) {}» };", "{ key }"),
      "const a = { async run({ id }, { key }) {} };",
    );
    assert.equal(
      added("f(«async (\n  req: Request,\n  res: Response,\n): Promise<void> => {}»);"),
      "f(async (\n  req: Request,\n  res: Response,\n  next,\n): Promise<void> => {});",
    );
  });

  it("is dropped where its name means something else, or there is no room", () => {
    assert.equal(added("f(«async (req, next) => {}»);"), undefined);
    assert.equal(added("f(«async (req, res) => next()»);"), undefined);
    assert.equal(added("f(«async (...all) => {}»);"), undefined);
    assert.equal(added("f(«async () => {}»);"), undefined);
    assert.equal(added("f(«async (a) => {}»);", "a b"), undefined);
  });
});
