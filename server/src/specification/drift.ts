import type { Place, Severity } from "../../../lens/facts.ts";
import type { Rename } from "../analysis/analysis.ts";
import { nearestName } from "../workspace/nearest-name.ts";
import type { CodePicture } from "./code-picture.ts";
import { changedParts } from "./code-record.ts";
import { DATA_CLASSES, type DataClass } from "./data-class-names.ts";
import { DRIFT_RULES, type DriftRuleId } from "./drift-rules.ts";
import type { LimitUse } from "./limit-uses.ts";
import { isAllowed } from "./name-pattern.ts";
import type {
  CodeRecord,
  FrontMatter,
  ListName,
  ParsedSpecification,
  Setting,
  SpecificationRange,
  WrittenValue,
} from "./specification.ts";

/** One thing in which the specification and the code differ, or which the specification lacks. */
export interface Drift {
  readonly ruleId: DriftRuleId;
  readonly severity: Severity;
  /** One line, without a full stop. Backticks mark code. */
  readonly message: string;
  /** The part of the specification that it is about. */
  readonly written: SpecificationRange;
  /** Where the code does so, in the order of the facts, each place once; empty where it is about the document alone. */
  readonly places: readonly Place[];
  /** What would allow it. */
  readonly allowing?: { readonly list: ListName; readonly value: string };
  /** A name that was probably meant. */
  readonly rename?: Rename;
}

type NamedUse = { readonly name: string; readonly place: Place };

/** Holds a specification against what the code shows. What nobody decided, and what is not known, is silence. */
export function driftOf(
  { specification, problems }: ParsedSpecification,
  picture: CodePicture,
  record: CodeRecord,
): readonly Drift[] {
  const { frontMatter, sections } = specification;
  const drift: Drift[] = [
    ...problems.map(({ start, end, message, rename }) =>
      drifted("spec-invalid", message, { start, end }, [], rename === undefined ? {} : { rename }),
    ),
    ...notAllowed(
      "spec-model-not-allowed",
      frontMatter,
      "models",
      picture.models.map(({ id, place }) => ({ name: id, place })),
      (id) => `\`${id}\` is asked, and is none of the models that the specification allows`,
    ),
    ...notAllowed(
      "spec-region-not-allowed",
      frontMatter,
      "regions",
      picture.regions.map(({ region, place }) => ({ name: region, place })),
      (region) => `\`${region}\` is used, and is none of the Regions that the specification allows`,
    ),
    ...notAllowed(
      "spec-tool-not-allowed",
      frontMatter,
      "tools",
      picture.tools.flatMap(({ name, place }) => (name === undefined ? [] : [{ name, place }])),
      (tool) => `The tool \`${tool}\` is none of those that the specification allows`,
    ),
    ...notAllowed(
      "spec-data-class-not-allowed",
      frontMatter,
      "dataClasses",
      picture.data.map(({ dataClass, place }) => ({ name: dataClass, place })),
      (name) =>
        `\`${name}\` goes to a model, which the specification does not allow: ${DATA_CLASSES[name as DataClass]}`,
    ),
    ...limitDrift(frontMatter, picture.limits),
    ...approvalDrift(frontMatter, picture),
    ...outdated(frontMatter, record),
    ...emptySettings(frontMatter),
    ...sections
      .filter(({ isEmpty }) => isEmpty)
      .map(({ title, heading }) =>
        drifted(
          "spec-section-empty",
          `The section "${title.slice(0, 100)}" says nothing yet: answer it, or take it out`,
          heading,
          [],
        ),
      ),
  ];
  return drift.sort((first, second) => first.written.start - second.written.start);
}

function drifted(
  ruleId: DriftRuleId,
  message: string,
  { start, end }: SpecificationRange,
  places: readonly Place[],
  more: Partial<Drift> = {},
): Drift {
  const { severity } = DRIFT_RULES[ruleId];
  return { ruleId, severity, message, written: { start, end }, places: onceEach(places), ...more };
}

function notAllowed(
  ruleId: DriftRuleId,
  { lists }: FrontMatter,
  list: ListName,
  uses: readonly NamedUse[],
  message: (name: string) => string,
): readonly Drift[] {
  const setting = lists[list];
  if (setting?.value === undefined) return [];
  const allowed = setting.value.map(({ value }) => value);
  const places = new Map<string, Place[]>();
  for (const { name, place } of uses) {
    if (!isAllowed(name, allowed)) places.set(name, [...(places.get(name) ?? []), place]);
  }
  return [...places].map(([name, its]) =>
    drifted(ruleId, message(name), setting.key, its, { allowing: { list, value: name } }),
  );
}

const UNITS = { maxOutputTokens: "tokens of output", maxSteps: "steps" } as const;

