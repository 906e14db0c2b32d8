import assert from "node:assert/strict";
import { openBrowser } from "../host/browser.mjs";
import {
  keepPictureOfFailure,
  openEditor,
  openView,
  ownMessages,
  runCommand,
  shownMessage,
  webviewFrame,
} from "../host/page.mjs";
import { startServer } from "../host/server.mjs";
import { copyWorkspace } from "../host/sessions.mjs";

describe("a window whose folder is not on disk", () => {
  /** @type {Awaited<ReturnType<typeof copyWorkspace>>} */ let copy;
  /** @type {Awaited<ReturnType<typeof startServer>>} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;

  before(async () => {
    copy = await copyWorkspace({ source: "test/fixtures/virtual", workspaceFile: "virtual.code-workspace" });
    server = await startServer();
    browser = await openBrowser();
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
  });

  afterEach(async function () {
    await keepPictureOfFailure(this.currentTest, page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await copy?.remove();
  });

  it("is told so in the panel", async () => {
    await openView(page, "GenAI Lens");
    const panel = await webviewFrame(page, "[data-state='not on disk']");
    assert.match((await panel.locator(".empty").textContent()) ?? "", /not on disk, so its code cannot be read/);
    assert.equal(await panel.locator(".notice").count(), 0);
  });

  for (const title of [
    "Write Design Specification",
    "Scan Workspace",
    "Sync Review with the AWS Well-Architected Tool",
  ]) {
    it(`is told so by the command “${title}”, in one message`, async () => {
      await runCommand(page, `GenAI Lens: ${title}`);
      const message = await shownMessage(page, /GenAI Lens reads code on disk/);
      assert.equal(await ownMessages(page).count(), 1);
      await message.hover();
      await message.locator(".codicon-notifications-clear").click();
      await message.waitFor({ state: "detached" });
    });
  }
});
