import type { Client, Fact, ModelCall, Place, Retrieval } from "../../../lens/facts.ts";
import { factsOfKind } from "../../../lens/facts-of-kind.ts";
import { findModel } from "../../../lens/models/models.ts";
import { sdks } from "../../../lens/sdks/index.ts";
import { compareText } from "../workspace/paths.ts";
import { type CheckResult, Locations, type ReportContext } from "./check-result.ts";
import { modelIdsOf } from "./inventory.ts";
import { maskSecrets } from "./masking.ts";

/** A place of evidence, as CycloneDX 1.6 has it. */
interface Occurrence {
  readonly location: string;
  readonly line: number;
  readonly symbol?: string;
}

interface Property {
  readonly name: string;
  readonly value: string;
}

/** Something with the places that show it. */
interface Found {
  readonly name: string;
  readonly provider: string | undefined;
  readonly occurrences: Map<string, Occurrence>;
  readonly kinds: Set<string>;
  readonly endpoints: Set<string>;
}

/**
 * A bill of materials in CycloneDX 1.6: models as components of their own kind, the libraries that reach them, and
 * the services behind. It has neither a time nor a serial number, so that the same code gives the same text.
 */
export function cyclonedx(
  result: CheckResult,
  context: Pick<ReportContext, "directory" | "text" | "version">,
  today: string,
): string {
  const locations = new Locations(context);
  const facts = result.reports.flatMap((report) => report.facts);
  const calls = factsOfKind(facts, "model call");
  const models = modelsOf(calls, locations);
  const services = servicesOf(facts, locations);
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      tools: { components: [{ type: "application", name: "genai-lens", version: context.version }] },
    },
    components: [
      ...models.map((model) => modelComponent(model, today)),
      ...librariesOf(facts, locations).map(libraryComponent),
    ],
    services: services.map((service) => ({
      "bom-ref": serviceReference(service.name),
      name: service.name,
      ...(service.endpoints.size === 0 ? {} : { endpoints: [...service.endpoints].sort(compareText) }),
      properties: [
        ...[...service.kinds].sort(compareText).map((kind) => property("role", kind)),
        ...occurrencesOf(service).map(({ location, line }) => property("usedAt", `${location}:${line}`)),
      ],
    })),
    dependencies: models.flatMap((model) =>
      model.provider === undefined
        ? []
        : [{ ref: modelReference(model), dependsOn: [serviceReference(model.provider)] }],
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function modelComponent(model: Found, today: string): object {
  const status = findModel(model.name, model.provider, today);
  const kinds = [...model.kinds].sort(compareText);
  return {
    type: "machine-learning-model",
    "bom-ref": modelReference(model),
    name: maskSecrets(model.name),
    modelCard: { modelParameters: { task: kinds.join(", ") } },
    evidence: { occurrences: occurrencesOf(model) },
    properties: [
      ...(model.provider === undefined ? [] : [property("provider", model.provider)]),
      ...(status ? [property("status", status.status)] : []),
      ...(status?.shutdownOn ? [property("shutdownOn", status.shutdownOn)] : []),
    ],
  };
}

interface Library extends Found {
  readonly sdk: string;
  readonly major: number | undefined;
}

/** The manifest's range leaves the exact version open, so that the major is a property and no version. */
function libraryComponent(library: Library): object {
  return {
    type: "library",
    "bom-ref": `library:${library.name}${library.major === undefined ? "" : `@${library.major}`}`,
    name: library.name,
    purl: packageUrl(library.name),
    evidence: { occurrences: occurrencesOf(library) },
    properties: [
      property("sdk", library.sdk),
      ...(library.major === undefined ? [] : [property("majorVersion", String(library.major))]),
    ],
  };
}

/** Package URL of an npm package. */
function packageUrl(name: string): string {
  return `pkg:npm/${name.replace(/^@/, "%40")}`;
}

function modelsOf(calls: readonly ModelCall[], locations: Locations): readonly Found[] {
  const models = new Map<string, Found>();
  for (const call of calls) {
    for (const id of new Set(modelIdsOf(call))) {
      if (id === "") continue;
      const model = foundIn(models, `${id}\n${call.provider ?? ""}`, () => newlyFound(id, call.provider));
      addOccurrence(model, call.place, locations, call.callee);
      model.kinds.add(call.kind);
    }
  }
  return inOrder(models);
}

/** Packages of the SDKs through which models are called, stores searched and tools offered. */
function librariesOf(facts: readonly Fact[], locations: Locations): readonly Library[] {
  const libraries = new Map<string, Library>();
  for (const fact of facts) {
    if (!("sdk" in fact) || fact.fact === "permission") continue;
    const sdk = sdks.find(({ id }) => id === fact.sdk);
    if (sdk === undefined) continue;
    const major = "sdkMajor" in fact ? fact.sdkMajor : undefined;
    const library = foundIn(libraries, `${sdk.versionPackage}\n${major ?? ""}`, () => ({
      ...newlyFound(sdk.versionPackage, undefined),
      sdk: sdk.id,
      major,
    }));
    const symbol = "callee" in fact ? fact.callee : "name" in fact ? fact.name : undefined;
    addOccurrence(library, fact.place, locations, symbol);
  }
  return inOrder(libraries);
}

/** Who serves models or stores, with the base URLs that the code names. */
function servicesOf(facts: readonly Fact[], locations: Locations): readonly Found[] {
  const services = new Map<string, Found>();
  for (const fact of facts) {
    if (!isServed(fact) || fact.provider === undefined) continue;
    const { provider } = fact;
    const service = foundIn(services, provider, () => newlyFound(provider, provider));
    addOccurrence(service, fact.place, locations);
    if (fact.fact !== "client") service.kinds.add(fact.fact === "retrieval" ? "retrieval" : "models");
    const endpoint = fact.fact === "client" ? endpointOf(fact) : undefined;
    if (endpoint !== undefined) service.endpoints.add(endpoint);
  }
  // A client of which no call is known says what it is for by its kind alone.
  return inOrder(services);
}

function isServed(fact: Fact): fact is ModelCall | Client | Retrieval {
  return fact.fact === "model call" || fact.fact === "client" || fact.fact === "retrieval";
}

/** The base URL that a client is given, without what may be secret in it. */
function endpointOf(client: Client): string | undefined {
  const url = client.options.baseUrl;
  if (url?.state !== "known" || url.form !== "constant" || typeof url.value !== "string") return undefined;
  if (!URL.canParse(url.value)) return undefined;
  const { origin, pathname } = new URL(url.value);
  return origin === "null" ? undefined : maskSecrets(origin + pathname);
}

function foundIn<Thing>(all: Map<string, Thing>, key: string, make: () => Thing): Thing {
  let found = all.get(key);
  if (found === undefined) all.set(key, (found = make()));
  return found;
}

function newlyFound(name: string, provider: string | undefined): Found {
  return { name, provider, occurrences: new Map(), kinds: new Set(), endpoints: new Set() };
}

function addOccurrence(found: Found, place: Place, locations: Locations, symbol?: string): void {
  const { file, line } = locations.of(place);
  const occurrence = { location: file, line, ...(symbol === undefined ? {} : { symbol }) };
  found.occurrences.set(`${file}\n${line}\n${symbol ?? ""}`, occurrence);
}

function occurrencesOf({ occurrences }: Found): readonly Occurrence[] {
  return [...occurrences.values()].sort(
    (first, second) =>
      compareText(first.location, second.location) ||
      first.line - second.line ||
      compareText(first.symbol ?? "", second.symbol ?? ""),
  );
}

function inOrder<Thing extends Found>(all: ReadonlyMap<string, Thing>): readonly Thing[] {
  return [...all].sort(([first], [second]) => compareText(first, second)).map(([, thing]) => thing);
}

function modelReference({ name, provider }: Found): string {
  return `model:${provider ?? "unknown"}/${maskSecrets(name)}`;
}

function serviceReference(provider: string): string {
  return `service:${provider}`;
}

function property(name: string, value: string): Property {
  return { name: `genai-lens:${name}`, value };
}
