import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { openBrowser } from "../host/browser.mjs";
import {
  chooseCommand,
  keepPictureOfFailure,
  openEditor,
  openView,
  ownMessages,
  runCommand,
  shownMessage,
  webviewFrame,
} from "../host/page.mjs";
import { repository } from "../host/paths.mjs";
import { startServer } from "../host/server.mjs";
import { copyWorkspace } from "../host/sessions.mjs";

const built = (/** @type {string} */ name) => path.join(repository, "out/vscode", `${name}.mjs`);
/** @type {typeof import("../../review/lens-file/small-lens.ts")} */
const { SMALL_LENS } = await import(built("small-lens"));
/** @type {typeof import("../../review/well-architected/tool-server.ts")} */
const { REGION, ToolServer } = await import(built("tool-server"));
/** @type {typeof import("../../review/well-architected/aws-environment.ts")} */
const { CONFIG_FILE, useAws } = await import(built("aws-environment"));

describe("dialogs", () => {
  /** @type {Awaited<ReturnType<typeof copyWorkspace>>} */ let copy;
  /** @type {Awaited<ReturnType<typeof startServer>>} */ let server;
  /** @type {import("playwright-core").Browser} */ let browser;
  /** @type {import("playwright-core").Page} */ let page;
  /** @type {InstanceType<typeof ToolServer>} */ let tool;
  /** @type {string} */ let settings;

  before(async () => {
    settings = path.join(repository, "out/vscode/aws.ini");
    await writeFile(settings, CONFIG_FILE);
    tool = new ToolServer();
    const putBack = useAws(await tool.start(), settings);
    // Only the profile of the configuration file has credentials.
    delete process.env["AWS_ACCESS_KEY_ID"];
    server = await startServer();
    putBack();
    browser = await openBrowser();
  });

  beforeEach(async () => {
    copy = await copyWorkspace({ source: "test/fixtures/editor" });
    page = await openEditor(browser, server.address({ workspace: copy.workspace }));
  });

  afterEach(async function () {
    await keepPictureOfFailure(this.currentTest, page);
    await page.close();
    await copy.remove();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await tool?.stop();
  });

  /** Answers the question that stands at the top of the window. @param {string} title @param {string} text */
  async function answer(title, text) {
    const box = page.locator(".quick-input-widget").filter({ hasText: title });
    await box.waitFor();
    await box.locator("input.input").fill(text);
    await page.keyboard.press("Enter");
  }

  /** Picks from the list that stands at the top of the window. @param {string} title @param {string} label */
  async function pick(title, label) {
    const box = page.locator(".quick-input-widget").filter({ hasText: title });
    await box.waitFor();
    await box.locator(".monaco-list-row").filter({ hasText: label }).first().click();
  }

  describe("of the import of a lens", () => {
    /** @type {import("playwright-core").Frame} */ let panel;

    beforeEach(async () => {
      await openView(page, "GenAI Lens");
      panel = await webviewFrame(page, "[role=tab]");
    });

    /** Chooses a file with this text for import. @param {string} name @param {string} text */
    async function importFile(name, text) {
      const file = path.join(copy.workspace, name);
      await writeFile(file, text);
      const last = (await panel.getByRole("combobox", { name: "Lens" }).locator("option").count()) - 1;
      await panel.getByRole("combobox", { name: "Lens" }).selectOption({ index: last });
      const dialog = page.locator(".quick-input-widget").filter({ hasText: "Import a lens" });
      // The dialog writes the folder into its box once it has read it.
      await dialog.locator(".monaco-list-row").filter({ hasText: name }).waitFor();
      await dialog.locator("input.input").fill(file);
      await dialog.getByRole("button", { name: "Import" }).click();
    }

    it("tell what is wrong with a bad file, show all of it, and import nothing", async () => {
      const bad = structuredClone(/** @type {any} */ (SMALL_LENS));
      bad.schemaVersion = "1999-01-01";
      bad.pillars[0].questions[0].id = "no spaces allowed";
      bad.pillars[0].questions[0].choices[0].title = "";
      bad.pillars[0].questions[0].riskRules = [];
      await importFile("bad.json", JSON.stringify(bad, null, 2));
      const shown = await shownMessage(page, /bad\.json:2:20 .*And 1 more\./s);
      assert.doesNotMatch((await shown.textContent()) ?? "", /bad\.json: bad\.json/);
      await panel
        .locator(".notice")
        .filter({ hasText: /bad\.json is not a lens that can be imported/ })
        .waitFor();
      await shown.getByRole("button", { name: "Show All" }).click();
      await page.locator(".tab.active").filter({ hasText: "Problems of bad.json" }).waitFor();
      const lines = page.locator(".monaco-editor .view-lines").first();
      for (const place of ["bad.json:2:20", "bad.json:58:24"]) await lines.getByText(place).first().waitFor();
      assert.deepEqual(await readdir(path.join(copy.workspace, ".genai-lens")).catch(() => []), []);
    });

    it("import a good file, and show its practices", async () => {
      await importFile("rules.json", JSON.stringify(SMALL_LENS));
      await panel.locator(".notice").filter({ hasText: "The lens was imported." }).waitFor();
      await panel.getByRole("combobox", { name: "Lens" }).selectOption({ label: "House rules (imported)" });
      await panel.getByText(/of 2 practices answered/).waitFor();
      assert.deepEqual(await readdir(path.join(copy.workspace, ".genai-lens/lenses")), ["house-rules.json"]);
    });

    it("change nothing when they are left", async () => {
      const lenses = panel.getByRole("combobox", { name: "Lens" });
      const before = await lenses.inputValue();
      const last = (await lenses.locator("option").count()) - 1;
      await lenses.selectOption({ index: last });
      await page.locator(".quick-input-widget").filter({ hasText: "Import a lens" }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      assert.equal(await lenses.inputValue(), before);
      assert.equal(await panel.locator(".notice").count(), 0);
    });
  });

  describe("of the specification", () => {
    it("say that it cannot be written, and where", async () => {
      await writeFile(path.join(copy.workspace, "docs"), "A file that stands in the way.\n");
      await runCommand(page, "GenAI Lens: Write Design Specification");
      await shownMessage(page, /docs\/genai-spec\.md cannot be written/);
      assert.equal(await readFile(path.join(copy.workspace, "docs"), "utf8"), "A file that stands in the way.\n");
    });
  });

  describe("of the sync with AWS", () => {
    const ANSWERS = { "GENSEC01-BP01": { status: "done" }, "GENSEC01-BP02": { status: "not done", note: "x" } };
    const keptReview = () => path.join(copy.workspace, ".genai-lens/review.json");

    beforeEach(async () => {
      await mkdir(path.dirname(keptReview()), { recursive: true });
      await writeFile(keptReview(), JSON.stringify({ version: 2, answers: { "generative-ai": ANSWERS } }));
      tool.seen.length = 0;
    });

    /** @param {string} direction @param {string} profile @param {string} region */
    async function start(direction, profile, region) {
      await chooseCommand(page, "GenAI Lens: Sync Review with the AWS Well-Architected Tool");
      await pick("Lens", "AWS Well-Architected Generative AI Lens");
      await pick("Direction", direction);
      await answer("AWS profile", profile);
      await answer("AWS region", region);
    }

    it("say in one message that there are no credentials", async () => {
      await start("Send answers", "", REGION);
      await shownMessage(page, /No AWS credentials \(.*\): sign in, .* or name another profile\./);
      // What told that it was asking is gone.
      await page
        .locator(".notification-list-item")
        .filter({ hasText: "Listing workloads" })
        .waitFor({ state: "detached" });
      assert.equal(await ownMessages(page).count(), 1);
      assert.deepEqual(tool.seen, []);
    });

    it("add the lens when that is agreed to, show the difference, and send what is picked", async () => {
      await start("Send answers", "review", "");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.filter({ hasText: "the lens would be added" }).waitFor();
      assert.deepEqual(tool.writes(), []);
      await dialog.getByRole("button", { name: "Do This" }).click();
      await page.locator(".tab.active").filter({ hasText: "Difference with the AWS" }).waitFor();
      const list = page.locator(".quick-input-widget").filter({ hasText: "What to send to the tool" });
      await list.locator(".monaco-list-row").filter({ hasText: "GENSEC01-BP02" }).click();
      await list.getByRole("button", { name: "OK" }).click();
      await dialog.filter({ hasText: 'Send what is shown to the workload "Workload 1"?' }).waitFor();
      const lines = page.locator(".monaco-editor .view-lines").first();
      await lines.getByText("GENSEC01-BP01").first().waitFor();
      assert.equal(await lines.getByText("GENSEC01-BP02").count(), 0);
      await dialog.getByRole("button", { name: "Send" }).click();
      await shownMessage(page, /Sent 1 change in 1 question\./);
      assert.deepEqual(
        tool.writes().map(({ method, path: of }) => `${method} ${of.split("/").at(-1)}`),
        ["PATCH associateLenses", "PATCH gensec1"],
      );
    });

    it("offer the upgrade of a lens that the tool has a newer version of", async () => {
      tool.associateOutdated("2024-11-01", "gensec1");
      await start("Send answers", "review", "");
      const dialog = page.locator(".monaco-dialog-box").filter({ hasText: "the tool has version 2025-04-15" });
      await dialog.getByRole("button", { name: "Go On Without" }).click();
      await shownMessage(page, /Both sides say the same\..*the tool has version 2025-04-15/s);
      assert.deepEqual(tool.writes(), []);

      await start("Send answers", "review", "");
      await dialog.getByRole("button", { name: "Upgrade" }).click();
      await page.locator(".tab.active").filter({ hasText: "Difference with the AWS" }).waitFor();
      assert.match(tool.milestones.join(), /^Before the upgrade of Generative AI/);
      await page.keyboard.press("Escape");
    });

    it("take an answer over, or nothing when the last question is declined", async () => {
      tool.associate().answer("genops1").SelectedChoices = ["genops1_1"];
      await start("Take answers over", "review", "");
      const list = page.locator(".quick-input-widget").filter({ hasText: "What to take over from the tool" });
      await list.getByRole("button", { name: "OK" }).click();
      const dialog = page.locator(".monaco-dialog-box").filter({ hasText: "Take what is shown over" });
      await dialog.waitFor();
      const before = await readFile(keptReview(), "utf8");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await dialog.waitFor({ state: "hidden" });
      assert.equal(await readFile(keptReview(), "utf8"), before);

      await start("Take answers over", "review", "");
      await list.getByRole("button", { name: "OK" }).click();
      await dialog.getByRole("button", { name: "Take Over" }).click();
      await shownMessage(page, /Took over 2 answers\./);
      assert.deepEqual(JSON.parse(await readFile(keptReview(), "utf8")).answers["generative-ai"]["GENOPS01-BP01"], {
        status: "done",
      });
      assert.deepEqual(tool.writes(), []);
    });
  });
});
