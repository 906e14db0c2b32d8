import { PILLARS } from "../../../lens/practices/practices.ts";
import type { Finding } from "../lint/finding.ts";

/** Findings of one pillar. */
export interface PillarFindings {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Findings by pillar, in the lens's order of pillars; those without any are left out. */
export function byPillar(findings: readonly Finding[]): readonly PillarFindings[] {
  return PILLARS.map(({ id, title }) => ({
    title,
    findings: findings.filter((finding) => finding.pillar === id),
  })).filter((pillar) => pillar.findings.length > 0);
}
