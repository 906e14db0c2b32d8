import type { Resource, Value } from "../../../lens/facts.ts";
import type { ResourceDescription } from "../../../lens/sdks/description.ts";
import { rolePropertyNames } from "../../../lens/sdks/aws-services.ts";
import type { Abstract } from "./abstract.ts";
import { markGeneral } from "./beside.ts";
import { calleeName } from "./calls.ts";
import { calleePlace } from "./clients.ts";
import { contextOf } from "./context.ts";
import { namedConstruct } from "./named-constructs.ts";
import { type DescribedUse, isChangedAfter, openedValue } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { modelWaitOf } from "./entry-wait.ts";
import { jsonContent } from "./json-text.ts";
import { lambdaEntry } from "./lambda-entry.ts";
import { madeAt } from "./made-at.ts";
import { reachesModel } from "./model-imports.ts";
import { readPath, readValue } from "./options.ts";
import { queryText, recordCallsIn } from "./record-queries.ts";
import { enclosingFunction, ts, walk } from "./syntax.ts";
import { place } from "./values.ts";

const ABSENT: Value = { state: "absent", insertion: undefined };

/** A construct, or a resource that a program makes through an API. */
export function resourceFact(evaluator: Evaluator, use: DescribedUse, description: ResourceDescription): Resource {
  const { module, node } = use.at;
  const properties = readValue(evaluator, description.properties, use.site, use.sdkMajor) ?? ABSENT;
  const id =
    description.id === undefined ? ABSENT : (readValue(evaluator, description.id, use.site, use.sdkMajor) ?? ABSENT);
  const property = (name: string): Abstract => readPath(evaluator, `${description.properties}.${name}`, use.site).value;
  const isOpen = ts.isNewExpression(node) && isChangedAfter(use.at);
  const entryFile =
    description.kind === "function"
      ? lambdaEntry(evaluator, {
          at: use.at,
          constructName: use.name,
          id: id.state === "known" && id.form === "constant" ? String(id.value) : undefined,
          property,
        })
      : undefined;
  const callsModel = entryFile === undefined ? undefined : reachesModel(evaluator, entryFile);
  const fact: Resource = {
    fact: "resource",
    sdk: use.sdk.id,
    kind: description.kind,
    service: description.service,
    name: use.name,
    // A construct is given the scope that it stands in.
    origin: description.properties === "2" || description.isConstruct ? "construct" : "api call",
    id,
    properties: isOpen ? openedValue(properties) : properties,
    policyDocument: isPolicy(description) ? jsonContent(property("policy")) : undefined,
    wholeRecords: description.kind === "customisation job" ? recordsAround(use.at) : undefined,
    role: firstOf(rolePropertyNames, (name) => madeAt(evaluator, property(name))),
    vpc: description.kind === "function" ? namedConstruct(property("vpc"), module) : undefined,
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    entryFile,
    callsModel,
    modelWait:
      callsModel === true && entryFile !== undefined
        ? modelWaitOf(evaluator, property("timeout"), entryFile, module)
        : undefined,
    context: contextOf(node, module, evaluator),
  };
  if (description.isOnlyBeside && !isSpecific(evaluator, use, description)) markGeneral(fact);
  return fact;
}

/** Names of steps that take out what a model must not learn. */
const FILTERS =
  /redact|mask|anonymi|pseudonymi|filter|sanit|scrub|clean|pii|presidio|comprehend|macie|consent|moderat/i;

/** The query of whole records in the same function, unless some call there has to do with filtering. */
function recordsAround({ module, node }: DescribedUse["at"]): Resource["wholeRecords"] {
  const holder = enclosingFunction(node);
  if (!holder) return undefined;
  const calls: ts.CallExpression[] = [];
  walk(holder, (inner) => {
    if (ts.isCallExpression(inner)) calls.push(inner);
  });
  if (calls.some((call) => FILTERS.test(calleeName(call) ?? ""))) return undefined;
  const [query] = recordCallsIn(calls);
  return query && { text: queryText(query), place: place({ module, node: query }) };
}

function isPolicy({ kind }: ResourceDescription): boolean {
  return kind === "vector store policy";
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a property tells that a resource which may serve anything serves generative AI. */
function isSpecific(evaluator: Evaluator, use: DescribedUse, { unless }: ResourceDescription): boolean {
  if (!unless) return false;
  const { value } = readPath(evaluator, unless.path, use.site);
  return value.kind === "constant" && value.value === unless.is;
}
