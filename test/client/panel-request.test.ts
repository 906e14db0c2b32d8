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
  { type: "rememberMe", name: "Ada" },
  { type: "rememberMe", name: "" },
  { type: "answers", folder, lens, answers: [{ practice: "GENSEC01-BP01", answer: DONE }] },
  { type: "openEvidence", folder, evidence: "e1" },
  { type: "fixEvidence", folder, evidence: "e1", manner: "review" },
  { type: "openLink", folder, url: "https://example.com/" },
  { type: "selectLens", folder, lens },
  { type: "importLens", folder },
  { type: "compare", folder, milestone: "m1", until: null },
  { type: "compare", folder, milestone: "m1", until: "m2" },
  { type: "createMilestone", folder, name: "Release 1.4" },
  { type: "removeMilestone", folder, milestone: "m1" },
  { type: "export", folder, lens, format: "summary" },
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

  const answers = (answer: unknown, practice: unknown = "GENSEC01-BP01"): unknown => ({
    type: "answers",
    folder,
    lens,
    answers: [{ practice, answer }],
  });
  const bad: readonly [string, unknown][] = [
    ["no object", "ready"],
    ["null", null],
    ["a name that is no text", { type: "rememberMe", name: null }],
    ["a name without end", { type: "rememberMe", name: "x".repeat(2_001) }],
    ["an unknown type", { type: "run", folder }],
    ["an inherited name as type", { type: "constructor", folder }],
    ["no folder", { type: "scan" }],
    ["an empty folder", { type: "scan", folder: "" }],
    ["a status of its own", answers({ ...DONE, status: "maybe" })],
    ["a note that is no text", answers({ ...DONE, note: { toString: "x" } })],
    ["a note without end", answers({ ...DONE, note: "x".repeat(20_001) })],
    ["an answer without links", answers({ ...DONE, links: undefined })],
    ["an answer for no practice", answers(DONE, "")],
    ["no answer at all", { type: "answers", folder, lens, answers: [] }],
    [
      "one bad answer among good ones",
      { type: "answers", folder, lens, answers: [{ practice: "P", answer: DONE }, null] },
    ],
    ["an answer for no lens", { type: "answers", folder, lens: "", answers: [{ practice: "P", answer: DONE }] }],
    ["a link to a command", { type: "openLink", folder, url: "command:workbench.action.quit" }],
    ["a link to a file", { type: "openLink", folder, url: "file:///etc/passwd" }],
    ["a fix in another manner", { type: "fixEvidence", folder, evidence: "e1", manner: "blind" }],
    ["an export in another format", { type: "export", folder, lens, format: "exe" }],
    ["a comparison until nothing", { type: "compare", folder, milestone: "m1" }],
    ["evidence that is no text", { type: "openEvidence", folder, evidence: 3 }],
    ["a page without id", { type: "openPage", folder, page: "" }],
  ];
  for (const [what, request] of bad) {
    it(`is refused: ${what}`, () => assert.equal(parsePanelRequest(request), undefined));
  }
});
