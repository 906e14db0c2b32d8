import type { QuestionRisk, ReviewComparison, ReviewSnapshot } from "../../protocol.ts";
import { escapeMarkup } from "../markup.ts";
import { momentsOf, ring, trend } from "./charts.ts";
import { QUESTION_RISKS, progressOf, standingOf, withFindings } from "./standing.ts";

/** Parts that the whole report and the summary share. Each is markup; "" where there is nothing to show. */

/** What is reviewed, against what, and when. */
export function heading(snapshot: ReviewSnapshot, title: string, today: string): string {
  const { lens, folder, scan } = snapshot;
  const version = lens.version === "" ? "" : `, publication of ${escapeMarkup(lens.version)}`;
  const read =
    scan.state === "scanned" ? ` Read from ${scan.files} source files with ${scan.modelCalls} model calls.` : "";
  return `<header><h1>${escapeMarkup(`${title} of ${folder.name}`)}</h1>
<p class="quiet">${link(lens.title, lens.url)}${version}. As of ${escapeMarkup(today)}.${read}</p>
<p class="lead">${escapeMarkup(standingOf(snapshot))}</p></header>`;
}

/** One ring per pillar, with its risks in words. */
export function rings({ pillars }: ReviewSnapshot): string {
  const figures = pillars.map((pillar) => {
    const { title, counts } = pillar;
    const risks = (["high", "medium"] as const)
      .filter((risk) => counts.questions[risk] > 0)
      .map((risk) => `<span class="${risk}">${counts.questions[risk]} ${risk}</span>`);
    const { answered, applicable } = progressOf(counts);
    const against = withFindings(pillar);
    const state =
      risks.length > 0 ? `${risks.join(", ")} risk` : answered < applicable ? "not all answered yet" : "no risk";
    return `<figure>${ring(title, counts)}<figcaption><b>${escapeMarkup(title)}</b><br>${state}${against === 0 ? "" : `<br>findings against ${against}`}</figcaption></figure>`;
  });
  return `<section class="rings" aria-label="Pillars">${figures.join("")}</section>
<p class="quiet small">Rings: practices done, not done and open; the number is done of those that apply.</p>`;
}

/** How the review went over its milestones. */
export function trendPart({ milestones, lens }: ReviewSnapshot, today: string): string {
  const chart = trend(momentsOf(milestones, { name: "Now", date: today, counts: lens.counts }));
  return chart === "" ? "" : `<section><h2>Over time</h2>${chart}</section>`;
}

/** What changed since the milestone that the review is compared with; at most `most` lines of each kind. */
export function changesPart({ comparison, milestones }: ReviewSnapshot, most: number): string {
  if (comparison === null) return "";
  const since = milestones.find(({ id }) => id === comparison.milestone);
  const name = since === undefined ? "the milestone" : `${since.name} (${since.date})`;
  const lists = (["better", "worse", "other"] as const).map((kind) => changeList(comparison, kind, most)).join("");
  return `<section><h2>Since ${escapeMarkup(name)}</h2>${lists === "" ? "<p>Nothing changed.</p>" : lists}</section>`;
}

const KIND_WORDS = { better: "Better", worse: "Worse", other: "Other" } as const;

function changeList(comparison: ReviewComparison, kind: keyof typeof KIND_WORDS, most: number): string {
  const items = comparison[kind];
  if (items.length === 0) return "";
  const shown = items
    .slice(0, most)
    .map(({ id, title, text }) => `<li>${escapeMarkup(id)} ${escapeMarkup(title)}: ${escapeMarkup(text)}</li>`);
  const rest = items.length > most ? `<li class="quiet">and ${items.length - most} more</li>` : "";
  return `<p><b>${KIND_WORDS[kind]}</b></p><ul>${shown.join("")}${rest}</ul>`;
}

/** What stands in the way, such as a damaged review file. */
export function problemsPart({ problems }: ReviewSnapshot): string {
  if (problems.length === 0) return "";
  return `<section><h2>Problems</h2><ul>${problems.map((problem) => `<li>${withCode(problem)}</li>`).join("")}</ul></section>`;
}

/** A question's risk in words and colour. */
export function riskOf(risk: QuestionRisk): string {
  const words = QUESTION_RISKS.find((known) => known.risk === risk)?.words ?? risk;
  return `<span class="${risk.replace(" ", "-")}">${words}</span>`;
}

export const FOOTER =
  '<footer class="quiet small">Made with GenAI Lens, which is independent of AWS. What code shows is a proposal; people decide.</footer>';

/** A link where the address is one of the web, else the text alone. */
export function link(text: string, url: string): string {
  return /^https?:\/\//u.test(url) ? `<a href="${escapeMarkup(url)}">${escapeMarkup(text)}</a>` : escapeMarkup(text);
}

/** Text in which pairs of backticks mark code. */
export function withCode(text: string): string {
  return escapeMarkup(text).replaceAll(/`([^`]+)`/gu, "<code>$1</code>");
}
