import { practiceTitle, practiceUrl } from "../../../lens/practices/practices.ts";
import { Locations, type Reporter, SEVERITIES, countBySeverity, counted, findingsOf } from "./check-result.ts";
import { escapeMarkup } from "./markup.ts";
import { byPillar } from "./pillars.ts";

const STYLE = `
  :root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 15%, Canvas); --quiet: color-mix(in srgb, CanvasText 65%, Canvas); }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2.5rem auto; padding: 0 1.25rem; background: Canvas; color: CanvasText; }
  h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; }
  p { margin: .25rem 0; } .quiet { color: var(--quiet); }
  table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; }
  th, td { padding: .45rem .75rem .45rem 0; border-top: 1px solid var(--line); vertical-align: top; }
  td:first-child { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; width: 24%; }
  code { font-family: ui-monospace, monospace; font-size: .9em; background: color-mix(in srgb, CanvasText 8%, Canvas); border-radius: 3px; padding: 0 .25em; }
  .error { color: light-dark(#b3261e, #ff8a80); } .warning { color: light-dark(#8a5a00, #ffcc66); } .info { color: light-dark(#0b57d0, #8ab4f8); } .hint { color: var(--quiet); }
`;

/** One page without scripts or anything to load, for people without the tools. */
export const html: Reporter = (result, context) => {
  const locations = new Locations(context);
  const findings = findingsOf(result);
  const counts = countBySeverity(findings);
  const severities = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `<span class="${severity}">${counts[severity]} ${severity}</span>`,
  );
  const body = [
    "<h1>GenAI Lens</h1>",
    `<p>${findings.length === 0 ? "No findings" : `${counted(findings.length, "finding")}: ${severities.join(", ")}`}</p>`,
    `<p class="quiet">${counted(result.files, "file")} listed, ${result.analysedFiles} with an SDK, ${counted(result.modelCalls, "model call")}</p>`,
  ];
  for (const { title, findings: ofPillar } of byPillar(findings)) {
    body.push(
      `<h2>${escapeMarkup(title)}</h2>`,
      "<table><thead><tr><th>Where</th><th>Severity</th><th>Finding</th><th>Practices</th></tr></thead><tbody>",
    );
    for (const finding of ofPillar) {
      const { file, line, column } = locations.of(finding.place);
      body.push(
        `<tr><td>${escapeMarkup(`${file}:${line}:${column}`)}</td><td class="${finding.severity}">${finding.severity}</td>` +
          `<td>${withCode(finding.message)}<br><span class="quiet">${escapeMarkup(finding.ruleId)}</span></td>` +
          `<td>${finding.practices.map(practiceLink).join("<br>")}</td></tr>`,
      );
    }
    body.push("</tbody></table>");
  }
  if (result.problems.length > 0) {
    body.push("<h2>Problems</h2>", "<ul>");
    for (const problem of result.problems) {
      const location = locations.ofProblem(problem);
      const place = location === undefined ? "" : `:${location.line}:${location.column}`;
      body.push(
        `<li><code>${escapeMarkup(locations.path(problem.file) + place)}</code> ${withCode(problem.message)}</li>`,
      );
    }
    body.push("</ul>");
  }
  body.push('<p class="quiet" style="margin-top:2.5rem">GenAI Lens is independent of AWS.</p>');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>GenAI Lens</title>
<style>${STYLE}</style>
</head>
<body>
${body.join("\n")}
</body>
</html>
`;
};

function withCode(text: string): string {
  return escapeMarkup(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function practiceLink(id: string): string {
  const url = practiceUrl(id);
  const title = practiceTitle(id);
  const name = escapeMarkup(id);
  if (url === undefined || !url.startsWith("https://")) return name;
  return `<a href="${escapeMarkup(url)}"${title === undefined ? "" : ` title="${escapeMarkup(title)}"`}>${name}</a>`;
}
