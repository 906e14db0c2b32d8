import type { MilestoneSummary } from "../protocol.ts";
import type { PillarState } from "./lens-state.ts";
import { countRisks } from "./risk-counts.ts";

/** A named state of a folder's reviews, as it is kept. */
export interface Milestone {
  /** Name of its file without its end. */
  readonly id: string;
  readonly name: string;
  /** ISO time, such as `2026-11-22T10:11:12.000Z`. */
  readonly time: string;
  /** Full hash; `null` where the folder was in no git repository. */
  readonly commit: string | null;
  /** Whether the code had been looked at; without it, counts of evidence say nothing. */
  readonly isScanned: boolean;
  /** By lens id. */
  readonly lenses: ReadonlyMap<string, MilestoneLens>;
}

export interface MilestoneLens {
  readonly title: string;
  readonly version: string;
  readonly pillars: readonly PillarState[];
}

/** A milestone with its numbers for one lens; zeros where it does not speak of that lens. */
export function summariseMilestone(milestone: Milestone, lens: string): MilestoneSummary {
  const { id, name, time, commit } = milestone;
  const pillars = milestone.lenses.get(lens)?.pillars ?? [];
  return {
    id,
    name,
    date: time.slice(0, 10),
    commit,
    counts: countRisks(pillars.flatMap(({ questions }) => questions)),
    byPillar: Object.fromEntries(pillars.map((pillar) => [pillar.id, countRisks(pillar.questions)])),
  };
}
