/** The runs of the real editor: which suite, on which workspace, as which user. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { repository } from "./paths.mjs";

/**
 * @typedef {object} Session
 * @property {string} name of the suite in test/vscode/suites
 * @property {string} source folder that is copied, so that nothing in the repository changes
 * @property {string} [workspaceFile] file in that folder to open in place of the folder
 * @property {boolean} isTrusted
 * @property {Record<string, unknown>} settings the user's
 */

/** @type {readonly Session[]} */
export const SESSIONS = [
  { name: "single-folder", source: "test/fixtures/editor", isTrusted: true, settings: {} },
  {
    name: "multi-root",
    source: "test/workspaces/multi-root",
    workspaceFile: "multi-root.code-workspace",
    isTrusted: true,
    settings: {},
  },
  {
    name: "virtual",
    source: "test/fixtures/virtual",
    workspaceFile: "virtual.code-workspace",
    isTrusted: true,
    settings: {},
  },
  { name: "restricted", source: "test/fixtures/editor", isTrusted: false, settings: {} },
];

/**
 * Copies a session's workspace to a temporary folder.
 * @param {{ source: string, workspaceFile?: string }} session
 * @returns {Promise<{ workspace: string, remove: () => Promise<void> }>} what to open, and how to be rid of it
 */
export async function copyWorkspace({ source, workspaceFile }) {
  const parent = await mkdtemp(path.join(os.tmpdir(), "genai-lens-workspace-"));
  const copy = path.join(parent, path.basename(source));
  await cp(path.join(repository, source), copy, { recursive: true });
  return {
    workspace: workspaceFile === undefined ? copy : path.join(copy, workspaceFile),
    remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }),
  };
}
