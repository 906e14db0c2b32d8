import assert from "node:assert/strict";
import { commands, workspace, type CodeAction, type CodeActionKind, type Range, type TextDocument } from "vscode";
import { until } from "./waiting.ts";

/** Waits until the light bulb offers such an action. */
export async function actionWhere(
  document: TextDocument,
  range: Range,
  kind: CodeActionKind,
  isWanted: (action: CodeAction) => boolean,
): Promise<CodeAction> {
  const actions = await until(
    "a code action is offered",
    () =>
      commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range, kind.value, 20),
    (offered) => offered.some(isWanted),
  );
  const action = actions.find(isWanted);
  assert.ok(action);
  return action;
}

/** Does what the editor does when an action is chosen. */
export async function applyAction({ edit, command }: CodeAction): Promise<void> {
  assert.ok(edit !== undefined || command !== undefined, "the action should do something");
  if (edit !== undefined) {
    assert.ok(await workspace.applyEdit(edit));
  }
  if (command !== undefined) {
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
  }
}
