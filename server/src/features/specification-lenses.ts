import type { CodeLens, Command } from "vscode-languageserver";
import type { Place } from "../../../lens/facts.ts";
import { counted } from "../reports/check-result.ts";
import { usesOfItem } from "../specification/drift.ts";
import type { ListName, SpecificationRange } from "../specification/specification.ts";
import type { ClientFeatures } from "./client-features.ts";
import { type TextOf, locationOf, rangeAt } from "./positions.ts";
import type { FolderSpecification } from "./specification.ts";

/** Command of the extension that goes to one place, or lists several. */
export const SHOW_PLACES = "genaiLens.showPlaces";

const MOST_PLACES = 200;

const VERBS: Readonly<Record<ListName, readonly [string, string]>> = {
  models: ["call asks", "calls ask"],
  regions: ["client or call works in", "clients or calls work in"],
  tools: ["tool is", "tools are"],
  dataClasses: ["call sends", "calls send"],
  humanApproval: ["tool is", "tools are"],
};

/** Lines above the settings of a specification: what uses each item, and what the list does not allow. */
export function specificationLenses(
  found: FolderSpecification,
  isScanned: boolean,
  textOf: TextOf,
  client: ClientFeatures,
): CodeLens[] {
  const { document, specification, picture, drift } = found;
  const lensAt = ({ start, end }: SpecificationRange, title: string, places: readonly Place[]): CodeLens => {
    const range = rangeAt(document, start, end);
    return { range, command: showing(title, document.uri, range.start, places, textOf, client) };
  };
  const lenses: CodeLens[] = [];
  if (!isScanned) {
    const top = rangeAt(document, 0, 0);
    const title = "Only open files are known: scan the workspace to hold this against all code";
    lenses.push({ range: top, command: { title, command: client.isOwnExtension ? "genaiLens.scanWorkspace" : "" } });
  }
  for (const [list, setting] of Object.entries(specification.frontMatter.lists)) {
    const name = list as ListName;
    for (const item of setting.value ?? []) {
      const places = usesOfItem(name, item, picture);
      const [one, several] = VERBS[name];
      const title =
        places.length === 0 ? "nothing in the code" : counted(places.length, `${one} this`, `${several} this`);
      lenses.push(lensAt(item, title, places));
    }
  }
  for (const { allowing, places, written } of drift) {
    if (allowing === undefined) continue;
    lenses.push(lensAt(written, `not allowed: ${allowing.value}, ${counted(places.length, "place")}`, places));
  }
  return lenses;
}

/** A command that shows places; one that does nothing for editors that do not know it. */
export function showing(
  title: string,
  uri: string,
  position: CodeLens["range"]["start"],
  places: readonly Place[],
  textOf: TextOf,
  client: ClientFeatures,
): Command {
  const locations = places.slice(0, MOST_PLACES).flatMap((place) => locationOf(place, textOf) ?? []);
  return client.isOwnExtension && locations.length > 0
    ? { title, command: SHOW_PLACES, arguments: [uri, position, locations] }
    : { title, command: "" };
}
