import { PILLARS } from "../../../../lens/practices/practices.ts";

const framework = new Map(PILLARS.map(({ id, customLensPillarId }) => [customLensPillarId, id as string]));

/** Our id of a pillar of the Framework by its id in a lens file; the id itself for any other pillar. */
export function pillarIdOf(lensFilePillarId: string): string {
  return framework.get(lensFilePillarId) ?? lensFilePillarId;
}
