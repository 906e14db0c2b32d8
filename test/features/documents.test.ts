import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { CancellationTokenSource } from "vscode-languageserver";
import { Cancelled } from "../../server/src/analysis/analysis.ts";
import { Documents } from "../../server/src/features/documents.ts";

const URI = "file:///project/a.ts";

function create(): { documents: Documents; log: string[] } {
  const log: string[] = [];
  const documents = new Documents({
    changed: ({ document }) => log.push(`changed ${document.version}`),
    closed: ({ document }) => log.push(`closed ${document.version}`),
    complain: (message) => log.push(message),
  });
  return { documents, log };
}

function open(documents: Documents, text: string, version = 1): void {
  documents.open({ textDocument: { uri: URI, languageId: "typescript", version, text } });
}

describe("document synchronisation", () => {
  it("comes to the same text as an editor, whatever is typed where", () => {
    const piece = fc
      .array(fc.constantFrom("a", "\n", "\r\n", "🦙", "\t", "é", "\r"), { maxLength: 6 })
      .map((parts) => parts.join(""));
    const edit = fc.record({ from: fc.nat(), length: fc.nat(8), text: piece });
    fc.assert(
      fc.property(
        piece,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        (first, batches) => {
          const { documents } = create();
          open(documents, first, 0);
          let model = first;
          for (const [index, batch] of batches.entries()) {
            const contentChanges = batch.map(({ from, length, text }) => {
              const before = TextDocument.create(URI, "", 0, model);
              const range = {
                start: before.positionAt(from % (model.length + 1)),
                end: before.positionAt(Math.min(model.length, (from % (model.length + 1)) + length)),
              };
              model = model.slice(0, before.offsetAt(range.start)) + text + model.slice(before.offsetAt(range.end));
              return { range, text };
            });
            documents.change({ textDocument: { uri: URI, version: index + 1 }, contentChanges });
          }
          const { document } = documents.get(URI)!;
          assert.equal(document.getText(), model);
          assert.equal(document.version, batches.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives up a document whose version does not grow, or whose change lies outside", () => {
    const start = { line: 0, character: 0 };
    const outside = { start, end: { line: 9, character: 0 } };
    const backwards = { start: { line: 0, character: 2 }, end: start };
    const bad: [version: number, range: object][] = [
      [1, { start, end: start }],
      [0, { start, end: start }],
      [2, outside],
      [2, backwards],
    ];
    for (const [version, range] of bad) {
      const { documents, log } = create();
      open(documents, "abc");
      documents.change({ textDocument: { uri: URI, version }, contentChanges: [{ range, text: "x" } as never] });
      assert.equal(documents.get(URI), undefined);
      assert.ok(documents.isLost(URI));
      assert.match(log.at(-1)!, /out of step.*open it again/u);
      open(documents, "abc");
      assert.ok(!documents.isLost(URI) && documents.get(URI) !== undefined);
    }
  });

  it("takes a whole text whatever its version", () => {
    const { documents } = create();
    open(documents, "abc", 5);
    documents.change({ textDocument: { uri: URI, version: 1 }, contentChanges: [{ text: "def" }] });
    assert.equal(documents.get(URI)?.document.getText(), "def");
  });

  it("takes the start of the line behind the last for the end", () => {
    const { documents } = create();
    open(documents, "a\nb\n");
    const range = { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } };
    documents.change({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ range, text: "c" }] });
    assert.equal(documents.get(URI)?.document.getText(), "a\nc");
  });

  it("ignores documents of schemes that it cannot read, without a word", () => {
    const { documents, log } = create();
    documents.open({ textDocument: { uri: "git:/a.ts", languageId: "typescript", version: 1, text: "" } });
    documents.change({ textDocument: { uri: "git:/a.ts", version: 2 }, contentChanges: [{ text: "a" }] });
    documents.close("git:/a.ts");
    assert.deepEqual(log, []);
  });

  it("waits until typing pauses, and stops waiting when told to", async () => {
    const { documents } = create();
    open(documents, "abc");
    const source = new CancellationTokenSource();
    await documents.settle(URI, source.token);
    documents.change({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: "def" }] });
    const settled = documents.settle(URI, source.token).then(() => documents.get(URI)?.document.version);
    setImmediate(() => documents.change({ textDocument: { uri: URI, version: 3 }, contentChanges: [{ text: "ghi" }] }));
    assert.equal(await settled, 3);
    documents.change({ textDocument: { uri: URI, version: 4 }, contentChanges: [{ text: "jkl" }] });
    const waiting = documents.settle(URI, source.token);
    source.cancel();
    await assert.rejects(waiting, Cancelled);
  });
});
