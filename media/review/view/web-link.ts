import { html, type TemplateResult } from "lit";
import { isWebAddress } from "../answers.ts";
import { icon } from "./icons.ts";

/** A link to a page of the web, or only its text where the address is none: it may come from a file that anybody wrote. */
export function webLink(address: string, text: string): TemplateResult {
  return isWebAddress(address)
    ? html`<a class="link" href=${address} title=${address}>${icon("external")}${text}</a>`
    : html`<span>${text}</span>`;
}
