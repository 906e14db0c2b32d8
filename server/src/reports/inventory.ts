import { isDeepStrictEqual } from "node:util";
import type {
  ClientOptionName,
  ModelCall,
  Resource,
  ResourceKind,
  RetrievalKind,
  Value,
  WrapperUse,
} from "../../../lens/facts.ts";
import { factsOfKind } from "../../../lens/facts-of-kind.ts";
import { effectiveOptions } from "../../../lens/rules/effective-options.ts";
import { type ModelStatus, findModel } from "../../../lens/models/models.ts";
import { compareText } from "../workspace/paths.ts";
import { type CheckResult, type Location, Locations, type ReportContext } from "./check-result.ts";
import { maskSecrets } from "./masking.ts";

/** Everything of generative AI that was found in the code, as it is written to JSON. */
export interface Inventory {
  readonly schemaVersion: 1;
  readonly calls: readonly InventoryCall[];
  readonly clients: readonly InventoryClient[];
  readonly tools: readonly InventoryTool[];
  readonly retrievals: readonly InventoryRetrieval[];
  readonly resources: readonly InventoryResource[];
  readonly models: readonly InventoryModel[];
}

export interface InventoryCall extends Location {
  readonly sdk: string;
  readonly sdkVersion: string | null;
  readonly kind: ModelCall["kind"];
  readonly callee: string;
  readonly provider: string | null;
  readonly model: InventoryValue;
  readonly options: Readonly<Record<string, InventoryValue>>;
  readonly client: { readonly file: string; readonly line: number } | null;
  /** For a call of the app's own function that calls a model: that function, and where its model call stands. */
  readonly wrapper?: InventoryWrapper;
}

export interface InventoryWrapper {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface InventoryClient extends Location {
  readonly sdk: string;
  readonly sdkVersion: string | null;
  readonly name: string;
  readonly provider: string | null;
  readonly options: Readonly<Record<string, InventoryValue>>;
}

export interface InventoryTool extends Location {
  readonly sdk: string;
  readonly sdkVersion: string | null;
  readonly name: string | null;
  /** Offered by a server rather than given to a model in this program. */
  readonly isServed: boolean;
  readonly options: Readonly<Record<string, InventoryValue>>;
}

export interface InventoryRetrieval extends Location {
  readonly sdk: string;
  readonly sdkVersion: string | null;
  readonly kind: RetrievalKind;
  readonly callee: string;
  readonly provider: string | null;
  readonly options: Readonly<Record<string, InventoryValue>>;
  readonly client: { readonly file: string; readonly line: number } | null;
}

export interface InventoryResource extends Location {
  readonly sdk: string;
  readonly kind: ResourceKind;
  readonly service: string;
  readonly name: string;
  readonly origin: Resource["origin"];
  readonly id: InventoryValue;
  readonly properties: InventoryValue;
  /** For a Lambda function: the source file that it runs. */
  readonly entryFile: string | null;
  readonly callsModel: boolean | null;
}

export interface InventoryModel {
  readonly id: string;
  readonly provider: string | null;
  readonly status: ModelStatus["status"];
  readonly shutdownOn: string | null;
  /** Calls that may use it. */
  readonly calls: number;
}

/** `value` is `null` where the value is no plain data, and for secrets. */
export interface InventoryValue {
  readonly state: Value["state"];
  readonly value: PlainData;
}

export type PlainData =
  string | number | boolean | null | readonly PlainData[] | { readonly [name: string]: PlainData };

const SECRET_OPTIONS: ReadonlySet<ClientOptionName> = new Set(["apiKey", "headers"]);

/** `today` is the ISO date that the states of models are told for. */
export function inventoryOf(
  result: CheckResult,
  context: Pick<ReportContext, "directory" | "text">,
  today: string,
): Inventory {
  const locations = new Locations(context);
  const facts = result.reports.flatMap((report) => report.facts);
  const calls = factsOfKind(facts, "model call");
  const clients = factsOfKind(facts, "client");
  const tools = factsOfKind(facts, "tool");
  const retrievals = factsOfKind(facts, "retrieval");
  const resources = factsOfKind(facts, "resource");
  return {
    schemaVersion: 1,
    calls: calls.map((call) => ({
      ...locations.of(call.place),
      sdk: call.sdk,
      sdkVersion: versionOf(call.sdkMajor),
      kind: call.kind,
      callee: call.callee,
      provider: call.provider ?? null,
      model: inventoryModel(effectiveOptions(call).model),
      options: inventoryOptions(effectiveOptions(call), new Set(["model"])),
      client: call.client === undefined ? null : clientReference(locations.of(call.client.place)),
      ...(call.wrapper === undefined ? {} : { wrapper: wrapperReference(call.wrapper, locations) }),
    })),
    clients: clients.map((client) => ({
      ...locations.of(client.place),
      sdk: client.sdk,
      sdkVersion: versionOf(client.sdkMajor),
      name: client.name,
      provider: client.provider ?? null,
      options: Object.fromEntries(
        Object.entries(client.options).map(([name, value]) => [
          name,
          SECRET_OPTIONS.has(name as ClientOptionName) ? { state: value.state, value: null } : inventoryValue(value),
        ]),
      ),
    })),
    tools: tools.map((tool) => ({
      ...locations.of(tool.place),
      sdk: tool.sdk,
      sdkVersion: versionOf(tool.sdkMajor),
      name: tool.name ?? null,
      isServed: tool.isServed,
      options: inventoryOptions(tool.options),
    })),
    retrievals: retrievals.map((retrieval) => ({
      ...locations.of(retrieval.place),
      sdk: retrieval.sdk,
      sdkVersion: versionOf(retrieval.sdkMajor),
      kind: retrieval.kind,
      callee: retrieval.callee,
      provider: retrieval.provider ?? null,
      options: inventoryOptions(retrieval.options),
      client: retrieval.client === undefined ? null : clientReference(locations.of(retrieval.client.place)),
    })),
    resources: resources.map((resource) => ({
      ...locations.of(resource.place),
      sdk: resource.sdk,
      kind: resource.kind,
      service: resource.service,
      name: resource.name,
      origin: resource.origin,
      id: inventoryValue(resource.id),
      properties: inventoryValue(resource.properties),
      entryFile: resource.entryFile === undefined ? null : locations.path(resource.entryFile),
      callsModel: resource.callsModel ?? null,
    })),
    models: modelsOf(calls, today),
  };
}

/** The app's own function that is called, and the model call inside. */
function wrapperReference(wrapper: WrapperUse, locations: Locations): InventoryWrapper {
  return { name: wrapper.functionName, ...clientReference(locations.of(wrapper.call)) };
}

function inventoryModel(model: Value | undefined): InventoryValue {
  // Where a call has no such option, an agent or a setting made elsewhere says which model answers.
  return model === undefined ? { state: "unknown", value: null } : inventoryValue(model);
}

function inventoryOptions(
  options: Readonly<Record<string, Value>>,
  leftOut: ReadonlySet<string> = new Set(),
): Readonly<Record<string, InventoryValue>> {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([name]) => !leftOut.has(name))
      .map(([name, value]) => [name, inventoryValue(value)]),
  );
}

