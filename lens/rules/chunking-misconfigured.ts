import type { Fact, Place, Resource, TextSplitter, Value, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf, propertyAt } from "./constructs.ts";
import { effectiveOptions } from "./effective-options.ts";
import { embeddingInputLimit } from "./embedding-inputs.ts";
import { insertionOf } from "./insertions.ts";
import { modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf, constantOf } from "./values.ts";

/** Characters that a token of English stands for, more or less. */
const CHARACTERS_PER_TOKEN = 4;

export const chunkingMisconfigured = defineRule({
  meta: {
    id: "chunking-misconfigured",
    title: "Texts cut into pieces that repeat one another, or that the embedding model cuts off",
    pillar: "performance-efficiency",
    practices: ["GENPERF04-BP01", "GENCOST04-BP01"],
    related: ["GENCOST04-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["text splitter", "resource"],
  judge(fact, context) {
    return fact.fact === "resource" ? judgeDataSource(fact, context) : judgeSplitter(fact, context);
  },
});

function judgeSplitter(splitter: TextSplitter, context: JudgeContext): Verdict {
  const size = numberOf(splitter.chunkSize, splitter.defaults.chunkSize);
  const overlap = numberOf(splitter.chunkOverlap, splitter.defaults.chunkOverlap);
  if (size === "unknown" || overlap === "unknown") {
    return { outcome: "unknown", reason: "how long the pieces are cannot be told" };
  }
  if (size === undefined) return { outcome: "not applicable" };
  if (overlap !== undefined && size > 0 && overlap >= size) return overlapFailure(splitter, size, overlap);
  const model = embeddingModelOf(context.facts);
  const tokens =
    splitter.unit === undefined ? undefined : size / (splitter.unit === "tokens" ? 1 : CHARACTERS_PER_TOKEN);
  if (model !== undefined && tokens !== undefined && tokens > model.limit) {
    return {
      outcome: "fail",
      place: placeOf(splitter.chunkSize) ?? splitter.calleePlace,
      message: `Pieces of ${count(size)} ${splitter.unit ?? "units"} are longer than the ${count(model.limit)} tokens that \`${model.id}\` reads; the rest of each is lost or refused`,
      related: [{ place: model.place, message: "This model makes the vectors" }],
    };
  }
  const written = constantOf(splitter.chunkOverlap);
  if (written?.value === 0 && isEmbedded(context.facts)) {
    return {
      outcome: "fail",
      place: written.place,
      severity: "hint",
      message: `\`${splitter.callee}\` lets no piece overlap the next; a sentence across a border is found by neither`,
      fixes: overlapFixes(splitter.chunkOverlap, size),
    };
  }
  return overlap === undefined ? { outcome: "not applicable" } : { outcome: "pass", place: splitter.place };
}

function overlapFailure(splitter: TextSplitter, size: number, overlap: number): Verdict {
  const isThrown = splitter.throwsFrom === "as large" || (splitter.throwsFrom === "larger" && overlap > size);
  const isDefault = splitter.chunkOverlap.state === "absent";
  const what = isDefault ? `the default overlap of ${count(overlap)}` : `an overlap of ${count(overlap)}`;
  return {
    outcome: "fail",
    place: placeOf(splitter.chunkOverlap) ?? placeOf(splitter.chunkSize) ?? splitter.calleePlace,
    severity: isThrown ? "error" : "warning",
    message: isThrown
      ? `\`${splitter.callee}\` throws: ${what} leaves nothing new in pieces of ${count(size)}`
      : `\`${splitter.callee}\` has ${what} in pieces of ${count(size)}, so each piece repeats the one before`,
    fixes: overlapFixes(splitter.chunkOverlap, size),
  };
}

/** An overlap of about an eighth of a piece; none where the code offers no place for it. */
function overlapFixes(overlap: Value, size: number): readonly Fix[] {
  const code = String(Math.floor(size / 8));
  const written = constantOf(overlap);
  const insertion = insertionOf(overlap);
  const edit =
    written === undefined
      ? insertion && ({ edit: "set option", insertion, code } as const)
      : ({ edit: "replace", place: written.place, code } as const);
  return edit === undefined ? [] : [{ title: `Let pieces overlap by ${code}`, safety: "review", edits: [edit] }];
}

/** The number that holds: the one written, or the default where none is. */
function numberOf(value: Value, usual: number | undefined): number | "unknown" | undefined {
  if (value.state === "absent") return usual;
  const written = constantOf(value)?.value;
  return typeof written === "number" ? written : "unknown";
}

interface EmbeddingModel {
  readonly id: string;
  readonly limit: number;
  readonly place: Place;
}

/** The one embedding model of a file; `undefined` where there are several or its limit is not known. */
function embeddingModelOf(facts: readonly Fact[]): EmbeddingModel | undefined {
  const found = new Map<string, EmbeddingModel>();
  const add = (value: Value | undefined, place: Place): boolean => {
    for (const each of value === undefined ? [] : alternativesOf(value)) {
      const id = constantOf(each)?.value;
      if (typeof id !== "string") return false;
      const limit = embeddingInputLimit(id);
      if (limit !== undefined) found.set(id, { id, limit, place });
    }
    return true;
  };
  for (const call of modelCallsOf(facts)) {
    if (call.kind === "embedding" && !add(effectiveOptions(call).model, call.calleePlace)) return undefined;
  }
  for (const fact of facts) if (fact.fact === "client") add(fact.options.model, fact.calleePlace);
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
}

/** Whether a file makes vectors of texts, or fills a store with them: elsewhere pieces may be read one after the other. */
function isEmbedded(facts: readonly Fact[]): boolean {
  return (
    modelCallsOf(facts).some(({ kind }) => kind === "embedding") ||
    facts.some((fact) => fact.fact === "retrieval" && fact.kind === "write")
  );
}

/** Where the configuration stands in a data source of Amazon Bedrock, seen from the construct's properties. */
const CHUNKING = ["vectorIngestionConfiguration", "chunkingConfiguration"];

function judgeDataSource(resource: Resource, context: JudgeContext): Verdict {
  if (resource.kind !== "data source" || resource.service !== "bedrock") return { outcome: "not applicable" };
  const chunking = (...names: readonly string[]): Value => propertyAt(resource, ...CHUNKING, ...names);
  const levels = chunking("hierarchicalChunkingConfiguration", "levelConfigurations");
  const overlap = constantOf(chunking("hierarchicalChunkingConfiguration", "overlapTokens"));
  const sizes = levels.state === "known" && levels.form === "array" ? levels.elements.map(tokensOf) : [];
  const smallest = sizes.at(-1);
  if (typeof overlap?.value === "number" && smallest !== undefined && overlap.value >= smallest.tokens) {
    return {
      outcome: "fail",
      place: overlap.place,
      message: `${nameOf(resource)} lets pieces of ${count(smallest.tokens)} tokens overlap by ${count(overlap.value)}, so each piece repeats the one before`,
      fixes: overlapFixes(overlap, smallest.tokens),
    };
  }
  const fixed = constantOf(chunking("fixedSizeChunkingConfiguration", "maxTokens"));
  const largest = typeof fixed?.value === "number" ? { tokens: fixed.value, place: fixed.place } : smallest;
  if (largest === undefined) return { outcome: "not applicable" };
  const model = knowledgeBaseModel(context.facts);
  if (model === undefined || largest.tokens <= model.limit) return { outcome: "pass", place: resource.place };
  return {
    outcome: "fail",
    place: largest.place,
    message: `${nameOf(resource)} cuts pieces of up to ${count(largest.tokens)} tokens; \`${model.id}\` reads ${count(model.limit)}, and the rest of each is lost or refused`,
    related: [{ place: model.place, message: "The knowledge base names this model" }],
  };
}

function tokensOf(level: Value): { readonly tokens: number; readonly place: Place } | undefined {
  const tokens =
    level.state === "known" && level.form === "object" ? constantOf(level.properties.get("maxTokens")) : undefined;
  return typeof tokens?.value === "number" ? { tokens: tokens.value, place: tokens.place } : undefined;
}

/** The model of the file's only knowledge base; `undefined` where its limit is not known. */
function knowledgeBaseModel(facts: readonly Fact[]): EmbeddingModel | undefined {
  const bases = facts.filter((fact) => fact.fact === "resource" && fact.kind === "knowledge base");
  const [only] = bases;
  if (only?.fact !== "resource" || bases.length > 1) return undefined;
  const path = ["knowledgeBaseConfiguration", "vectorKnowledgeBaseConfiguration", "embeddingModelArn"];
  const id = foundationModel(propertyAt(only, ...path));
  const limit = id === undefined ? undefined : embeddingInputLimit(id);
  return id === undefined || limit === undefined ? undefined : { id, limit, place: only.calleePlace };
}

/** The id at the end of the address of a foundation model, where the end is written out. */
function foundationModel(arn: Value): string | undefined {
  if (arn.state !== "known") return undefined;
  const end = arn.form === "template" ? arn.parts.at(-1) : arn.form === "constant" ? String(arn.value) : undefined;
  return typeof end === "string" ? /foundation-model\/(.+)$/.exec(end)?.[1] : undefined;
}

function placeOf(value: Value): Place | undefined {
  return constantOf(value)?.place;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
