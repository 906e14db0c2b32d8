import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface SelectBox {
  readonly label: string;
  readonly value: string;
  /** Value and text. */
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly isLabelHidden?: boolean;
  readonly onChange: (value: string) => void;
}

/**
 * A choice from a list. The browser's own: its list is not cut off by a narrow panel, and screen readers and
 * typing ahead work with it, also with hundreds of entries.
 */
export function selectBox({ label, value, options, isLabelHidden = false, onChange }: SelectBox): TemplateResult {
  return html`<label class="select">
    <span class=${isLabelHidden ? "visually-hidden" : "select-label"}>${label}</span>
    <select .value=${live(value)} @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}>
      ${options.map(
        ([option, text]) =>
          html`<option value=${option} ?selected=${option === value}>${text === "" ? nothing : text}</option>`,
      )}
    </select>
  </label>`;
}
