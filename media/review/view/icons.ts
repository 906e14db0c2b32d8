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
  | "external";

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
  external: svg`<path d="M6.5 3H3v10h10V9.5M9.5 2.5h4v4m-.3-3.7L7.5 8.5"/>`,
};

/** A picture beside a text that says the same; screen readers skip it. */
export function icon(name: IconName, className = ""): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
}