function limitDrift({ numbers }: FrontMatter, limits: readonly LimitUse[]): readonly Drift[] {
  return (["maxOutputTokens", "maxSteps"] as const).flatMap((name) => {
    const written = numbers[name]?.value;
    if (written === undefined) return [];
    const unit = UNITS[name];
    const byCase = new Map<string, { readonly use: LimitUse; readonly places: Place[] }>();
    for (const use of limits) {
      if (use.limit !== name || (use.value !== "none" && use.value <= written.value)) continue;
      const key = `${use.value} ${use.origin}`;
      const known = byCase.get(key);
      if (known === undefined) byCase.set(key, { use, places: [use.place] });
      else known.places.push(use.place);
    }
    return [...byCase.values()].map(({ use, places }) => {
      const allowed = `the specification allows ${written.value}`;
      if (use.value === "none") {
        const message = `Nothing limits the ${unit} here, and ${allowed}`;
        return drifted("spec-limit-exceeded", message, written, places, { severity: "warning" });
      }
      const cause =
        use.origin === "SDK"
          ? `The SDK's own limit of ${use.value} ${unit} holds here`
          : `Up to ${use.value} ${unit} are asked for`;
      return drifted("spec-limit-exceeded", `${cause}, and ${allowed}`, written, places);
    });
  });
}

function approvalDrift({ lists }: FrontMatter, { tools }: CodePicture): readonly Drift[] {
  const names = tools.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const isEveryNameKnown = names.length === tools.length;
  return (lists.humanApproval?.value ?? []).flatMap((written) => {
    const concerned = tools.filter(({ name }) => name !== undefined && isAllowed(name, [written.value]));
    const open = concerned.filter(({ approval }) => approval === "not asked");
    if (open.length > 0) {
      const shown = [...new Set(open.map(({ name }) => `\`${name}\``))].join(", ");
      const message = `${shown}: nobody is asked before it runs, and the specification demands that a person approves`;
      return [
        drifted(
          "spec-approval-missing",
          message,
          written,
          open.map(({ place }) => place),
        ),
      ];
    }
    // A tool whose name is not known may be the one that is meant.
    if (concerned.length > 0 || !isEveryNameKnown || written.value.includes("*")) return [];
    const nearest = nearestName(written.value, names);
    const hint = nearest === undefined ? "correct the name, or take it out" : `did you mean \`${nearest}\`?`;
    const rename = nearest === undefined ? {} : { rename: { name: nearest, end: written.end } };
    return [drifted("spec-tool-unknown", `The code has no tool \`${written.value}\`: ${hint}`, written, [], rename)];
  });
}

function outdated({ reviewed, code }: FrontMatter, now: CodeRecord): readonly Drift[] {
  if (code?.value === undefined) {
    // Without a record nobody can tell; a review that nobody claims needs none.
    if (reviewed?.value === undefined || code !== undefined) return [];
    const message =
      "Nothing says which code this was reviewed against: run `genai-lens spec check --mark-reviewed` once it is true";
    return [drifted("spec-outdated", message, reviewed.key, [], { severity: "info" })];
  }
  const changed = changedParts(code.value, now);
  if (changed.length === 0) return [];
  const since = reviewed?.value === undefined ? "this was written" : `the review on ${reviewed.value.value}`;
  const message = `The code shows something else since ${since}: ${listed(changed)}. Read it again, then mark it as reviewed`;
  return [drifted("spec-outdated", message, reviewed?.key ?? code.key, [])];
}

function emptySettings({ lists, numbers, reviewed, code }: FrontMatter): readonly Drift[] {
  const settings: Readonly<Record<string, Setting<unknown> | undefined>> = { ...lists, ...numbers, reviewed, code };
  return Object.entries(settings).flatMap(([name, setting]) =>
    setting?.isEmpty === true
      ? [drifted("spec-section-empty", `\`${name}\` has no value: decide it, or take the line out`, setting.key, [])]
      : [],
  );
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function onceEach(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ file, start }) => {
    const key = `${file}\n${start}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** How many places in the code use an item of a list, by the item; for lists that are held against the code. */
export function usesOfItem(list: ListName, item: WrittenValue<string>, picture: CodePicture): readonly Place[] {
  const fits = (name: string | undefined): boolean => name !== undefined && isAllowed(name, [item.value]);
  switch (list) {
    case "models":
      return onceEach(picture.models.filter(({ id }) => fits(id)).map(({ place }) => place));
    case "regions":
      return onceEach(picture.regions.filter(({ region }) => fits(region)).map(({ place }) => place));
    case "tools":
    case "humanApproval":
      return onceEach(picture.tools.filter(({ name }) => fits(name)).map(({ place }) => place));
    case "dataClasses":
      return onceEach(picture.data.filter(({ dataClass }) => fits(dataClass)).map(({ place }) => place));
  }
}
