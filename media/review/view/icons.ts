import { svg, html, type TemplateResult } from "lit";

export type IconName =
  | "chevron"
  | "circle"
  | "check"
  | "cross"
  | "dash"
  | "warning"
  | "proof"
  | "eye"
  | "person"
  | "search"
  | "scan"
  | "page"
  | "external"
  | "undo"
  | "redo"
  | "export"
  | "question"
  | "filter"
  | "back"
  | "next"
  | "proposal"
  | "better"
  | "worse"
  | "changed"
  | "flag"
  | "fix"
  | "calendar"
  | "close"
  | "high"
  | "medium"
  | "none";

const PATHS: Readonly<Record<IconName, TemplateResult>> = {
  chevron: svg`<path d="M6 3.5 10.5 8 6 12.5"/>`,
  circle: svg`<circle cx="8" cy="8" r="5.5"/>`,
  check: svg`<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6"/>`,
  cross: svg`<circle cx="8" cy="8" r="6.5"/><path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"/>`,
  dash: svg`<circle cx="8" cy="8" r="6.5" stroke-dasharray="2 2"/><path d="M5 8h6"/>`,
  warning: svg`<path d="M8 2 1.8 13.3h12.4Z"/><path d="M8 6.2v3.4m0 1.4v.9"/>`,
  proof: svg`<path d="m1.5 8.5 3 3 6-7m-2.8 6.2.8.8 6-7"/>`,
  eye: svg`<path d="M1.2 8S3.6 3.8 8 3.8 14.8 8 14.8 8 12.4 12.2 8 12.2 1.2 8 1.2 8Z"/><circle cx="8" cy="8" r="1.8"/>`,
  person: svg`<circle cx="8" cy="5" r="2.7"/><path d="M2.8 13.8c.4-3 2.4-4.6 5.2-4.6s4.8 1.6 5.2 4.6"/>`,
  search: svg`<circle cx="7" cy="7" r="4.3"/><path d="m10.2 10.2 3.6 3.6"/>`,
  scan: svg`<path d="M13.3 6.5A5.6 5.6 0 0 0 3 5.4M2.7 9.5A5.6 5.6 0 0 0 13 10.6"/><path d="M3 2.2v3.2h3.2M13 13.8v-3.2H9.8"/>`,
  page: svg`<path d="M3.5 1.8h6l3 3v9.4h-9Z"/><path d="M5.8 7h4.4m-4.4 2.4h4.4m-4.4 2.4h2.6"/>`,
  undo: svg`<path d="M5.5 3 2.5 6l3 3M2.8 6h6.4a3.8 3.8 0 0 1 0 7.5H6"/>`,
  redo: svg`<path d="m10.5 3 3 3-3 3m2.7-3H6.8a3.8 3.8 0 0 0 0 7.5H10"/>`,
  export: svg`<path d="M8 10V2.2M5 5l3-3 3 3M2.5 9.5v4h11v-4"/>`,
  question: svg`<circle cx="8" cy="8" r="6.5"/><path d="M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3m0 1.6v.6"/>`,
  filter: svg`<path d="M2 3.5h12M4.2 8h7.6M6.5 12.5h3"/>`,
  back: svg`<path d="M9.5 3 4.5 8l5 5M5 8h8.5"/>`,
  next: svg`<path d="m6.5 3 5 5-5 5M11 8H2.5"/>`,
  proposal: svg`<path d="M5.8 11.5h4.4m-3.7 2.2h3M8 2a4.2 4.2 0 0 0-2.4 7.6v1.9h4.8V9.600A4.2 4.2 0 0 0 8 2Z"/>`,
  better: svg`<path d="M8 13V3.500M4 7.300l4-4 4 4"/>`,
  worse: svg`<path d="M8 3v9.500M4 8.700l4 4 4-4"/>`,
  changed: svg`<path d="M2.500 5.500h10m-2.700-2.700 2.700 2.700-2.700 2.700M13.500 10.500h-10m2.700-2.700-2.700 2.700 2.700 2.700"/>`,
  flag: svg`<path d="M4 14V2.500h8.500L10.300 5.500l2.200 3H4"/>`,
  fix: svg`<path d="M9.800 6.200 3.600 12.400m4-9.700a3.600 3.600 0 0 1 4.500-.5L9.900 4.400l1.700 1.700 2.200-2.200a3.600 3.600 0 0 1-4.900 4.500"/>`,
  calendar: svg`<path d="M2.500 3.500h11v10h-11Zm0 3h11M5.500 2v2.500m5-2.500v2.500"/>`,
  close: svg`<path d="m4 4 8 8m0-8-8 8"/>`,
  high: svg`<path d="M8 1.800 14.200 8 8 14.200 1.800 8Z" class="icon-solid"/><path d="M8 5v3.600m0 1.700v.6" class="icon-cut"/>`,
  medium: svg`<path d="M8 2 1.800 13.300h12.400Z"/><path d="M8 6.200v3.400m0 1.400v.9"/>`,
  none: svg`<circle cx="8" cy="8" r="6.500"/><path d="m5 8.200 2.100 2.100L11 6"/>`,
  external: svg`<path d="M6.5 3H3v10h10V9.5M9.5 2.5h4v4m-.3-3.7L7.5 8.5"/>`,
};

/** A picture beside a text that says the same; screen readers skip it. */
export function icon(name: IconName, className = ""): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
}
