import assert from "node:assert/strict";
import { announcementsOf } from "./announcements.ts";
import { mergeRows } from "./merge-rows.ts";
import { dayIn, isEarliest } from "./page-dates.ts";
import { tablesOf } from "./page-tables.ts";
import { PROVIDER_PAGES } from "./provider-pages.ts";
import type { LifecycleRow, Platform } from "../../../lens/models/lifecycle.ts";

const pageOf = (platform: Platform) => PROVIDER_PAGES.find((page) => page.platform === platform)!;
const today = "2026-11-22";

describe("dates on pages of providers", () => {
  for (const [written, day] of [
    ["Jan 20, 2027", "2027-01-20"],
    ["September 4, 2026", "2026-09-04"],
    ["2026‑03‑26", "2026-03-26"],
    ["at earliest 2024-06-13", "2024-06-13"],
    ["08/16/26", "2026-08-16"],
    ["5/2/2026", "2026-05-02"],
    ["February 30, 2026", undefined],
    ["August 2026", undefined],
    ["No shutdown date announced", undefined],
  ] as const) {
    it(written, () => assert.equal(dayIn(written), day));
  }

  it("tells the first possible day from the day itself", () => {
    assert.ok(isEarliest("Not sooner than June 9, 2027"));
    assert.ok(isEarliest("May 28, 2027 or later"));
    assert.ok(!isEarliest("May 28, 2027"));
  });
});

describe("announcements on pages of providers", () => {
  it("are read from Markdown, with the heading's day as that of the announcement", () => {
    const page = `
### 2026-06-11: Two models

| Shutdown date | Model / system | Recommended replacement |
| --- | --- | --- |
| Dec 11, 2026 | \`talk-1-2025-08-07\` | \`talk-2\` or \`talk-3-mini\` |
| Nov 1, 2026 | \`draw-1\` | our newest picture model |
| Nov 1, 2026 | The old endpoint | \`talk-2\` |
`;
    assert.deepEqual(announcementsOf(pageOf("openai-api"), tablesOf(page), today), [
      {
        id: "talk-1-2025-08-07",
        provider: "openai",
        platform: "openai-api",
        deprecatedOn: "2026-06-11",
        shutdownOn: "2026-12-11",
        replacements: ["talk-2", "talk-3-mini"],
        listedAs: "deprecated",
      },
      {
        id: "draw-1",
        provider: "openai",
        platform: "openai-api",
        deprecatedOn: "2026-06-11",
        shutdownOn: "2026-11-01",
        listedAs: "retired",
      },
    ]);
  });

  it("are read from HTML, where several rows of Regions speak of one model", () => {
    const row = (regions: string, end: string): string =>
      `<tr><td>Maker</td><td>Talk</td><td><code>maker.talk-v1:0</code></td><td>${regions}</td><td>March 10, 2026</td><td>${end}</td></tr>`;
    const page = `<!doctype html><html><body><h2>Legacy</h2><table><thead><tr><th>Model provider</th><th>Model name</th>
      <th>Model ID</th><th>Regions</th><th>Legacy date</th><th>EOL <b>date</b></th></tr></thead><tbody>
      ${row("us-east-1", "December 1, 2026")}${row("us-gov-east-1", "February 1, 2027")}</tbody></table></body></html>`;
    assert.deepEqual(announcementsOf(pageOf("amazon-bedrock"), tablesOf(page), today), [
      {
        id: "maker.talk-v1:0",
        provider: "maker",
        platform: "amazon-bedrock",
        deprecatedOn: "2026-03-10",
        firstShutdownOn: "2026-12-01",
        shutdownOn: "2027-02-01",
        listedAs: "legacy",
      },
    ]);
  });

  it("take the state that a page gives, and a promise for a promise", () => {
    const page = `
| API model name | Current state | Deprecated | Tentative retirement date |
| --- | --- | --- | --- |
| talk-5 | Active | N/A | Not sooner than June 9, 2027 |
`;
    assert.deepEqual(announcementsOf(pageOf("claude-api"), tablesOf(page), today), [
      {
        id: "talk-5",
        provider: "anthropic",
        platform: "claude-api",
        earliestShutdownOn: "2027-06-09",
        listedAs: "active",
      },
    ]);
  });

  it("are none on a page of another kind", () => {
    const page = "| Price | Model |\n| --- | --- |\n| 3 | talk-5 |\n";
    assert.deepEqual(announcementsOf(pageOf("claude-api"), tablesOf(page), today), []);
  });
});

describe("a renewed table", () => {
  const row = (id: string, more: Partial<LifecycleRow> = {}): LifecycleRow => ({
    id,
    provider: "openai",
    platform: "openai-api",
    listedAs: "active",
    isConfirmed: false,
    verification: "a report",
    sourceUrl: "https://example.com/page",
    sourceDate: "2026-08-21",
    ...more,
  });
  const source = { url: "https://example.com/page", today };
  const said = { id: "talk-1", provider: "openai", platform: "openai-api", listedAs: "deprecated" } as const;

  it("takes what the page says, keeps what it does not, and names each change", () => {
    const before = [row("talk-1", { notes: "By hand", replacements: ["talk-2"], isSecondHand: true }), row("talk-9")];
    const { rows, changes } = mergeRows(before, [{ ...said, shutdownOn: "2027-01-20" }], source);
    assert.deepEqual(rows[0], {
      ...row("talk-1", { notes: "By hand", replacements: ["talk-2"] }),
      listedAs: "deprecated",
      shutdownOn: "2027-01-20",
      isConfirmed: true,
      verification: "the platform's page, read 2026-11-22",
      sourceDate: today,
    });
    assert.deepEqual(rows[1], before[1]);
    assert.deepEqual(
      changes.map(({ id, what }) => `${id}: ${what}`),
      [
        "talk-1: listedAs active → deprecated",
        "talk-1: shutdownOn unknown → 2027-01-20",
        "talk-9: is no longer on its page; the row is kept",
      ],
    );
  });

  it("gains what is new and leaves other platforms alone", () => {
    const other = row("talk-1", { platform: "gemini-api" });
    const { rows, changes } = mergeRows([other], [{ ...said, shutdownOn: "2027-01-20" }], source);
    assert.equal(rows[0], other);
    assert.equal(rows[1]?.id, "talk-1");
    assert.deepEqual(
      changes.map(({ what }) => what),
      ["is new: deprecated, ends 2027-01-20"],
    );
  });
});
