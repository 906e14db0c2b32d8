/**
 * Takes pictures of the product on the example workspace.
 * Usage: npm run screenshots -- [--theme light|dark|high-contrast|high-contrast-light|all] [--size 1280x800] [--folder PATH] [--file src/x.ts:7]
 * The pictures go to test/vscode/screenshots/, which git ignores, unless --folder names another place.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "./host/browser.mjs";
import { chooseTheme, openEditor, openFile, openLightBulb, openView, runCommand, webviewFrame } from "./host/page.mjs";
import { hostPackage } from "./host/paths.mjs";
import { startServer } from "./host/server.mjs";
import { copyWorkspace } from "./host/sessions.mjs";

const THEMES = {
  light: "Light Modern",
  dark: "Dark Modern",
  "high-contrast": "Dark High Contrast",
  "high-contrast-light": "Light High Contrast",
};

/** Until the panel stands still, in ms. */
const SETTLING = 600;

const { values } = parseArgs({
  options: {
    theme: { type: "string", default: "all" },
    size: { type: "string", default: "1280x800" },
    folder: { type: "string", default: path.join(hostPackage, "screenshots") },
    workspace: { type: "string", default: "test/workspaces/support-desk" },
    file: { type: "string", default: "research.ts:9" },
    practice: { type: "string", default: "GENCOST03-BP02" },
  },
});

const themes = Object.entries(THEMES).filter(([name]) => values.theme === "all" || values.theme === name);
const [width = 0, height = 0] = values.size.split("x").map(Number);
if (themes.length === 0 || !(width > 0 && height > 0)) {
  console.error(`--theme takes ${Object.keys(THEMES).join(", ")} or all; --size takes WIDTHxHEIGHT, such as 1280x800.`);
  process.exit(1);
}

const folder = path.resolve(process.env["INIT_CWD"] ?? ".", values.folder);
await mkdir(folder, { recursive: true });
for (const [name, theme] of themes) {
  const { workspace, remove } = await copyWorkspace({ source: values.workspace });
  const server = await startServer({
    settings: { "window.autoDetectColorScheme": false, "window.autoDetectHighContrast": false },
    report: console.log,
  });
  const browser = await openBrowser(console.log);
  const page = await openEditor(browser, server.address({ workspace }), { size: { width, height } });
  const shoot = async (/** @type {string} */ what) => {
    const file = path.join(folder, `${what}-${name}-${values.size}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  };
  try {
    await openFile(page, values.file);
    await page.locator(".squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint").first().waitFor();
    await chooseTheme(page, theme);
    await openView(page, "GenAI Lens");
    const panel = await webviewFrame(page, "[role=tab]");
    await panel
      .locator(".scan-state")
      .filter({ hasText: /model calls? in/ })
      .waitFor();
    await page.waitForTimeout(SETTLING);
    await shoot("overview");

    await panel.getByRole("tab", { name: "Practices" }).click();
    await panel.getByRole("textbox", { name: "Search practices" }).fill(values.practice);
    await panel.locator(`[id="row-${values.practice}"]`).click();
    await page.waitForTimeout(SETTLING);
    await shoot("practice");

    await runCommand(page, "GenAI Lens: Open Review in Editor");
    const tab = await webviewFrame(page, "#panel[data-layout=wide]");
    await page.waitForTimeout(SETTLING);
    await shoot("editor-overview");
    await tab.getByRole("button", { name: "Look at them" }).first().click();
    await tab.locator(".level-3").first().click();
    await page.waitForTimeout(SETTLING);
    await shoot("editor-practice");
    await tab.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.waitForTimeout(SETTLING);
    await shoot("editor-help");
    await page.keyboard.press("Escape");

    // The webview would keep the keys to itself.
    await page
      .locator(".tab")
      .filter({ hasText: values.file.split(":")[0] })
      .first()
      .click();
    await page.locator(".monaco-editor .view-lines").first().click();
    await openFile(page, values.file);
    await page.keyboard.press("F8");
    await page.locator(".peekview-widget, .marker-widget").first().waitFor();
    await shoot("finding");
    await page.keyboard.press("Escape");

    await page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first().hover({ force: true });
    await page.locator(".monaco-hover:not(.hidden) .hover-contents").first().waitFor();
    await shoot("hover");
    await page.keyboard.press("Escape");

    await openLightBulb(page);
    await page.locator(".action-widget").first().waitFor();
    await shoot("actions");
    await page.keyboard.press("Escape");

    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.locator(".markers-panel").first().waitFor();
    await shoot("problems");
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}
