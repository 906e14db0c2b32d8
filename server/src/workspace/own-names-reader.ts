import {
  type FieldDescription,
  NAME_LISTS,
  NO_OWN_NAMES,
  type OwnNames,
  type OwnSanitiser,
  type OwnSink,
  type OwnSource,
  type OwnWrapper,
} from "../../../lens/own-names.ts";
import { type JsonNode, elementsOf, propertiesOf, textOf } from "./json-document.ts";
import { nearestName } from "./nearest-name.ts";
import { isSdkSpecifier } from "./sdk-imports.ts";

/** Takes down what is wrong. */
export interface MistakeSink {
  mistake(offset: number, message: string): void;
  /** A name that there is not, among those that there are. */
  unknownName(node: JsonNode, name: string, kind: string, known: readonly string[]): void;
}

/** `ask`, `assistant.ask`. */
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/** `0`, `1.maxTokens`. */
const OPTION_PATH = /^\d(\.[\w$-]+)*$/;

/** `text`, `choices[].text`. */
const RESULT_PATH = /^[\w$-]+(\[\])?(\.[\w$-]+(\[\])?)*$/;

/** Whether a setting is one of the lists of a team's own names. */
export function isNameList(name: string): name is keyof OwnNames {
  return Object.hasOwn(NAME_LISTS, name);
}

/** One of the lists of a team's own names as it is written. Entries that are wrong are left out, each with a mistake. */
export function readNameList(list: keyof OwnNames, node: JsonNode, sink: MistakeSink): Partial<OwnNames> {
  if (node.type !== "array") {
    sink.mistake(node.offset, `"${list}" must be a list of objects, such as [{ "name": "…" }]`);
    return {};
  }
  const entries = elementsOf(node).flatMap((element) => readEntry(list, element, sink) ?? []);
  switch (list) {
    case "wrappers":
      return { wrappers: entries.map(wrapperOf) };
    case "sanitisers":
      return { sanitisers: entries.map(sanitiserOf) };
    case "sources":
      return { sources: entries.map(sourceOf) };
    case "sinks":
      return { sinks: entries.map(sinkOf) };
  }
}

/** The names of several layers of configuration: a list of a later one replaces that of an earlier one. */
export function mergedNames(layers: readonly Partial<OwnNames>[]): OwnNames {
  return layers.every((each) => Object.keys(each).length === 0)
    ? NO_OWN_NAMES
    : Object.assign({}, NO_OWN_NAMES, ...layers);
}

/** Fields that were checked: what is there is as its description says. */
type Entry = ReadonlyMap<string, unknown>;

function readEntry(list: keyof OwnNames, node: JsonNode, sink: MistakeSink): Entry | undefined {
  const { fields } = NAME_LISTS[list];
  if (node.type !== "object") {
    sink.mistake(node.offset, `Each of "${list}" must be an object: write { "name": "…" }`);
    return undefined;
  }
  const entry = new Map<string, unknown>();
  let isRight = true;
  for (const { name, nameNode, value } of propertiesOf(node)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      sink.unknownName(nameNode, name, `field of "${list}"`, Object.keys(fields));
      continue;
    }
    const read = readField(name, field, value, sink);
    if (read === undefined) isRight = false;
    else entry.set(name, read);
  }
  for (const [name, { isRequired }] of Object.entries(fields)) {
    const isWritten = propertiesOf(node).some((each) => each.name === name);
    if (!isRequired || isWritten) continue;
    sink.mistake(node.offset, `This entry of "${list}" lacks "${name}": ${lowered(fields[name]!.description)}`);
    isRight = false;
  }
  return isRight ? entry : undefined;
}

function lowered(sentence: string): string {
  const first = sentence.split(". ", 1)[0]!.replace(/\.$/, "");
  return first.charAt(0).toLowerCase() + first.slice(1);
}

