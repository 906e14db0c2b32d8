import { isObject } from "../json-object.ts";
import { makeFoldersOf, readKept, REVIEW_FOLDER, takeLock, writeKept } from "../kept-files.ts";
import { StoreError, storeMessageOf } from "../store-error.ts";
import path from "node:path";
import type { SyncedStates } from "./difference.ts";
import type { PracticeState } from "./practice-state.ts";
import { CHOICE_STATUSES, reasonFrom } from "./tool-words.ts";

/** Where a workspace folder keeps what both sides said when they last agreed, seen from the folder. */
export const SYNCED_FILE = `${REVIEW_FOLDER}/well-architected-tool.json`;

const VERSION = 1;

/** Bytes. */
const LARGEST_FILE = 5_000_000;

type ByPractice = Readonly<Record<string, unknown>>;

/** A workload and a lens of ours: what is kept is kept for each pair of them. */
export interface SyncedPair {
  /** Id of the workload, without the account that it is in. */
  readonly workload: string;
  /** Our id of the lens. */
  readonly lens: string;
}

/** Reads what both sides said when they last agreed; nothing where that is not known. Throws `StoreError`. */
export async function readSynced(folder: string, { workload, lens }: SyncedPair): Promise<SyncedStates> {
  const states = new Map<string, PracticeState>();
  for (const [practice, entry] of Object.entries(ofLens(await readWorkloads(folder), workload, lens))) {
    const state = stateFrom(entry);
    if (state !== undefined) states.set(practice, state);
  }
  return states;
}

/** Keeps that both sides agree on some practices now; what is known of others stays. Throws `StoreError`. */
export async function writeSynced(folder: string, pair: SyncedPair, agreed: SyncedStates): Promise<void> {
  if (agreed.size === 0) return;
  const { workload, lens } = pair;
  try {
    await makeFoldersOf(folder, SYNCED_FILE);
    const release = await takeLock(`${path.join(folder, SYNCED_FILE)}.lock`);
    try {
      const workloads = await readWorkloads(folder);
      const written = [...agreed].map(([practice, state]) => [practice, entryOf(state)] as const);
      const practices = { ...ofLens(workloads, workload, lens), ...Object.fromEntries(written) };
      const lenses = { ...objectIn(workloads, workload), [lens]: inOrder(practices) };
      const document = { version: VERSION, workloads: inOrder({ ...workloads, [workload]: inOrder(lenses) }) };
      await writeKept(folder, SYNCED_FILE, `${JSON.stringify(document, undefined, 2)}\n`);
    } finally {
      await release();
    }
  } catch (error) {
    throw new StoreError(storeMessageOf(error, SYNCED_FILE));
  }
}

async function readWorkloads(folder: string): Promise<ByPractice> {
  let text: string | undefined;
  try {
    text = await readKept(folder, SYNCED_FILE, LARGEST_FILE);
  } catch (error) {
    throw new StoreError(storeMessageOf(error, SYNCED_FILE));
  }
  if (text === undefined) return {};
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new StoreError(
      `${SYNCED_FILE} cannot be read. Mend it, or delete it: then the next sync compares without knowing which side is newer.`,
    );
  }
  if (!isObject(document) || document["version"] !== VERSION) {
    throw new StoreError(
      `${SYNCED_FILE} is not of version ${VERSION}. Update GenAI Lens, or delete the file: then the next sync compares without knowing which side is newer.`,
    );
  }
  return objectIn(document, "workloads");
}

function ofLens(workloads: ByPractice, workload: string, lens: string): ByPractice {
  return objectIn(objectIn(workloads, workload), lens);
}

function objectIn(object: ByPractice, name: string): ByPractice {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return isObject(value) ? value : {};
}

function entryOf({ status, reason, notes }: PracticeState): ByPractice {
  return { status, ...(reason === "OTHER" ? {} : { reason }), ...(notes === "" ? {} : { notes }) };
}

function stateFrom(entry: unknown): PracticeState | undefined {
  if (!isObject(entry)) return undefined;
  const status = CHOICE_STATUSES.find((known) => known === entry["status"]);
  const notes = entry["notes"];
  return status && { status, reason: reasonFrom(entry["reason"]), notes: typeof notes === "string" ? notes : "" };
}

function inOrder(object: ByPractice): ByPractice {
  return Object.fromEntries(Object.entries(object).sort(([first], [second]) => (first < second ? -1 : 1)));
}
