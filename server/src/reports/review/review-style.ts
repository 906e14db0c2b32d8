/** Styles of the pages of a review: light and dark, on a screen and on paper. */
export const REVIEW_STYLE = `
  :root { color-scheme: light dark;
    --line: color-mix(in srgb, CanvasText 16%, Canvas); --quiet: color-mix(in srgb, CanvasText 68%, Canvas);
    --good: light-dark(#1a7f4b, #5fd39a); --bad: light-dark(#b3261e, #ff8a80); --middle: light-dark(#8a5a00, #ffcc66);
    --open: color-mix(in srgb, CanvasText 22%, Canvas); --link: light-dark(#0b57d0, #8ab4f8); }
  * { box-sizing: border-box; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.25rem; background: Canvas; color: CanvasText; }
  h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
  p { margin: .25rem 0; } a { color: var(--link); } ul { margin: .25rem 0; padding-left: 1.25rem; }
  .quiet { color: var(--quiet); } .lead { font-size: 1.1rem; margin: .75rem 0; } .small { font-size: .87em; }
  .high { color: var(--bad); font-weight: 600; } .medium { color: var(--middle); font-weight: 600; } .none { color: var(--good); }
  table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; }
  th, td { padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  .plan th:not(:nth-child(4)), .plan td:not(:nth-child(4)) { white-space: nowrap; } .plan td:nth-child(4) { width: 100%; }
  code { font-family: ui-monospace, monospace; font-size: .88em; overflow-wrap: anywhere; }
  .rings { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem; margin: 1.25rem 0; }
  .rings figure { margin: 0; text-align: center; } .rings figcaption { font-size: .87em; line-height: 1.35; margin-top: .35rem; }
  .ring { width: 6rem; height: 6rem; } .ring circle { fill: none; stroke-width: 11; } .ring text { font-size: 20px; font-weight: 600; fill: CanvasText; }
  .ring .track { stroke: color-mix(in srgb, CanvasText 7%, Canvas); } .ring .done { stroke: var(--good); } .ring .not-done { stroke: var(--bad); } .ring .open { stroke: var(--open); }
  .trend { width: 100%; max-width: 40rem; height: auto; } .trend line { stroke: var(--line); } .trend polyline { fill: none; stroke: var(--good); stroke-width: 2; } .trend circle { fill: var(--good); } .trend text { font-size: 11px; fill: var(--quiet); }
  .practice { border-top: 1px solid var(--line); padding: .6rem 0; } .practice p, .practice li { overflow-wrap: anywhere; }
  .status { display: inline-block; min-width: 6.5rem; font-weight: 600; }
  .next { margin: .5rem 0; padding-left: 1.5rem; } .next li { margin: .5rem 0; }
  footer { margin-top: 2.5rem; }
  @page { size: A4; margin: 16mm 15mm; }
  @media print {
    :root { color-scheme: light; } body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; }
    .rings { grid-template-columns: repeat(6, 1fr); gap: .5rem; } .ring { width: 4.5rem; height: 4.5rem; }
    h2, h3, h3 + p { break-after: avoid; } h2 { margin-top: 1.5rem; } h2, h3, .practice, figure, tr, .next li { break-inside: avoid; } a { color: inherit; text-decoration: none; }
    .ring, .trend { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
`;

/** A whole page without scripts or anything to load. `body` is markup, `title` text that is already escaped. */
export function page(title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${REVIEW_STYLE}</style>
</head>
<body>
${body.filter((part) => part !== "").join("\n")}
</body>
</html>
`;
}
