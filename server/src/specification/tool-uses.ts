import type { Flow, FlowSink, ModelCall, Place, Tool, Value } from "../../../lens/facts.ts";
import { effectiveOptions } from "../../../lens/rules/effective-options.ts";
import { isWithin } from "../../../lens/rules/places.ts";
import { alternativesOf, constantOf, optionState } from "../../../lens/rules/values.ts";
import type { FileFacts } from "./product-facts.ts";

/** What a tool can do beyond giving an answer. */
export interface ToolPower {
  /** As the end of a sentence that starts with the tool, such as `runs commands`. */
  readonly what: string;
  /** The code that does it, such as `prisma.user.delete`. */
  readonly text: string;
  readonly place: Place;
  readonly isLasting: boolean;
}

/** A tool that a model is offered. */
export interface ToolUse {
  /** `undefined` where the code does not show how the model knows it. */
  readonly name: string | undefined;
  readonly sdk: string;
  readonly place: Place;
  /** Offered by a server of the Model Context Protocol, whose clients decide whom to ask. */
  readonly isServed: boolean;
  readonly powers: readonly ToolPower[];
  /** Whether its handler was seen, so that having no power is a statement. */
  readonly isHandlerSeen: boolean;
  /** Whether a person is asked before it runs. */
  readonly approval: "asked" | "not asked" | "unknown";
}

const EFFECTS = { deletes: "deletes", pays: "moves money", sends: "sends messages" } as const;

const SINKS: ReadonlyMap<FlowSink, string> = new Map([
  ["shell", "runs commands that the model writes"],
  ["code execution", "runs code that the model writes"],
  ["SQL", "runs SQL with what the model writes"],
  ["file path", "opens files that the model names"],
  ["URL", "sends requests to addresses that the model writes"],
  ["HTML", "puts what the model writes into a page"],
]);

/** A name under which some call offers a tool, and which tool that is. */
export interface ToolName {
  readonly name: string;
  readonly definition: string;
}

/** The tools that a file defines, each with a key of its definition. */
export function toolUsesOf({ tools, all }: FileFacts): readonly (ToolUse & { readonly definition: string })[] {
  const flows = all.filter((fact): fact is Flow => fact.fact === "flow" && fact.taint.source === "tool argument");
  return tools.map((tool) => ({
    name: tool.name,
    definition: keyOf(tool.place),
    sdk: tool.sdk,
    place: tool.calleePlace,
    isServed: tool.isServed,
    powers: powersOf(tool, flows),
    isHandlerSeen: tool.handling.takesInput !== undefined,
    approval: approvalOf(tool),
  }));
}

/** The keys under which calls hand tools over: `tools: { weather }`. */
export function toolNamesOf(calls: readonly ModelCall[]): readonly ToolName[] {
  return calls.flatMap((call) => {
    const { tools } = effectiveOptions(call);
    return (tools === undefined ? [] : alternativesOf(tools)).flatMap((each) =>
      each.state === "known" && each.form === "object"
        ? [...each.properties].flatMap(([name, value]) => placesOf(value).map((definition) => ({ name, definition })))
        : [],
    );
  });
}

/** Tools with the names that calls anywhere give them; one that has several has none. */
export function namedTools(
  tools: readonly (ToolUse & { readonly definition: string })[],
  names: readonly ToolName[],
): readonly ToolUse[] {
  const byDefinition = new Map<string, Set<string>>();
  for (const { name, definition } of names)
    byDefinition.set(definition, (byDefinition.get(definition) ?? new Set()).add(name));
  return tools.map((tool) => {
    const [name, ...others] = byDefinition.get(tool.definition) ?? [];
    return { ...tool, name: tool.name ?? (others.length === 0 ? name : undefined) };
  });
}

function placesOf(value: Value): readonly string[] {
  return alternativesOf(value).flatMap((each) => (each.state === "known" ? [keyOf(each.place)] : []));
}

function keyOf({ file, start, end }: Place): string {
  return `${file}\n${start}\n${end}`;
}

function powersOf(tool: Tool, flows: readonly Flow[]): readonly ToolPower[] {
  const effects = tool.handling.effects.map(({ effect, text, place }) => ({
    what: EFFECTS[effect],
    text,
    place,
    isLasting: true,
  }));
  const requests = tool.handling.requests.map(({ text, place }) => ({
    what: "sends requests over the network",
    text,
    place,
    isLasting: false,
  }));
  const written = flows.flatMap((flow) => {
    const what = SINKS.get(flow.sink);
    if (what === undefined || !isWithin(flow.taint.place, tool.place)) return [];
    if (flow.taint.harmlessFor?.includes(flow.sink) === true) return [];
    const isLasting = flow.sink === "shell" || flow.sink === "code execution" || flow.sink === "SQL";
    return [{ what, text: flow.sinkText, place: flow.sinkPlace, isLasting }];
  });
  const seen = new Set<string>();
  return [...effects, ...written, ...requests].filter(({ what, text }) => {
    const key = `${what}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function approvalOf(tool: Tool): ToolUse["approval"] {
  const { approval } = tool.options;
  const state = optionState(approval);
  if (tool.isServed || state === "unknown" || state === "none") return "unknown";
  if (state === "known" && constantOf(approval)?.value !== false) return "asked";
  // A question in the handler's own file may be the gate, and so may whatever runs a handler that is not seen.
  return tool.handling.asksPerson || tool.handling.takesInput === undefined ? "unknown" : "not asked";
}
