import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { openBrowser } from "../host/browser.mjs";
import {
  cursorLine,
  keepPictureOfFailure,
  openEditor,
  openFile,
  openLightBulb,
  openView,
  runCommand,
  webviewFrame,
} from "../host/page.mjs";
import { startServer } from "../host/server.mjs";
import { copyWorkspace } from "../host/sessions.mjs";

const VIEW = "GenAI Lens";
const COST_LIMIT = "GENCOST03-BP02";
const LENS = "generative-ai";

describe("the panel", () => {
  /** @type {Awaited<ReturnType<typeof copyWorkspace>>} */ let copy;
  /** @type {Awaited<ReturnType<typeof startServer>>} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;
  /** @type {import("playwright-core").Frame} */ let panel;

  before(async () => {
    server = await startServer();
    browser = await openBrowser();
  });

  beforeEach(async () => {
    copy = await copyWorkspace({ source: "test/fixtures/editor" });
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
    await openView(page, VIEW);
    panel = await webviewFrame(page, "[role=tab]");
    await untilScanned(panel);
  });

  afterEach(async function () {
    await keepPictureOfFailure(this.currentTest, page);
    await page.close();
    await copy.remove();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Opens the window anew, as after a reload. */
  async function reopen() {
    await page.close();
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
    await openView(page, VIEW);
    panel = await webviewFrame(page, "[role=tab]");
  }

  it("shows six pillars, 29 questions and 51 practices", async () => {
    assert.equal(await panel.locator(".ring-card").count(), 6);
    await panel.getByRole("tab", { name: "Practices" }).click();
    assert.equal(await panel.locator(".level-1").count(), 6);
    await unfold(panel, ".level-1");
    assert.equal(await panel.locator(".level-2").count(), 29);
    await unfold(panel, ".level-2");
    assert.equal(await panel.locator(".level-3").count(), 51);
  });

  it("keeps an answer with note, owner, due date and link in the workspace", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.getByRole("radio", { name: "Not done" }).check();
    await panel.getByRole("textbox", { name: "Note" }).fill("Limits come with the next release");
    await panel.getByRole("textbox", { name: "Owner" }).fill("Ada");
    await panel.getByLabel("Due", { exact: true }).fill("2026-12-24");
    await panel.getByRole("textbox", { name: "Links: add an address" }).fill("https://example.com/limits");
    await panel.getByRole("button", { name: "Add", exact: true }).click();
    const answer = await untilAnswer(
      copy.workspace,
      COST_LIMIT,
      ({ links, owner, note }) => links?.length === 1 && owner === "Ada" && note !== undefined,
    );
    assert.deepEqual(answer, {
      status: "not done",
      note: "Limits come with the next release",
      owner: "Ada",
      due: "2026-12-24",
      links: ["https://example.com/limits"],
    });

    await reopen();
    await openPractice(panel, COST_LIMIT);
    assert.equal(await panel.getByRole("textbox", { name: "Note" }).inputValue(), "Limits come with the next release");
    assert.ok(await panel.getByRole("radio", { name: "Not done" }).isChecked());
  });

  it("keeps “not applicable” only with a reason", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.getByRole("radio", { name: "Not applicable" }).check();
    await panel.locator("[data-part='needs reason']").waitFor();
    const reason = panel.getByRole("textbox", { name: "Why it does not apply (required)" });
    await untilEqual(() => reason.evaluate((element) => element.matches(":focus")), true);
    assert.equal(await readReview(copy.workspace), null);
    await reason.fill("Answers are limited by the gateway");
    await untilAnswer(copy.workspace, COST_LIMIT, ({ reason }) => reason === "Answers are limited by the gateway");
  });

  it("takes over what the code proposes, and undoes it", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.locator("[data-part=proposal]").getByRole("button").click();
    await untilAnswer(copy.workspace, COST_LIMIT, ({ status }) => status === "not done");
    await panel.getByRole("button", { name: "Undo", exact: true }).click();
    await untilAnswer(copy.workspace, COST_LIMIT, ({ status }) => status === undefined || status === "open");
    await panel.locator("[data-part=proposal]").waitFor();
  });

  it("takes over all proposals at once, and undoes them in one step", async () => {
    await panel.getByRole("button", { name: "Look at them" }).click();
    const all = panel.getByRole("button", { name: /^Take over all \d+ proposals$/ });
    const number = Number(/\d+/.exec((await all.textContent()) ?? "")?.[0]);
    assert.ok(number > 1);
    await all.click();
    await poll(
      async () => Object.values((await readReview(copy.workspace))?.answers?.[LENS] ?? {}).length,
      (kept) => kept === number,
      `${number} answers`,
    );
    await panel.locator("[data-part=outcome]").getByRole("button", { name: "Undo" }).click();
    await poll(
      async () =>
        Object.values((await readReview(copy.workspace))?.answers?.[LENS] ?? {}).filter(
          (/** @type {any} */ { status }) => (status ?? "open") !== "open",
        ).length,
      (kept) => kept === 0,
      "no answers",
    );
  });

  it("opens the line that evidence speaks of, and leads back from there", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.locator(".evidence-item").filter({ hasText: "answer.ts" }).first().click();
    await page.locator(".tab.active").filter({ hasText: "answer.ts" }).waitFor();
    await untilEqual(() => cursorLine(page), 7);

    await panel.getByRole("button", { name: "All practices" }).click();
    await panel.getByRole("tab", { name: "Overview" }).click();
    await openFile(page, "answer.ts:7:14");
    await page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first().waitFor();
    await openLightBulb(page);
    await page.locator(".action-widget").getByText(`Show ${COST_LIMIT} in the pillar review`).click();
    await panel.locator("#details").filter({ hasText: COST_LIMIT }).waitFor();
  });

  it("shows the fix of a finding, and makes it when it is accepted", async () => {
    await openPractice(panel, COST_LIMIT);
    const finding = panel.locator(".evidence-entry").filter({ hasText: "answer.ts" }).filter({ hasText: "sets no" });
    await finding.getByRole("button", { name: /^Fix this/ }).click();
    await page.locator(".bulk-edit-panel .edit-checkbox").first().check();
    await page.getByRole("button", { name: "Apply", exact: true }).click();
    await page.locator(".tab.active.dirty").filter({ hasText: "answer.ts" }).waitFor();
    await finding.waitFor({ state: "detached" });
  });

  it("opens the page of a practice", async () => {
    await openPractice(panel, COST_LIMIT);
    await panel.getByRole("button", { name: "How to do it" }).click();
    await page.locator(".tab.active").filter({ hasText: COST_LIMIT }).waitFor();
  });

  it("changes as the code changes", async () => {
    await openPractice(panel, COST_LIMIT);
    const against = panel.locator(".evidence-item").filter({ hasText: "sets no" });
    await against.first().waitFor();
    await openFile(page, "answer.ts:8");
    await untilEqual(() => cursorLine(page), 8);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("max_completion_tokens: 100,");
    await against.waitFor({ state: "detached" });
  });

  it("keeps a milestone, and shows what changed since", async () => {
    await panel.getByRole("textbox", { name: "Name of a new milestone" }).fill("Kick-off");
    await panel.getByRole("button", { name: "Save milestone" }).click();
    await panel.locator(".trend-item").filter({ hasText: "Kick-off" }).waitFor();
    assert.equal((await readdir(path.join(copy.workspace, ".genai-lens/milestones"))).length, 1);
    await openPractice(panel, COST_LIMIT);
    await panel.getByRole("radio", { name: "Done", exact: true }).check();
    await panel.getByRole("tab", { name: "Overview" }).click();
    await panel.locator(".changes-better, .changes-worse").filter({ hasText: COST_LIMIT }).first().waitFor();
  });

  it("shows another lens, and keeps its answers apart", async () => {
    await panel.getByRole("combobox", { name: "Lens" }).selectOption({ label: "AWS Well-Architected Agentic AI Lens" });
    await panel.getByText(/of 150 practices answered/).waitFor();
    await panel.getByRole("button", { name: "Start the review" }).click();
    await panel.getByRole("radio", { name: "Done", exact: true }).check();
    await poll(
      async () => Object.keys((await readReview(copy.workspace))?.answers ?? {}),
      (lenses) => lenses.length === 1 && lenses[0] === "agentic-ai",
      "an answer of the Agentic AI Lens",
    );
  });

  it("is a tab among the editors too, which comes back with the window", async () => {
    await runCommand(page, "GenAI Lens: Open Review in Editor");
    await page.locator(".tab.active").filter({ hasText: "Pillar Review" }).waitFor();
    let tab = await webviewFrame(page, "#panel[data-layout=wide]");
    await tab.getByRole("button", { name: "Start the review" }).click();
    await tab.locator("#details").waitFor();
    assert.ok(await tab.getByRole("tree").isVisible());
    await tab.getByRole("radio", { name: "Done", exact: true }).check();
    await panel.getByText("1 of 51 practices answered").waitFor();
    await page
      .locator(".statusbar-item")
      .filter({ hasText: /high risk/ })
      .waitFor();

    // An editor in a browser writes what it keeps every few seconds, when it has nothing else to do.
    await untilMatch(() => keptByEditor(page, "memento/workbench.parts.editor"), /\\"open\\+":\\+"GEN/);
    await page.reload({ waitUntil: "domcontentloaded" });
    tab = await webviewFrame(page, "#panel[data-layout=wide]");
    await tab.locator("#details").waitFor();
    assert.ok(await tab.getByRole("radio", { name: "Done", exact: true }).isChecked());
  });

  it("knows who I am in the side bar, in the tab and in another workspace", async () => {
    /** @param {import("playwright-core").Frame} shown */
    const myName = async (shown) => {
      await shown.getByRole("tab", { name: "Practices" }).click();
      const filters = shown.getByRole("button", { name: /^Filters/ });
      if ((await filters.getAttribute("aria-expanded")) === "false") {
        await filters.click();
      }
      await shown.getByRole("combobox", { name: "Owner" }).selectOption({ value: "me" });
      return shown.getByRole("textbox", { name: "Your name" });
    };
    const inSideBar = await myName(panel);
    await inSideBar.pressSequentially("Ada Lovelace");
    assert.equal(await inSideBar.inputValue(), "Ada Lovelace");

    await runCommand(page, "GenAI Lens: Open Review in Editor");
    const tab = await webviewFrame(page, "#panel[data-layout=wide] [role=tab]");
    const inTab = await myName(tab);
    await untilEqual(() => inTab.inputValue(), "Ada Lovelace");
    await inTab.fill("Grace");
    await untilEqual(() => inSideBar.inputValue(), "Grace");

    // An editor in a browser writes what it keeps every few seconds, when it has nothing else to do.
    await untilMatch(() => keptByEditor(page, "genai-lens.genai-lens"), /Grace/);
    const other = await copyWorkspace({ source: "test/fixtures/editor" });
    try {
      await page.goto(server.address({ workspace: other.workspace }), { waitUntil: "domcontentloaded" });
      await openView(page, VIEW);
      const elsewhere = await myName(await webviewFrame(page, "[role=tab]"));
      await untilEqual(() => elsewhere.inputValue(), "Grace");
    } finally {
      await other.remove();
    }
  });

  it("is used with the keyboard alone", async () => {
    await panel.getByRole("tab", { name: "Overview" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await panel.locator(".row").first().focus();
    await page.keyboard.press("ArrowRight");
    await untilEqual(() => panel.locator(".level-2").count(), 5);
    await page.keyboard.press("ArrowDown");
    await untilMatch(() => focusedRow(panel), /^GEN[A-Z]+\d+$/);
    await page.keyboard.press("ArrowRight");
    await panel.locator(".level-3").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await untilMatch(() => focusedRow(panel), /-BP\d+$/);
    await page.keyboard.press("Enter");
    await panel.locator("#details").waitFor();
    await page.keyboard.press("d");
    await untilEqual(() => panel.getByRole("radio", { name: "Done", exact: true }).isChecked(), true);
    const first = await panel.locator("#practice-title").textContent();
    await page.keyboard.press("u");
    await poll(
      async () => panel.locator("#practice-title").textContent(),
      (title) => title !== first,
      "the next practice",
    );
    await page.keyboard.press("Escape");
    await untilMatch(() => focusedRow(panel), /-BP\d+$/);
    await page.keyboard.press("?");
    await panel.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await panel.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("keeps a damaged review beside the new one, and says so", async () => {
    const file = path.join(copy.workspace, ".genai-lens/review.json");
    await mkdir(path.dirname(file), { recursive: true });
    const damaged = '{ "version": 1, "answers": { ';
    const notice = panel.locator(".notice").filter({ hasText: "review.json" }).first();
    // An editor that was just opened may not watch its files yet, and misses the first change.
    await poll(
      async () => {
        await writeFile(file, damaged);
        return notice.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      },
      Boolean,
      "the notice of a damaged review",
    );
    await openPractice(panel, COST_LIMIT);
    await panel.getByRole("radio", { name: "Done", exact: true }).check();
    await untilAnswer(copy.workspace, COST_LIMIT, ({ status }) => status === "done");
    assert.equal(await readFile(`${file}.bak`, "utf8"), damaged);
  });
});

/** @param {import("playwright-core").Frame} panel */
async function untilScanned(panel) {
  await panel
    .locator(".scan-state")
    .filter({ hasText: /model calls? in/ })
    .waitFor();
}

/** @param {import("playwright-core").Frame} panel @param {string} level */
async function unfold(panel, level) {
  const folded = panel.locator(`${level}[aria-expanded=false]`);
  while ((await folded.count()) > 0) {
    await folded.first().click();
  }
}

/** Finds a practice by its id, and opens it. @param {import("playwright-core").Frame} panel @param {string} id */
async function openPractice(panel, id) {
  await panel.getByRole("tab", { name: "Practices" }).click();
  await panel.getByRole("textbox", { name: "Search practices" }).fill(id);
  await panel.locator(`[id="row-${id}"]`).click();
  await panel.locator("#details").filter({ hasText: id }).waitFor();
}

/** @param {import("playwright-core").Frame} panel */
async function focusedRow(panel) {
  return panel.evaluate(() => document.activeElement?.getAttribute("data-key") ?? "");
}

/** The review that is kept on disk; `null` where there is none. @param {string} workspace */
async function readReview(workspace) {
  const file = path.join(workspace, ".genai-lens/review.json");
  return JSON.parse(await readFile(file, "utf8").catch(() => "null"));
}

/**
 * Waits until the answer that is kept on disk is as expected.
 * @param {string} workspace
 * @param {string} practice
 * @param {(answer: any) => boolean} isExpected gets an empty answer where there is none
 */
async function untilAnswer(workspace, practice, isExpected) {
  return poll(
    async () => (await readReview(workspace))?.answers?.[LENS]?.[practice] ?? {},
    isExpected,
    `an answer for ${practice}`,
  );
}

/** @param {() => Promise<unknown>} ask @param {unknown} expected */
async function untilEqual(ask, expected) {
  await poll(ask, (answer) => answer === expected, String(expected));
}

/** @param {() => Promise<string>} ask @param {RegExp} expected */
async function untilMatch(ask, expected) {
  await poll(ask, (answer) => expected.test(answer), String(expected));
}

/**
 * What the editor has written under a name, such as its open tabs, to bring it back with the window.
 * @param {import("playwright-core").Page} page
 * @param {string} key
 */
async function keptByEditor(page, key) {
  return page.evaluate(async (key) => {
    /** @type {<Result>(request: IDBRequest<Result>) => Promise<Result>} */
    const result = (request) =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error));
      });
    let text = "";
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith("vscode-web-state-db-")) {
        const database = await result(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          text += await result(database.transaction(store).objectStore(store).get(key));
        }
        database.close();
      }
    }
    return text;
  }, key);
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
