import fs from "node:fs/promises";
import path from "node:path";
import { listKept, makeFoldersOf, readKept, refuseLinks, REVIEW_FOLDER, takeLock, writeKept } from "./kept-files.ts";
import { parseMilestone, writeMilestone } from "./milestone-file.ts";
import type { Milestone } from "./milestone.ts";
import { ignoreMissing, storeMessageOf } from "./store-error.ts";

/** Where a workspace folder keeps its milestones, seen from the folder: a file each, so that git never has to merge two. */
export const MILESTONES_FOLDER = `${REVIEW_FOLDER}/milestones`;

/** Bytes. A milestone of every lens with long notes stays far below. */
const LARGEST_FILE = 5_000_000;

/** UTF-16 code units; what AWS takes as well. */
const LONGEST_NAME = 100;

/** The milestones of a folder as they stand on disk. */
export interface StoredMilestones {
  /** Oldest first. */
  readonly milestones: readonly Milestone[];
  /** Things that stand in the way, one line each, with what to do about them. */
  readonly problems: readonly string[];
}

/** Reads all milestones of a workspace folder. Never throws: what stands in the way becomes a problem line. */
export async function readMilestones(folder: string): Promise<StoredMilestones> {
  const milestones: Milestone[] = [];
  const problems: string[] = [];
  let names: readonly string[] = [];
  try {
    names = await listKept(folder, MILESTONES_FOLDER);
  } catch (error) {
    problems.push(storeMessageOf(error, MILESTONES_FOLDER));
  }
  for (const name of names.filter((candidate) => candidate.endsWith(".json"))) {
    const file = `${MILESTONES_FOLDER}/${name}`;
    try {
      const text = await readKept(folder, file, LARGEST_FILE);
      if (text === undefined) continue;
      const milestone = parseMilestone(text, name.slice(0, -".json".length));
      if (typeof milestone === "string") problems.push(`${file} ${milestone}.`);
      else milestones.push(milestone);
    } catch (error) {
      problems.push(storeMessageOf(error, file));
    }
  }
  milestones.sort((first, second) => (first.time < second.time ? -1 : first.time > second.time ? 1 : 0));
  return { milestones, problems };
}

/** Keeps a new milestone. One line where that is not possible: what stood in the way, and how to mend it. */
export async function keepMilestone(folder: string, milestone: Omit<Milestone, "id">): Promise<string | undefined> {
  const name = milestone.name.trim();
  if (name === "") return "A milestone needs a name, such as the version or the date that it stands for.";
  if (name.length > LONGEST_NAME) return `The name of a milestone can have ${LONGEST_NAME} characters. Shorten it.`;
  const first = `${milestone.time.slice(0, 10)}-${slugOf(name)}`;
  const text = writeMilestone({ ...milestone, name });
  try {
    await makeFoldersOf(folder, `${MILESTONES_FOLDER}/x`);
    const release = await takeLock(path.join(folder, MILESTONES_FOLDER, ".lock"));
    try {
      const { milestones } = await readMilestones(folder);
      if (milestones.some((other) => other.name === name)) {
        return `There is a milestone "${name}" already. Give this one another name, or remove the other first.`;
      }
      const taken = new Set(await listKept(folder, MILESTONES_FOLDER));
      let id = first;
      for (let number = 2; taken.has(`${id}.json`); number++) id = `${first}-${number}`;
      await writeKept(folder, `${MILESTONES_FOLDER}/${id}.json`, text);
      return undefined;
    } finally {
      await release();
    }
  } catch (error) {
    return storeMessageOf(error, `${MILESTONES_FOLDER}/${first}.json`);
  }
}

/** Deletes a milestone by its id. One line where that is not possible. */
export async function removeMilestone(folder: string, id: string): Promise<string | undefined> {
  const file = `${MILESTONES_FOLDER}/${id}.json`;
  try {
    // An id is the name of a file that is there, and nothing else: no path gets through.
    if (!(await listKept(folder, MILESTONES_FOLDER)).includes(`${id}.json`)) return undefined;
    await refuseLinks(folder, file);
    await fs.unlink(path.join(folder, file)).catch(ignoreMissing);
    return undefined;
  } catch (error) {
    return storeMessageOf(error, file);
  }
}

/** A name as a part of a file's name: small letters, digits and `-`. */
function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "milestone" : slug;
}
