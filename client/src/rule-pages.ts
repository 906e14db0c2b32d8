import { Disposable, Uri, commands, languages, window, workspace, type QuickPickItem } from "vscode";
import type { LensClient } from "./language-client.ts";
import { PAGE_SCHEME, isPageId, pageIdOf, pagePath } from "./page.ts";
import { DIAGNOSTIC_SOURCE } from "./status-item.ts";

/** Serves the pages of rules and practices as read-only documents, and the command that shows one. */
export function registerRulePages(client: LensClient): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
      provideTextDocumentContent: async (uri, token) => {
        const id = pageIdOf(uri.path);
        const page = id === undefined ? null : await client.request("genaiLens/page", { id }, token);
        return page ?? `# Not found\n\nThere is no rule or practice \`${id ?? uri.path}\`.\n`;
      },
    }),
    commands.registerCommand("genaiLens.openRulePage", async (argument?: unknown) => {
      const id = isPageId(argument) ? argument : await askForId();
      if (id !== undefined) {
        await openPage(client, id);
      }
    }),
  );
}

/** Of the built-in Markdown extension; the manifest makes it the editor for our pages, so that links open it too. */
const MARKDOWN_PREVIEW = "vscode.markdown.preview.editor";

/** Shows the page of a rule or practice as rendered Markdown, or as text where no preview is available. */
export async function openPage(client: LensClient, id: string): Promise<void> {
  if (!(await client.untilRunning())) {
    void window.showErrorMessage(`The page of ${id} cannot be shown: the GenAI Lens server is not running.`);
    return;
  }
  const uri = Uri.from({ scheme: PAGE_SCHEME, path: pagePath(id) });
  try {
    await commands.executeCommand("vscode.openWith", uri, MARKDOWN_PREVIEW);
  } catch {
    // The built-in Markdown extension can be switched off.
    await window.showTextDocument(uri, { preview: true });
  }
}

async function askForId(): Promise<string | undefined> {
  const rules = rulesInActiveEditor();
  if (rules.length > 0) {
    const pick = await window.showQuickPick(rules, { title: "Rules with findings in this file" });
    return pick?.label;
  }
  return window.showInputBox({
    title: "Open the page of a rule or practice",
    prompt: "Id of a rule, such as missing-max-output-tokens, or of a practice, such as GENCOST03-BP01",
    validateInput: (value) =>
      value === "" || isPageId(value) ? undefined : "Ids have letters, digits and hyphens only",
  });
}

function rulesInActiveEditor(): QuickPickItem[] {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    return [];
  }
  const findings = languages.getDiagnostics(document.uri).filter(({ source }) => source === DIAGNOSTIC_SOURCE);
  const items = new Map<string, QuickPickItem>();
  for (const { code, message } of findings) {
    const id = typeof code === "object" ? code.value : code;
    if (isPageId(id) && !items.has(id)) {
      items.set(id, { label: id, detail: message });
    }
  }
  return [...items.values()];
}
