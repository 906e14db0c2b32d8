import { createHash } from "node:crypto";
import { compareText, relativePath } from "../workspace/paths.ts";
import type { CodePicture } from "./code-picture.ts";
import type { CodeRecord } from "./specification.ts";

/** Parts of the picture that a record tells apart, with how each is called in a message. */
export const RECORD_PARTS = {
  calls: "the files that call models",
  models: "models",
  regions: "Regions",
  tools: "tools",
  limits: "limits",
  data: "data classes",
  prompts: "the files that hold prompts",
  schemas: "schemas",
} as const;

type RecordPart = keyof typeof RECORD_PARTS;

/**
 * A digest of each part of what the code shows, the same on every machine and for every checkout: dates of files are
 * those of the checkout, and so prove nothing. Lines that move and words of a prompt that change do not count.
 */
export function codeRecordOf(picture: CodePicture, root: string): CodeRecord {
  const pathOf = ({ file }: { readonly file: string }): string => relativePath(root, file);
  const parts: Readonly<Record<RecordPart, readonly string[]>> = {
    calls: picture.calls.map(({ place }) => pathOf(place)),
    models: [
      ...picture.models.map(({ id, provider }) => `${provider ?? ""} ${id}`),
      ...picture.unknownModels.map(({ provider, reason }) => `${provider ?? ""} ? ${reason}`),
    ],
    regions: picture.regions.map(({ region }) => region),
    tools: picture.tools.map(({ name, powers, approval }) =>
      [name ?? "?", approval, ...powers.map(({ what }) => what).sort(compareText)].join(" "),
    ),
    limits: picture.limits.map(({ limit, value }) => `${limit} ${value}`),
    data: picture.data.map(({ dataClass }) => dataClass),
    prompts: picture.prompts.map(({ place }) => pathOf(place)),
    schemas: picture.schemas.map(({ name, place }) => `${pathOf(place)} ${name ?? "?"}`),
  };
  return new Map(Object.entries(parts).map(([name, lines]) => [name, digestOf(lines)]));
}

/** Parts of which the code now shows something else than when the record was made, as they are called. */
export function changedParts(before: CodeRecord, now: CodeRecord): readonly string[] {
  return Object.entries(RECORD_PARTS)
    .filter(([part]) => before.has(part) && before.get(part) !== now.get(part))
    .map(([, title]) => title);
}

function digestOf(lines: readonly string[]): string {
  const content = [...new Set(lines)].sort(compareText).join("\n");
  return createHash("sha256").update(content).digest("hex").slice(0, 8);
}