/** What a field says; `undefined` where it is wrong, which is then taken down. */
function readField(name: string, field: FieldDescription, node: JsonNode, sink: MistakeSink): unknown {
  const text = textOf(node);
  const wrong = (what: string, at = node): undefined => sink.mistake(at.offset, `"${name}" ${what}`) as undefined;
  const { choices = [] } = field;
  switch (field.type) {
    case "name":
      return text !== undefined && NAME.test(text) ? text : wrong('must be the name of a function, such as "ask"');
    case "module":
      if (text === undefined || text === "" || /^[./]/.test(text))
        return wrong('must be what code imports from, such as "@acme/ai", and no relative path');
      return name === "package" && field.isRequired && isSdkSpecifier(text)
        ? wrong(`names "${text}", which is known already: name a package of your own`)
        : text;
    case "path":
      return text !== undefined && RESULT_PATH.test(text) ? text : wrong('must be a path such as "text"');
    case "choice":
      return text !== undefined && choices.includes(text)
        ? text
        : wrong(`must be one of ${listed(choices)}${hint(text, choices)}`);
    case "list of choices": {
      const wrongOne = elementsOf(node).find((each) => !choices.includes(textOf(each) ?? ""));
      if (node.type !== "array" || wrongOne !== undefined)
        return wrong(
          `must be a list, each one of ${listed(choices)}${hint(wrongOne && textOf(wrongOne), choices)}`,
          wrongOne,
        );
      return elementsOf(node).map((each) => textOf(each));
    }
    case "list of numbers": {
      const numbers = elementsOf(node).map((each): unknown => each.value);
      const isRight = numbers.every((each) => Number.isInteger(each) && (each as number) >= 0);
      return node.type === "array" && isRight ? numbers : wrong("must be a list of whole numbers from 0 on");
    }
    case "option paths":
      return node.type === "object"
        ? readPaths(choices, node, sink)
        : wrong('must be an object such as { "messages": "0" }');
  }
}

function readPaths(names: readonly string[], node: JsonNode, sink: MistakeSink): Readonly<Record<string, string>> {
  const paths: [string, string][] = [];
  for (const { name, nameNode, value } of propertiesOf(node)) {
    const path = textOf(value);
    if (!names.includes(name)) sink.unknownName(nameNode, name, "option of a model call", names);
    else if (path === undefined || !OPTION_PATH.test(path))
      sink.mistake(value.offset, `"${name}" must be where the argument stands, such as "0" or "1.${name}"`);
    else paths.push([name, path]);
  }
  return Object.fromEntries(paths);
}

function hint(written: string | undefined, known: readonly string[]): string {
  const nearest = written === undefined ? undefined : nearestName(written, known);
  return nearest === undefined ? "" : `. Did you mean "${nearest}"?`;
}

function listed(names: readonly string[]): string {
  return names.map((each) => `"${each}"`).join(", ");
}

function wrapperOf(entry: Entry): OwnWrapper {
  return {
    name: entry.get("name") as string,
    package: entry.get("package") as string,
    kind: (entry.get("kind") ?? "chat") as OwnWrapper["kind"],
    options: entry.get("options") as OwnWrapper["options"],
    output: entry.get("output") as string | undefined,
  };
}

function sanitiserOf(entry: Entry): OwnSanitiser {
  return {
    name: entry.get("name") as string,
    package: entry.get("package") as string | undefined,
    harmlessFor: entry.get("harmlessFor") as OwnSanitiser["harmlessFor"],
  };
}

function sourceOf(entry: Entry): OwnSource {
  return {
    name: entry.get("name") as string,
    package: entry.get("package") as string | undefined,
    source: (entry.get("source") ?? "HTTP request") as OwnSource["source"],
  };
}

function sinkOf(entry: Entry): OwnSink {
  return {
    name: entry.get("name") as string,
    package: entry.get("package") as string | undefined,
    sink: entry.get("sink") as OwnSink["sink"],
    arguments: entry.get("arguments") as OwnSink["arguments"],
  };
}
