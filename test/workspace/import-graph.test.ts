import assert from "node:assert/strict";
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
});
