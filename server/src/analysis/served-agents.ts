import { posix } from "node:path";
import type { SdkDescription, ServedDescription } from "../../../lens/sdks/description.ts";
import { alternativesOf } from "./abstract.ts";
import { rootOf } from "./chains.ts";
import type { Evaluator } from "./evaluator.ts";
import { exportedValue } from "./members.ts";
import type { RecognisedCall } from "./model-calls.ts";
import type { Module } from "./module.ts";

/** Folders above a file in which a manifest may stand. */
const MAXIMUM_FOLDERS = 12;

/**
 * The calls that a server makes of the agents that a file makes and exports, because a manifest of that server lists them:
 * no code of the program runs those. What they are asked is not known.
 */
export function servedAgents(evaluator: Evaluator, module: Module): RecognisedCall[] {
  const found: RecognisedCall[] = [];
  for (const served of servedIn(evaluator, module)) {
    for (const name of listedExports(evaluator, module.file, served)) {
      const exported = exportedValue(evaluator, { kind: "module", module }, name, { module, node: module.source });
      for (const instance of alternativesOf(exported)) {
        if (instance.kind !== "instance" || instance.type.served?.manifest !== served.manifest) continue;
        const member = instance.type.members?.[served.member];
        const at = rootOf(instance)?.creation;
        if (member?.member !== "call" || at?.module !== module) continue;
        if (found.some((each) => each.at.node === at.node)) continue;
        found.push({
          sdk: instance.sdk,
          description: member.call,
          at,
          arguments: undefined,
          environment: undefined,
          instances: [instance],
          mayBeOther: false,
          send: undefined,
          isCommand: false,
          isServed: true,
          changedLater: new Set(),
        });
      }
    }
  }
  return found;
}

/** The servers that may run something of a file, by what it imports; one for each manifest. */
function servedIn(evaluator: Evaluator, module: Module): readonly ServedDescription[] {
  const sdks = new Set(module.specifiers().flatMap((each) => evaluator.knowledge.module(each)?.sdk ?? []));
  return [...sdks].flatMap(servedBy);
}

const servedOfSdks = new WeakMap<SdkDescription, readonly ServedDescription[]>();

function servedBy(sdk: SdkDescription): readonly ServedDescription[] {
  let served = servedOfSdks.get(sdk);
  if (!served) {
    const all = Object.values(sdk.types).flatMap((type) => type.served ?? []);
    served = all.filter((each, index) => all.findIndex((other) => other.manifest === each.manifest) === index);
    servedOfSdks.set(sdk, served);
  }
  return served;
}

/** Names of what the nearest manifest lists of a file. */
function listedExports(evaluator: Evaluator, file: string, { manifest, listed }: ServedDescription): readonly string[] {
  const { host, dependencies } = evaluator;
  let folder = posix.dirname(file);
  for (let count = 0; count < MAXIMUM_FOLDERS; count++) {
    const path = posix.join(folder, manifest);
    dependencies.add(path);
    if (host.isFile(path)) return exportsListed(host.read(path)?.text ?? "", listed, folder, file);
    if (folder === host.root || folder === posix.dirname(folder)) return [];
    folder = posix.dirname(folder);
  }
  return [];
}

function exportsListed(text: string, listed: string, folder: string, file: string): readonly string[] {
  return places(text, listed).flatMap((each) => {
    const mark = each.lastIndexOf(":");
    return mark > 0 && posix.resolve(folder, each.slice(0, mark)) === file ? [each.slice(mark + 1)] : [];
  });
}

/** What a manifest lists; nothing where it is not what it should be. */
function places(text: string, listed: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(text);
    const list = propertyOf(content, listed);
    if (typeof list !== "object" || list === null) return [];
    return Object.values(list)
      .map((each: unknown) => (typeof each === "string" ? each : propertyOf(each, "path")))
      .filter((each) => typeof each === "string");
  } catch {
    return [];
  }
}

function propertyOf(value: unknown, name: string): unknown {
  const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
