import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { openBrowser } from "../host/browser.mjs";
import { chooseTheme, openEditor, openView, runCommand, webviewFrame } from "../host/page.mjs";
import { startServer } from "../host/server.mjs";
import { copyWorkspace } from "../host/sessions.mjs";

const THEMES = ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"];
const COST_LIMIT = "GENCOST03-BP02";

describe("the panel's accessibility", () => {
  /** @type {Awaited<ReturnType<typeof copyWorkspace>>} */ let copy;
  /** @type {Awaited<ReturnType<typeof startServer>>} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;
  /** @type {string} */ let axe;

  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    copy = await copyWorkspace({ source: "test/fixtures/editor" });
    server = await startServer({
      settings: { "window.autoDetectColorScheme": false, "window.autoDetectHighContrast": false },
    });
    browser = await openBrowser();
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
    await openView(page, "GenAI Lens");
    const side = await webviewFrame(page, "#panel[data-layout=narrow] [role=tab]");
    await side
      .locator(".scan-state")
      .filter({ hasText: /model calls? in/ })
      .waitFor();
    await side.getByRole("textbox", { name: "Name of a new milestone" }).fill("Kick-off");
    await side.getByRole("button", { name: "Save milestone" }).click();
    await side.locator(".trend-item").first().waitFor();
    await runCommand(page, "GenAI Lens: Open Review in Editor");
    await webviewFrame(page, "#panel[data-layout=wide] [role=tab]");
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await copy?.remove();
  });

  /** What axe-core finds, one line each. @param {import("playwright-core").Frame} panel */
  async function violations(panel) {
    await panel.evaluate(axe);
    return panel.evaluate(async () => {
      // The editor draws the background behind the document, where axe-core does not see it.
      const main = document.getElementById("panel");
      document.documentElement.style.background = main ? getComputedStyle(main).getPropertyValue("--background") : "";
      const { violations } = await /** @type {any} */ (globalThis).axe.run(document);
      return violations.flatMap((/** @type {any} */ { id, nodes }) =>
        nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      );
    });
  }

  for (const theme of THEMES) {
    it(`has nothing that axe-core finds, in ${theme}, narrow and wide`, async () => {
      await page.locator(".part.titlebar").click({ position: { x: 5, y: 5 } });
      await chooseTheme(page, theme);
      await page.waitForTimeout(500);
      for (const layout of ["narrow", "wide"]) {
        const panel = await webviewFrame(page, `#panel[data-layout=${layout}]`);
        const check = async (/** @type {string} */ state) =>
          assert.deepEqual(await violations(panel), [], `${theme}, ${layout}: ${state}`);
        await panel.getByRole("tab", { name: "Overview" }).click();
        await check("overview");
        await panel.getByRole("tab", { name: "Practices" }).click();
        if (await panel.getByRole("button", { name: "All practices" }).isVisible()) {
          await panel.getByRole("button", { name: "All practices" }).click();
        }
        const filters = panel.getByRole("button", { name: /^Filters/ });
        if ((await filters.getAttribute("aria-expanded")) === "false") {
          await filters.click();
        }
        await panel.getByRole("textbox", { name: "Search practices" }).fill(COST_LIMIT);
        await check("filters");
        await panel.locator(`[id="row-${COST_LIMIT}"]`).click();
        await panel.locator("#details").waitFor();
        await check("practice");
        await panel.getByRole("radio", { name: "Not applicable" }).check();
        await panel.locator("[data-part='needs reason']").waitFor();
        await check("missing reason");
        await panel.getByRole("radio", { name: "Open" }).check();
        await panel.getByRole("button", { name: "Keyboard shortcuts" }).click();
        await check("help");
        await page.keyboard.press("Escape");
      }
    });
  }
});
