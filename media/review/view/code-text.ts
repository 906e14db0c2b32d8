import { html, type TemplateResult } from "lit";

/** Shows text between backticks as code. */
export function codeText(text: string): readonly (string | TemplateResult)[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
