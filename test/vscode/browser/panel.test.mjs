import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openBrowser } from "../host/browser.mjs";
import { cursorLine, openEditor, openFile, openView, webviewFrame } from "../host/page.mjs";
import { startServer } from "../host/server.mjs";
import { copyWorkspace } from "../host/sessions.mjs";

const VIEW = "GenAI Lens";
const COST_LIMIT = "GENCOST03-BP02";

describe("the panel", () => {
  /** @type {Awaited<ReturnType<typeof copyWorkspace>>} */ let copy;
  /** @type {Awaited<ReturnType<typeof startServer>>} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;
  /** @type {import("playwright-core").Frame} */ let panel;

  before(async () => {
    copy = await copyWorkspace({ source: "test/fixtures/editor" });
    server = await startServer();
    browser = await openBrowser();
  });

  beforeEach(async () => {
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
    await openView(page, VIEW);
    panel = await webviewFrame(page, "[role=tree]");
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") {
      await page.screenshot({ path: path.join("test/vscode/screenshots", `failed ${this.currentTest.title}.png`) });
    }
    await page.close();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await copy?.remove();
  });

  it("shows six pillars, 29 questions and 51 practices", async () => {
    assert.equal(await panel.locator(".level-1").count(), 6);
    await unfold(panel, ".level-1");
    assert.equal(await panel.locator(".level-2").count(), 29);
    await unfold(panel, ".level-2");
    assert.equal(await panel.locator(".level-3").count(), 51);
  });

  it("keeps an answer and a note in the workspace", async () => {
    await openPractice(panel, COST_LIMIT);
    await practice(panel, COST_LIMIT).getByRole("radio", { name: "Not done" }).check();
    await practice(panel, COST_LIMIT).getByRole("textbox", { name: "Note" }).fill("Limits come with the next release");
    const review = await untilReview(
      copy.workspace,
      (kept) => kept?.answers?.[COST_LIMIT]?.note === "Limits come with the next release",
    );
    assert.equal(review.answers[COST_LIMIT].status, "not done");

    await page.close();
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
    await openView(page, VIEW);
    panel = await webviewFrame(page, "[role=tree]");
    await openPractice(panel, COST_LIMIT);
    const note = practice(panel, COST_LIMIT).getByRole("textbox", { name: "Note" });
    assert.equal(await note.inputValue(), "Limits come with the next release");
    assert.ok(await practice(panel, COST_LIMIT).getByRole("radio", { name: "Not done" }).isChecked());
  });

  it("shows what the code shows, unasked", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.locator(`[id="item-${COST_LIMIT}"] .evidence-item`).filter({ hasText: "answer.ts" }).first().waitFor();
  });

  it("opens the line that evidence speaks of", async () => {
    await scan(panel);
    await openPractice(panel, COST_LIMIT);
    await panel.locator(`[id="item-${COST_LIMIT}"] .evidence-item`).filter({ hasText: "answer.ts" }).first().click();
    await page.locator(".tab.active").filter({ hasText: "answer.ts" }).waitFor();
    await untilEqual(() => cursorLine(page), 7);
  });

  it("opens the page of a practice", async () => {
    await openPractice(panel, COST_LIMIT);
    await practice(panel, COST_LIMIT).getByRole("button", { name: "Open page" }).click();
    await page.locator(".tab.active").filter({ hasText: COST_LIMIT }).waitFor();
  });

  it("changes as the code changes", async () => {
    await scan(panel);
    await openPractice(panel, COST_LIMIT);
    const against = practice(panel, COST_LIMIT).locator(".evidence-item").filter({ hasText: "sets no" });
    await against.waitFor();
    await openFile(page, "answer.ts:8");
    await untilEqual(() => cursorLine(page), 8);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("max_completion_tokens: 100,");
    await against.waitFor({ state: "detached" });
  });

  it("is used with the keyboard alone", async () => {
    await panel.locator(".level-1").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    assert.match(await focusedItem(panel), /^GEN[A-Z]+\d+$/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    assert.match(await focusedItem(panel), /-BP\d+$/);
    await page.keyboard.press("Enter");
    await panel.locator(".level-3[aria-expanded=true]").first().waitFor();
  });

  it("keeps a damaged review beside the new one, and says so", async () => {
    const file = path.join(copy.workspace, ".genai-lens/review.json");
    await mkdir(path.dirname(file), { recursive: true });
    const damaged = '{ "version": 1, "answers": { ';
    await writeFile(file, damaged);
    await panel.locator(".notice").filter({ hasText: "review.json" }).first().waitFor();
    await openPractice(panel, COST_LIMIT);
    await practice(panel, COST_LIMIT).getByRole("radio", { name: "Done", exact: true }).check();
    await untilReview(copy.workspace, (kept) => kept?.answers?.[COST_LIMIT]?.status === "done");
    assert.equal(await readFile(`${file}.bak`, "utf8"), damaged);
  });
});

/** @param {import("playwright-core").Frame} panel */
async function scan(panel) {
  await panel.getByRole("button", { name: /^Scan/ }).click();
  await panel
    .locator(".scan-state")
    .filter({ hasText: /model calls in/ })
    .waitFor();
}

/** @param {import("playwright-core").Frame} panel @param {string} id */
function practice(panel, id) {
  return panel.locator(`[id="item-${id}"]`);
}

/** @param {import("playwright-core").Frame} panel @param {string} level */
async function unfold(panel, level) {
  const folded = panel.locator(`${level}[aria-expanded=false]`);
  while ((await folded.count()) > 0) {
    await folded.first().locator("> .row").click();
  }
}

/** Finds a practice by its id, and unfolds it. @param {import("playwright-core").Frame} panel @param {string} id */
async function openPractice(panel, id) {
  await panel.getByRole("textbox", { name: "Filter practices" }).fill(id);
  const item = practice(panel, id);
  await item.waitFor();
  if ((await item.getAttribute("aria-expanded")) === "false") {
    await item.locator("> .row").click();
  }
  await item.getByRole("radio").first().waitFor();
}

/** @param {import("playwright-core").Frame} panel */
async function focusedItem(panel) {
  return panel.evaluate(() => document.activeElement?.getAttribute("data-item") ?? "");
}

/**
 * Waits until the review that is kept on disk is as expected.
 * @param {string} workspace
 * @param {(review: any) => boolean} isExpected
 */
async function untilReview(workspace, isExpected) {
  const file = path.join(workspace, ".genai-lens/review.json");
  return poll(async () => JSON.parse(await readFile(file, "utf8").catch(() => "null")), isExpected, file);
}

/** @param {() => Promise<unknown>} ask @param {unknown} expected */
async function untilEqual(ask, expected) {
  await poll(ask, (answer) => answer === expected, String(expected));
}

/**
 * @template Answer
 * @param {() => Promise<Answer>} ask
 * @param {(answer: Answer) => boolean} isExpected
 * @param {string} what
 */
async function poll(ask, isExpected, what) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && isExpected(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}. Last seen: ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