function clientReference({ file, line }: Location): { readonly file: string; readonly line: number } {
  return { file, line };
}

function versionOf(major: number | undefined): string | null {
  return major === undefined ? null : String(major);
}

function inventoryValue(value: Value): InventoryValue {
  return { state: stateOf(value), value: plainData(value, 0) ?? null };
}

/** Of several values, of which none is known, nothing is known. */
function stateOf(value: Value): Value["state"] {
  if (value.state !== "known" || value.form !== "alternatives") return value.state;
  return value.values.some((each) => each.state === "known") ? "known" : "unknown";
}

const DEEPEST = 4;
const MOST_ELEMENTS = 50;
const LONGEST_TEXT = 500;

/** The value as data; `undefined` where a part of it is not known or is no data. */
function plainData(value: Value, depth: number): PlainData | undefined {
  if (value.state !== "known" || depth > DEEPEST) return undefined;
  switch (value.form) {
    case "constant":
      return typeof value.value === "string" ? shortened(maskSecrets(value.value)) : value.value;
    case "array": {
      if (!value.isComplete || value.elements.length > MOST_ELEMENTS) return undefined;
      const elements = value.elements.map((element) => plainData(element, depth + 1));
      return elements.some((element) => element === undefined) ? undefined : (elements as PlainData[]);
    }
    case "object": {
      if (!value.isComplete || value.properties.size > MOST_ELEMENTS) return undefined;
      const properties: [string, PlainData][] = [];
      for (const [name, property] of value.properties) {
        if (property.state === "absent") continue;
        const data = plainData(property, depth + 1);
        if (data === undefined) return undefined;
        properties.push([name, data]);
      }
      return Object.fromEntries(properties);
    }
    case "template": {
      const parts = value.parts.map((part) => (typeof part === "string" ? part : "${…}"));
      return shortened(maskSecrets(parts.join("")));
    }
    case "alternatives": {
      const [first, ...others] = value.values.map((each) => plainData(each, depth + 1));
      return others.every((each) => isDeepStrictEqual(each, first)) ? first : undefined;
    }
    case "function":
    case "entity":
      return undefined;
  }
}

function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Model ids that a call may use, as they are written. */
export function modelIdsOf(call: ModelCall): readonly string[] {
  const { model } = effectiveOptions(call);
  if (model?.state !== "known") return [];
  const values = model.form === "alternatives" ? model.values : [model];
  return values.flatMap((value) =>
    value.state === "known" && value.form === "constant" && typeof value.value === "string" ? [value.value] : [],
  );
}

function modelsOf(calls: readonly ModelCall[], today: string): readonly InventoryModel[] {
  const models = new Map<string, InventoryModel>();
  for (const call of calls) {
    for (const id of new Set(modelIdsOf(call))) {
      const provider = call.provider ?? null;
      const key = `${id}\n${provider ?? ""}`;
      const known = models.get(key);
      if (known !== undefined) {
        models.set(key, { ...known, calls: known.calls + 1 });
        continue;
      }
      const status = findModel(id, call.provider, today);
      models.set(key, {
        id: shortened(maskSecrets(id)),
        provider: provider ?? status?.provider ?? null,
        status: status?.status ?? "unknown",
        shutdownOn: status?.shutdownOn ?? null,
        calls: 1,
      });
    }
  }
  return [...models.values()].sort(
    (first, second) => compareText(first.id, second.id) || compareText(first.provider ?? "", second.provider ?? ""),
  );
}
