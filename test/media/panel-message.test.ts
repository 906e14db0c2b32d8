import assert from "node:assert/strict";
import { parsePanelMessage } from "../../media/review/panel-message.ts";
import type { PanelMessage } from "../../server/src/protocol.ts";
import { SNAPSHOT } from "./snapshot.ts";

const snapshot: PanelMessage = { type: "snapshot", folders: [SNAPSHOT.folder], snapshot: SNAPSHOT };

describe("a message to the panel", () => {
  const messages: readonly PanelMessage[] = [
    snapshot,
    { ...snapshot, snapshot: { ...SNAPSHOT, scan: { state: "scanning", done: 1, total: 2 } } },
    { ...snapshot, snapshot: { ...SNAPSHOT, scan: { state: "failed", message: "unreadable" } } },
    { type: "empty", reason: "starting" },
    { type: "empty", reason: "not on disk" },
    { type: "saved", folder: "file:///shop", lens: "generative-ai", practices: ["GENSEC01-BP01"] },
    { type: "done", message: "Saved as review.md." },
    { type: "me", name: "" },
    { type: "reveal", practice: "GENSEC01-BP01" },
    { type: "failed", message: "disk full" },
  ];
  for (const message of messages) {
    it(`is taken: ${message.type}`, () => assert.equal(parsePanelMessage(message), message));
  }

  const bad: readonly [string, unknown][] = [
    ["nothing", undefined],
    ["an unknown type", { type: "html", value: "<b>" }],
    ["an unknown reason", { type: "empty", reason: "tired" }],
    ["a snapshot without pillars", { ...snapshot, snapshot: { ...SNAPSHOT, pillars: undefined } }],
    ["a snapshot without revision", { ...snapshot, snapshot: { ...SNAPSHOT, revision: "2" } }],
    ["a scan without numbers", { ...snapshot, snapshot: { ...SNAPSHOT, scan: { state: "scanned" } } }],
    ["a snapshot without lens", { ...snapshot, snapshot: { ...SNAPSHOT, lens: undefined } }],
    ["milestones without counts", { ...snapshot, snapshot: { ...SNAPSHOT, milestones: [{ id: "m" }] } }],
    ["a comparison without changes", { ...snapshot, snapshot: { ...SNAPSHOT, comparison: { milestone: "m" } } }],
    ["folders without names", { ...snapshot, folders: [{ uri: "file:///shop" }] }],
  ];
  for (const [what, message] of bad) {
    it(`is refused: ${what}`, () => assert.equal(parsePanelMessage(message), undefined));
  }

  it("is refused when one practice is damaged", () => {
    const text = JSON.stringify(snapshot).replace('"status":"not done"', '"status":"maybe"');
    assert.match(text, /maybe/);
    assert.equal(parsePanelMessage(JSON.parse(text)), undefined);
  });
});
