import assert from "node:assert/strict";
import { parsePanelRequest } from "../../client/src/panel-request.ts";
import type { PanelRequest, PracticeAnswer } from "../../server/src/protocol.ts";

const folder = "file:///home/me/shop";
const lens = "generative-ai";
const DONE: PracticeAnswer = {
  status: "done",
  note: "",
  reason: "",
  owner: "ada",
  due: "",
  links: ["https://example.com/"],
};

const REQUESTS: readonly PanelRequest[] = [
  { type: "ready" },
  { type: "answer", folder, lens, practice: "GENSEC01-BP01", answer: DONE },
  { type: "openEvidence", folder, evidence: "e1" },
  { type: "openPage", folder, page: "hardcoded-api-key" },
  { type: "scan", folder },
  { type: "selectFolder", folder },
];

describe("a request of the panel", () => {
  for (const request of REQUESTS) {
    it(`is taken: ${request.type}`, () => assert.deepEqual(parsePanelRequest(request), request));
  }

  it("loses what does not belong to it", () => {
    const request = { type: "scan", folder, path: "/etc/passwd" };
    assert.deepEqual(parsePanelRequest(request), { type: "scan", folder });
  });

  const answer = { type: "answer", folder, lens, practice: "GENSEC01-BP01", answer: DONE };
  const bad: readonly [string, unknown][] = [
    ["no object", "ready"],
    ["null", null],
    ["an unknown type", { type: "run", folder }],
    ["an inherited name as type", { type: "constructor", folder }],
    ["no folder", { type: "scan" }],
    ["an empty folder", { type: "scan", folder: "" }],
    ["a status of its own", { ...answer, answer: { ...DONE, status: "maybe" } }],
    ["a note that is no text", { ...answer, answer: { ...DONE, note: { toString: "x" } } }],
    ["a note without end", { ...answer, answer: { ...DONE, note: "x".repeat(20_001) } }],
    ["an answer without links", { ...answer, answer: { ...DONE, links: undefined } }],
    ["an answer for no lens", { ...answer, lens: "" }],
    ["evidence that is no text", { type: "openEvidence", folder, evidence: 3 }],
    ["a page without id", { type: "openPage", folder, page: "" }],
  ];
  for (const [what, request] of bad) {
    it(`is refused: ${what}`, () => assert.equal(parsePanelRequest(request), undefined));
  }
});
