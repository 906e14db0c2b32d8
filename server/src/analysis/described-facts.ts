import type { Fact } from "../../../lens/facts.ts";
import type {
  ExportedEntity,
  MemberDescription,
  ModuleDescription,
  SdkDescription,
} from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractInstance, alternativesOf } from "./abstract.ts";
import { agentMemory } from "./agent-memories.ts";
import { argumentsOf } from "./calls.ts";
import type { DescribedUse } from "./described-use.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { sendOf } from "./command-sends.ts";
import { launchedServers } from "./launched-servers.ts";
import type { Module } from "./module.ts";
import { observabilityFact } from "./observability.ts";
import { permissionFact } from "./permissions.ts";
import { resourceFact } from "./resources.ts";
import { retrievalFact } from "./retrievals.ts";
import { servedTransport, serverConnection } from "./served-transports.ts";
import { ts } from "./syntax.ts";
import { textSplitterFact } from "./text-splitters.ts";
import { toolFact } from "./tools.ts";

/** What a callee is described as, be it an export or a member. */
interface Described {
  readonly sdk: SdkDescription;
  readonly as: ExportedEntity | MemberDescription;
  readonly name: string;
  readonly instance: AbstractInstance | undefined;
  /** What exports it; `undefined` for members. */
  readonly exportedBy: ModuleDescription | undefined;
}

/** The facts of a call or `new` that is no model call: of retrieval, a tool, a resource, a server or the like. */
export function describedFacts(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.NewExpression,
  module: Module,
): Fact[] {
  const callees = alternativesOf(evaluator.evaluate(node.expression, module)).filter((each) => !isNothing(each));
  const [first] = callees.flatMap(describedAs);
  if (!first) return [];
  const writers = [writerOf(first.as), ...writersOfExport(first)].filter((each) => each !== undefined);
  if (writers.length === 0) return [];
  const use = usedBy(evaluator, first, callees, node, module);
  return writers.flatMap((write) => write(evaluator, use) ?? []);
}

function describedAs(value: Abstract): Described[] {
  if (value.kind === "entity") {
    const { sdk, entity, name, description } = value;
    return [{ sdk, as: entity, name, instance: undefined, exportedBy: description }];
  }
  if (value.kind !== "member") return [];
  const { instance, path } = value;
  const as = instance.type.members?.[path];
  return as ? [{ sdk: instance.sdk, as, name: path, instance, exportedBy: undefined }] : [];
}

type Writer = (evaluator: Evaluator, use: DescribedUse) => Fact | readonly Fact[] | undefined;

/** How the facts are written that an export gives beside what it makes. */
function writersOfExport({ exportedBy, name }: Described): Writer[] {
  const launch = exportedBy?.launches?.[name];
  const transport = exportedBy?.transports?.[name];
  const memory = exportedBy?.memories?.[name];
  return [
    ...(launch ? [(evaluator: Evaluator, use: DescribedUse) => launchedServers(evaluator, use, launch)] : []),
    ...(transport ? [(evaluator: Evaluator, use: DescribedUse) => servedTransport(evaluator, use, transport)] : []),
    ...(memory ? [(evaluator: Evaluator, use: DescribedUse) => agentMemory(evaluator, use, memory)] : []),
  ];
}

/** How the fact of something described is written; `undefined` for what gives no fact of this kind. */
function writerOf(as: Described["as"]): Writer | undefined {
  const retrieval = "retrieval" in as ? as.retrieval : undefined;
  if (retrieval) return (evaluator, use) => retrievalFact(evaluator, use, retrieval);
  if ("tool" in as) return (evaluator, use) => toolFact(evaluator, use, as.tool);
  if ("resource" in as) return (evaluator, use) => resourceFact(evaluator, use, as.resource);
  if ("member" in as && as.member === "connection")
    return (evaluator, use) => serverConnection(evaluator, use, as.transport);
  if ("permission" in as) return (evaluator, use) => permissionFact(evaluator, use, as.permission);
  if ("splitter" in as) return (evaluator, use) => textSplitterFact(evaluator, use, as.splitter);
  const observability = "observability" in as ? as.observability : undefined;
  return observability && ((evaluator, use) => observabilityFact(evaluator, use, observability));
}

function usedBy(
  evaluator: Evaluator,
  described: Described,
  callees: readonly Abstract[],
  node: ts.CallExpression | ts.NewExpression,
  module: Module,
): DescribedUse {
  const isCommand = ts.isNewExpression(node) && ("retrieval" in described.as || "resource" in described.as);
  const send = isCommand ? sendOf(evaluator, node, module) : undefined;
  const receivers = send ? alternativesOf(send.client) : callees;
  const instances = receivers.flatMap((each) =>
    each.kind === "instance" ? [each] : each.kind === "member" ? [each.instance] : [],
  );
  const creations = new Set(instances.map((each) => each.creation?.node));
  const isOne = instances.length > 0 && instances.length === receivers.length && creations.size === 1;
  const through = isOne ? instances[0] : undefined;
  const at = { module, node };
  return {
    sdk: described.sdk,
    sdkMajor: evaluator.host.packageMajor(described.sdk.versionPackage, module.file),
    name: described.name,
    at,
    site: {
      call: at,
      arguments: argumentsOf(evaluator, node, module, undefined),
      send,
      client: through && clientInstance(through),
      instance: described.instance,
    },
    instance: described.instance,
    through,
  };
}

/** The client that a store or the like was made from, or the instance itself. */
function clientInstance(instance: AbstractInstance): AbstractInstance | undefined {
  for (let each: AbstractInstance | undefined = instance; each; each = each.parent) {
    if (each.type.role === "client") return each;
  }
  return undefined;
}
