import type { ModelCall, Place, Retrieval } from "../../../lens/facts.ts";
import { factsOfKind } from "../../../lens/facts-of-kind.ts";
import { isAboutStandIn } from "../../../lens/rules/stand-ins.ts";
import { optionState } from "../../../lens/rules/values.ts";
import type { FileReport } from "../lint/finding.ts";
import { type DataUse, dataUsesOf } from "./data-classes.ts";
import { type LimitUse, limitUsesOf } from "./limit-uses.ts";
import { type ModelUse, type UnknownModel, modelUsesOf, unknownModelsOf } from "./model-uses.ts";
import { type FileFacts, type PictureContext, factsOf } from "./product-facts.ts";
import { type PromptUse, promptUsesOf } from "./prompt-uses.ts";
import { type RegionUse, regionUsesOf } from "./region-uses.ts";
import { type SchemaUse, schemaUsesOf } from "./schema-uses.ts";
import { type ToolName, type ToolUse, namedTools, toolNamesOf, toolUsesOf } from "./tool-uses.ts";

/** What code shows of its use of models, each with its place. Tests, examples, scripts and stand-ins are left out. */
export interface CodePicture {
  readonly calls: readonly ModelCall[];
  readonly models: readonly ModelUse[];
  readonly unknownModels: readonly UnknownModel[];
  readonly regions: readonly RegionUse[];
  readonly tools: readonly ToolUse[];
  readonly limits: readonly LimitUse[];
  readonly prompts: readonly PromptUse[];
  readonly schemas: readonly SchemaUse[];
  readonly retrievals: readonly Retrieval[];
  readonly guardrails: readonly Place[];
  readonly data: readonly DataUse[];
  /** Model calls in tests, examples and scripts, which nothing else here counts. */
  readonly callsLeftOut: number;
}

type FilePicture = Omit<CodePicture, "tools"> & {
  readonly tools: ReturnType<typeof toolUsesOf>;
  readonly toolNames: readonly ToolName[];
};

/** Puts together what the reports of a workspace show, and remembers what it read of reports that stay the same. */
export class PictureReader {
  readonly #context: PictureContext;
  readonly #known = new WeakMap<FileReport, FilePicture>();

  constructor(context: PictureContext) {
    this.#context = context;
  }

  of(reports: readonly FileReport[]): CodePicture {
    const files = reports.map((report) => this.#read(report));
    const tools = files.flatMap((file) => file.tools);
    return {
      calls: files.flatMap((file) => file.calls),
      models: files.flatMap((file) => file.models),
      unknownModels: files.flatMap((file) => file.unknownModels),
      regions: files.flatMap((file) => file.regions),
      tools: namedTools(
        tools,
        files.flatMap((file) => file.toolNames),
      ),
      limits: files.flatMap((file) => file.limits),
      prompts: oncePerPlace(files.flatMap((file) => file.prompts)),
      schemas: oncePerPlace(files.flatMap((file) => file.schemas)),
      retrievals: files.flatMap((file) => file.retrievals),
      guardrails: files.flatMap((file) => file.guardrails),
      data: files.flatMap((file) => file.data),
      callsLeftOut: files.reduce((sum, file) => sum + file.callsLeftOut, 0),
    };
  }

  #read(report: FileReport): FilePicture {
    const known = this.#known.get(report);
    if (known !== undefined) return known;
    const picture = filePictureOf(report, this.#context);
    this.#known.set(report, picture);
    return picture;
  }
}

function filePictureOf({ facts }: FileReport, context: PictureContext): FilePicture {
  const file = factsOf(facts);
  const { calls, all } = file;
  const present = facts.filter((fact) => fact.fact === "model call" && !isAboutStandIn(fact)).length;
  return {
    calls,
    models: calls.flatMap(modelUsesOf),
    unknownModels: calls.flatMap(unknownModelsOf),
    regions: regionUsesOf(file),
    tools: toolUsesOf(file),
    toolNames: toolNamesOf(calls),
    limits: limitUsesOf(file, context),
    prompts: promptUsesOf(calls),
    schemas: schemaUsesOf(file, context),
    retrievals: factsOfKind(all, "retrieval"),
    guardrails: guardrailsOf(file),
    data: dataUsesOf(file, context),
    callsLeftOut: present - calls.length,
  };
}

function guardrailsOf({ calls, clients, all }: FileFacts): readonly Place[] {
  const named = [...calls, ...clients]
    .filter(({ options }) => optionState(options.guardrail) === "known")
    .map(({ calleePlace }) => calleePlace);
  const resources = all.flatMap((fact) =>
    fact.fact === "resource" && fact.kind === "guardrail" ? [fact.calleePlace] : [],
  );
  return [...named, ...resources];
}

function oncePerPlace<Use extends { readonly place: Place }>(uses: readonly Use[]): readonly Use[] {
  const seen = new Set<string>();
  return uses.filter(({ place }) => {
    const key = `${place.file}\n${place.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
