import path from "node:path";

/** Opens the editor's page, for a suite that runs inside the editor or for a test that drives it from outside. */

/** How long the editor may take for one thing before it is given up, in ms. */
const PATIENCE = 120_000;

/** What a suite puts before each of its lines, to tell them from the editor's own. */
const MARK = "[suite] ";

/** What the editor says in every run, and what says nothing of the product. */
const NOISE =
  /watchdog|open-vsx\.org|authentication provider|\[AccountPolicyGate\]|\[lifecycle\]|connection token|Creating a socket/;

/**
 * Opens the editor.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {{ size?: { width: number, height: number } }} [options]
 * @returns {Promise<import("playwright-core").Page>} once the workbench stands
 */
export async function openEditor(browser, address, { size = { width: 1280, height: 800 } } = {}) {
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(PATIENCE / 4);
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: PATIENCE });
  return page;
}

/**
 * Runs a bundled suite in the editor's extension host.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address one that names the suite
 * @param {(line: string) => void} log receives what the suite says
 * @returns {Promise<{ passed: number, failed: number }>}
 * @throws with the editor's last lines when the suite ends without a count, or not at all
 */
export async function runSuite(browser, address, log) {
  const page = await browser.newPage();
  /** @type {{ passed: number, failed: number } | undefined} */
  let counts;
  /** @type {string[]} */
  const editorLines = [];

  await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    const text = args.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
    if (!text.startsWith(MARK)) {
      if (!NOISE.test(text)) {
        editorLines.push(text);
      }
      return;
    }
    const said = text.slice(MARK.length);
    const match = /^(\d+) passed, (\d+) failed$/.exec(said);
    if (match) {
      counts = { passed: Number(match[1]), failed: Number(match[2]) };
    } else {
      log(said);
    }
  });

  /** @type {NodeJS.Timeout | undefined} */
  let giveUp;
  try {
    const end = new Promise((resolve, reject) => {
      giveUp = setTimeout(
        () => reject(new Error(`the suite did not end within ${(2 * PATIENCE) / 1_000} s`)),
        2 * PATIENCE,
      );
      page
        .exposeFunction("codeAutomationExit", resolve)
        .then(() => page.goto(address, { waitUntil: "domcontentloaded" }), reject);
    });
    await end;
    if (counts === undefined) {
      throw new Error("the suite ended before it counted its tests");
    }
    return counts;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}. The editor's last lines:\n${editorLines.slice(-40).join("\n")}`, { cause: error });
  } finally {
    clearTimeout(giveUp);
    await page.close();
  }
}

/**
 * The document inside a webview, by something that it holds.
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 * @returns {Promise<import("playwright-core").Frame>} once it is there
 */
export async function webviewFrame(page, selector) {
  const end = Date.now() + PATIENCE / 2;
  for (;;) {
    for (const frame of page.frames()) {
      const count = await frame
        .locator(selector)
        .count()
        // A frame may be replaced while it is asked.
        .catch(() => 0);
      if (count > 0 && frame.url().includes("fake.html")) {
        return frame;
      }
    }
    if (Date.now() > end) {
      throw new Error(
        `No webview holds ${selector}. Frames: ${page
          .frames()
          .map((frame) => frame.url())
          .join(", ")}`,
      );
    }
    await page.waitForTimeout(100);
  }
}

/**
 * Opens the extension's view by its icon in the activity bar. Where it is open already, that closes it.
 * @param {import("playwright-core").Page} page
 * @param {string} title
 */
export async function openView(page, title) {
  const icon = page.locator(".activitybar").getByRole("tab", { name: title }).first();
  await icon.click();
  // Its tooltip would hide a part of the view.
  await page.mouse.move(640, 400);
}

/**
 * Changes the colours, as a person does: the setting alone is not obeyed for every theme.
 * @param {import("playwright-core").Page} page
 * @param {string} theme as the list of themes shows it, such as `Dark Modern`
 */
export async function chooseTheme(page, theme) {
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.press("ControlOrMeta+T");
  await page.locator(".quick-input-widget input.input").fill(theme);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: theme }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/**
 * Runs a command by its title, as a person does.
 * @param {import("playwright-core").Page} page
 * @param {string} title with its category, such as `GenAI Lens: Open Review in Editor`
 */
