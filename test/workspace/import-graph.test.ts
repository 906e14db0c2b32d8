import assert from "node:assert/strict";
import { resolveSpecifier } from "../../server/src/analysis/resolve.ts";
import { ImportGraph } from "../../server/src/workspace/import-graph.ts";

function graphOf(files: Readonly<Record<string, readonly string[]>>): { graph: ImportGraph; resolved: string[] } {
  const resolved: string[] = [];
  const graph: ImportGraph = new ImportGraph((specifier, fromFile) => {
    resolved.push(fromFile);
    return graph.specifiers(specifier) === undefined ? undefined : specifier;
  });
  for (const [file, specifiers] of Object.entries(files)) graph.set(file, specifiers);
  return { graph, resolved };
}

describe("the import graph", () => {
  it("names the files that import a file, once each", () => {
    const { graph } = graphOf({ a: ["c", "c", "openai"], b: ["c", "a"], c: [] });
    assert.deepEqual(graph.importersOf("c"), ["a", "b"]);
    assert.deepEqual(graph.importersOf("a"), ["b"]);
    assert.deepEqual(graph.importersOf("openai"), []);
  });

  it("puts those that import before what they import", () => {
    const { graph } = graphOf({ a: ["c"], b: ["a"], c: ["d"], d: ["c", "openai"], e: [] });
    const order = graph.importersFirst(["c", "e", "a", "b"]);
    assert.deepEqual([...order].sort(), ["a", "b", "c", "e"]);
    assert.ok(order.indexOf("b") < order.indexOf("a") && order.indexOf("a") < order.indexOf("c"), order.join(" "));
    assert.deepEqual([...graph.importersFirst(["c", "d"])].sort(), ["c", "d"], "A circle comes to an end");
  });

  it("tells by which words a file names another", () => {
    const { graph } = graphOf({ a: ["c", "d", "c"], c: [], d: [] });
    assert.deepEqual([...graph.specifiersMeaning("c", "a")], ["c"]);
    assert.deepEqual([...graph.specifiersMeaning("a", "c")], []);
  });

  it("works out edges only when they are asked for, and after a change only those of the file", () => {
    const { graph, resolved } = graphOf({ a: ["c"], b: ["c"], c: [], d: [] });
    assert.deepEqual(resolved, []);
    graph.importersOf("c");
    resolved.length = 0;
    graph.set("a", ["d"]);
    assert.deepEqual([graph.importersOf("c"), graph.importersOf("d")], [["b"], ["a"]]);
    assert.deepEqual([...new Set(resolved)], ["a"]);
    resolved.length = 0;
    graph.set("a", ["d"]);
    assert.deepEqual([graph.importersOf("d"), resolved], [["a"], []]);
  });

  it("notices files that come and go", () => {
    const { graph } = graphOf({ a: ["c"] });
    assert.deepEqual(graph.importersOf("c"), []);
    graph.set("c", []);
    assert.deepEqual(graph.importersOf("c"), ["a"]);
    graph.delete("a");
    assert.deepEqual(graph.importersOf("c"), []);
  });

  describe("for relative specifiers", () => {
    const FILES: Readonly<Record<string, readonly string[]>> = {
      "/w/a.ts": ["./lib/client.js", "./lib"],
      "/w/b.ts": ["./lib/index.ts", "./other/client"],
      "/w/lib/c.ts": [".", "./client"],
      "/w/lib/deep/d.ts": ["..", "../client.js.js", "../"],
      "/w/lib/client.ts": [],
      "/w/lib/client.js.ts": [],
      "/w/lib/index.ts": [],
      "/w/other/client.ts": [],
    };

    function relativeGraph(): { graph: ImportGraph; resolved: string[] } {
      const resolved: string[] = [];
      const graph: ImportGraph = new ImportGraph((specifier, fromFile) => {
        resolved.push(`${fromFile} ${specifier}`);
        return resolveSpecifier(specifier, fromFile, {
          isFile: (file) => graph.specifiers(file) !== undefined,
          resolveAlias: () => [],
        });
      });
      for (const [file, specifiers] of Object.entries(FILES)) graph.set(file, specifiers);
      return { graph, resolved };
    }

    it("finds what every specifier means, whatever way it is written in", () => {
      const { graph } = relativeGraph();
      for (const target of Object.keys(FILES)) {
        const importers = Object.entries(FILES).flatMap(([file, specifiers]) =>
          specifiers.some(
            (specifier) =>
              resolveSpecifier(specifier, file, { isFile: (each) => each in FILES, resolveAlias: () => [] }) === target,
          )
            ? [file]
            : [],
        );
        assert.deepEqual([...graph.importersOf(target)].sort(), importers, target);
      }
      assert.ok(graph.importersOf("/w/lib/index.ts").length === 4);
      assert.ok(graph.importersOf("/w/lib/client.ts").length === 2);
    });

    it("works out only those that end in the file's name", () => {
      const { graph, resolved } = relativeGraph();
      graph.importersOf("/w/other/client.ts");
      assert.ok(resolved.length > 0 && resolved.every((each) => each.includes("client")));
    });

    it("follows changes", () => {
      const { graph } = relativeGraph();
      graph.importersOf("/w/lib/client.ts");
      graph.set("/w/a.ts", ["./other/client"]);
      assert.deepEqual(graph.importersOf("/w/lib/client.ts"), ["/w/lib/c.ts"]);
      assert.deepEqual([...graph.importersOf("/w/other/client.ts")].sort(), ["/w/a.ts", "/w/b.ts"]);
    });
  });
});
