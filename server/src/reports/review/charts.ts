import type { MilestoneSummary, RiskCounts } from "../../protocol.ts";
import { escapeMarkup } from "../markup.ts";
import { progressOf } from "./standing.ts";

const RADIUS = 40;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/**
 * A ring of what is done, not done and open, as SVG without a script. Says the same in words to those who do not see it.
 * Colours come from the classes `done`, `not-done` and `open` of the page.
 */
export function ring(title: string, counts: RiskCounts): string {
  const { applicable, done } = progressOf(counts);
  const words = `${title}: ${done} of ${applicable} done, ${counts.practices["not done"]} not done, ${counts.practices.open} open`;
  let before = 0;
  const arcs = (["done", "not done", "open"] as const).map((status) => {
    const length = applicable === 0 ? 0 : (counts.practices[status] / applicable) * CIRCUMFERENCE;
    const arc =
      length === 0
        ? ""
        : `<circle class="${status.replace(" ", "-")}" cx="50" cy="50" r="${RADIUS}" stroke-dasharray="${shown(length)} ${shown(CIRCUMFERENCE - length)}" stroke-dashoffset="${shown(-before)}"/>`;
    before += length;
    return arc;
  });
  const centre = applicable === 0 ? "–" : `${done}/${applicable}`;
  return `<svg class="ring" viewBox="0 0 100 100" role="img" aria-label="${escapeMarkup(words)}"><circle class="track" cx="50" cy="50" r="${RADIUS}"/><g transform="rotate(-90 50 50)">${arcs.join("")}</g><text x="50" y="51" text-anchor="middle" dominant-baseline="central">${centre}</text></svg>`;
}

/** One moment of a review: a milestone, or now. */
export interface Moment {
  readonly name: string;
  readonly date: string;
  readonly counts: RiskCounts;
}

/** The milestones and now, oldest first. */
export function momentsOf(milestones: readonly MilestoneSummary[], now: Moment): readonly Moment[] {
  return [...milestones.map(({ name, date, counts }) => ({ name, date, counts })), now];
}

const WIDTH = 600;
const HEIGHT = 140;
const MARGIN = 24;

/** How the share of done practices and the number of high risks went, as SVG; "" for fewer than two moments. */
export function trend(moments: readonly Moment[]): string {
  if (moments.length < 2) return "";
  const across = (index: number): number => MARGIN + (index / (moments.length - 1)) * (WIDTH - 2 * MARGIN);
  const up = (share: number): number => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  const shares = moments.map(({ counts }) => {
    const { applicable, done } = progressOf(counts);
    return applicable === 0 ? 0 : done / applicable;
  });
  const points = shares.map((share, index) => `${shown(across(index))},${shown(up(share))}`).join(" ");
  const dots = moments.map(({ name, date, counts }, index) => {
    const share = shares[index] ?? 0;
    const words = `${name}, ${date}: ${Math.round(share * 100)} % done, ${counts.questions.high} high risk`;
    const anchor = index === 0 ? "start" : index === moments.length - 1 ? "end" : "middle";
    const isLabelled = index === 0 || index === moments.length - 1;
    const label = isLabelled
      ? `<text x="${shown(across(index))}" y="${HEIGHT - 6}" text-anchor="${anchor}">${escapeMarkup(date)}</text>`
      : "";
    const value = isLabelled
      ? `<text x="${shown(across(index))}" y="${shown(up(share) - 9)}" text-anchor="${anchor}">${Math.round(share * 100)} %</text>`
      : "";
    return `<g><circle cx="${shown(across(index))}" cy="${shown(up(share))}" r="3.5"><title>${escapeMarkup(words)}</title></circle>${label}${value}</g>`;
  });
  const first = moments[0];
  const last = moments.at(-1);
  const words = `Practices done: ${Math.round((shares[0] ?? 0) * 100)} % on ${first?.date ?? ""}, ${Math.round((shares.at(-1) ?? 0) * 100)} % on ${last?.date ?? ""}`;
  return `<svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(words)}"><line x1="${MARGIN}" y1="${up(0)}" x2="${WIDTH - MARGIN}" y2="${up(0)}"/><polyline points="${points}"/>${dots.join("")}</svg>`;
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