export async function runCommand(page, title) {
  await chooseCommand(page, title);
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/**
 * Runs a command that goes on asking where the list of commands stood.
 * @param {import("playwright-core").Page} page
 * @param {string} title with its category, such as `GenAI Lens: Open Review in Editor`
 */
export async function chooseCommand(page, title) {
  // A webview in focus passes keys on too late for what is typed next.
  await page
    .locator(".titlebar, .part.titlebar")
    .first()
    .click({ position: { x: 5, y: 5 } });
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
  // An editor that has just started lists the commands that it knows then, and no later ones.
  for (let attempt = 0; attempt < 10 && !(await row.isVisible()); attempt++) {
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input.input").fill(`>${title}`);
    await row.waitFor({ timeout: 3_000 }).catch(() => {});
  }
  await page.keyboard.press("Enter");
}

/**
 * The messages of the extension that the editor lists; other extensions may have some too.
 * @param {import("playwright-core").Page} page
 */
export function ownMessages(page) {
  return page.locator('.notifications-center.visible .monaco-list-row[aria-label*="source: GenAI Lens"]');
}

/**
 * A message of the editor, once it is there; with its buttons, if it has any.
 * @param {import("playwright-core").Page} page
 * @param {RegExp} text
 */
export async function shownMessage(page, text) {
  const center = page.locator(".notifications-center.visible");
  const message = center.locator(".notification-list-item").filter({ hasText: text }).first();
  // The list of messages closes when the last of them goes, such as one that told of progress.
  for (let attempt = 0; attempt < 10 && !(await message.isVisible()); attempt++) {
    if (!(await center.isVisible())) {
      await page.locator('[id="status.notifications"]').click();
      await page.mouse.move(640, 400);
    }
    await message.waitFor({ timeout: 3_000 }).catch(() => {});
  }
  await message.waitFor();
  const expand = message.locator(".codicon-notifications-expand");
  if ((await expand.count()) > 0) {
    await message.hover();
    await expand.click();
  }
  return message;
}

/**
 * Opens a file by name, as a person does, at a line if one is given.
 * @param {import("playwright-core").Page} page
 * @param {string} file such as `answer.ts` or `answer.ts:7`
 */
export async function openFile(page, file) {
  await page.keyboard.press("ControlOrMeta+P");
  const input = page.locator(".quick-input-widget input.input");
  await input.fill(file);
  const name = file.split(":")[0] ?? file;
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page
    .locator(".tab.active")
    .filter({ hasText: name.split("/").at(-1) ?? name })
    .waitFor();
  await page.locator(".monaco-editor.focused").first().waitFor();
}

/**
 * Opens the menu of the light bulb where the cursor stands. The editor lets the key go by while it is still working
 * out what there is to do.
 * @param {import("playwright-core").Page} page
 */
export async function openLightBulb(page) {
  const menu = page.locator(".action-widget").first();
  for (let attempt = 0; attempt < 10 && !(await menu.isVisible()); attempt++) {
    await page.locator(".monaco-editor .inputarea, .monaco-editor .native-edit-context").first().focus();
    await page.keyboard.press("ControlOrMeta+.");
    await menu.waitFor({ timeout: 2000 }).catch(() => {});
  }
}

/**
 * Keeps a picture of what the editor shows where a test failed.
 * @param {import("mocha").Test | undefined} test
 * @param {import("playwright-core").Page} page
 */
export async function keepPictureOfFailure(test, page) {
  if (test?.state === "failed") {
    await page.screenshot({ path: path.join("test/vscode/screenshots", `failed ${test.title}.png`) });
  }
}

/**
 * Line of the cursor, from 1; `undefined` where no editor has one.
 * @param {import("playwright-core").Page} page
 */
export async function cursorLine(page) {
  const text = await page
    .locator(".statusbar")
    .getByText(/^Ln \d+/)
    .first()
    .textContent();
  const line = /^Ln (\d+)/.exec(text ?? "")?.[1];
  return line === undefined ? undefined : Number(line);
}
