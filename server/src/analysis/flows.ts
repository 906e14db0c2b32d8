import type { Flow, FlowSink, ModelCall, OptionName } from "../../../lens/facts.ts";
import type { CallDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, alternativesOf, type Located } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { isCheckedFor, isGuarded, isLengthChecked } from "./guards.ts";
import { member } from "./members.ts";
import { isInMajor, listedPaths } from "./option-paths.ts";
import { type Found, type OptionSite, readPath } from "./options.ts";
import { marked, taintedPieces, type Tainted } from "./taint.ts";
import { isFunctionWithBody, ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** Parts of a message or block that hold its text. */
const TEXT_NAMES = ["text", "content", "parts"];

/** Options that decide what a call costs or may do. */
const DECIDING: readonly OptionName[] = [
  "model",
  "maxOutputTokens",
  "temperature",
  "tools",
  "toolChoice",
  "maxSteps",
  "maxCost",
  "permissionMode",
  "allowedTools",
];

/** A message list rather than one text, by the name of the option or of what is handed over. */
const IS_LIST = /(messages|history|contents|conversation)$/i;

/** Where the description of a tool stands in its definition, over all SDKs. */
const TOOL_DESCRIPTIONS = ["description", "function.description", "toolSpec.description", "custom.description"];

/** Outside data that reaches options of a model call, one flow for each tainted piece and sink. */
export function flowsIntoCall(
  evaluator: Evaluator,
  call: ModelCall,
  description: CallDescription,
  site: OptionSite,
  options: ReadonlyMap<OptionName, Found>,
): Flow[] {
  const found: { sink: FlowSink; piece: Tainted; option: OptionName | undefined }[] = [];
  const add = (sink: FlowSink, pieces: readonly Tainted[], option?: OptionName): void => {
    for (const piece of pieces) found.push({ sink, piece, option });
  };
  const instructing = new Set<string>();
  for (const prompt of description.systemPrompts ?? []) {
    const { value } = readPath(evaluator, prompt.path, site);
    if (!("roles" in prompt)) {
      add("system prompt", taintedPieces(value, TEXT_NAMES));
      continue;
    }
    for (const role of prompt.roles) instructing.add(role);
    for (const { content, isEchoed } of instructions(value, prompt.roles, prompt.content))
      add(isEchoed ? "messages" : "system prompt", taintedPieces(content, TEXT_NAMES));
  }
  for (const each of listedPaths(description.options.messages)) {
    if (!isInMajor(each, call.sdkMajor)) continue;
    const { path } = each;
    const { value } = readPath(evaluator, path, site);
    for (const list of alternativesOf(value)) addMessages(evaluator, list, IS_LIST.test(path), instructing, add);
  }
  for (const name of DECIDING) {
    const value = options.get(name)?.value;
    if (!value) continue;
    add("model options", taintedPieces(value, []), name);
    if (name === "tools")
      for (const each of toolDescriptions(evaluator, value)) add("tool description", taintedPieces(each, []));
  }
  const seen = new Set<string>();
  return found.flatMap(({ sink, piece, option }) => {
    const at = piece.at.module.file === call.place.file ? place(piece.at) : call.calleePlace;
    // A text of several pieces of one request says once that the caller chooses the option.
    const key = option === undefined ? `${sink}:${at.start}:${at.end}` : `${option}:${piece.taint.text}`;
    if (seen.has(key) || isHarmless(piece, sink)) return [];
    seen.add(key);
    return [
      {
        fact: "flow",
        sink,
        taint: settled(piece).taint,
        place: at,
        sinkPlace: call.place,
        sinkText: call.callee,
        call,
        context: call.context,
        messages: call.options.messages,
        ...nameOf(piece, call),
        ...(option === undefined ? {} : { option }),
        ...(sink === "messages" && instructing.size > 0 ? { mayInstruct: true as const } : {}),
      } satisfies Flow,
    ];
  });
}

function nameOf({ at }: Tainted, call: ModelCall): Pick<Flow, "name"> {
  if (at.module.file !== call.place.file || !ts.isExpression(at.node)) return {};
  const node = unwrapped(at.node);
  const name = ts.isIdentifier(node) ? node : ts.isPropertyAccessExpression(node) ? node.name : undefined;
  return name ? { name: name.text } : {};
}

/** Whether what was done to a piece, or is checked around it, takes the harm out of it for a sink. */
export function isHarmless(piece: Tainted, sink: FlowSink): boolean {
  if (piece.taint.harmlessFor?.includes(sink)) return true;
  return isGuarded(piece) || isCheckedFor(piece, sink);
}

/** The piece with what the function around it checks of its length. */
export function settled(piece: Tainted): Tainted {
  return !piece.taint.isLengthBounded && isLengthChecked(piece)
    ? (marked(piece, { isLengthBounded: true }) as Tainted)
    : piece;
}

type Add = (sink: FlowSink, pieces: readonly Tainted[], option?: OptionName) => void;

/** A list that the sender wrote with its roles, or the text of messages that the program wrote. */
function addMessages(
  evaluator: Evaluator,
  value: Abstract,
  isList: boolean,
  instructing: ReadonlySet<string>,
  add: Add,
): void {
  if (value.kind === "unknown") {
    if (!value.taint || !value.at) return;
    const isWhole = isList || IS_LIST.test(value.at.node.getText(value.at.module.source));
    if (!isWhole) return add("prompt", [value as Tainted]);
    return addSent(evaluator, value as Tainted, add);
  }
  if (value.kind !== "array") return add("prompt", taintedPieces(value, TEXT_NAMES));
  for (const element of value.elements) {
    for (const message of alternativesOf(element())) {
      if (message.kind === "unknown") {
        // Elements of a list of texts are texts; those of a list of messages have roles.
        if (!message.taint || !message.at) continue;
        if (isList) addSent(evaluator, message as Tainted, add);
        else add("prompt", [message as Tainted]);
        continue;
      }
      if (message.kind !== "object") {
        add("prompt", taintedPieces(message, TEXT_NAMES));
        continue;
      }
      const role = message.properties.get("role")?.();
      if (role) add("messages", taintedPieces(role, []));
      const isInstruction = role?.kind === "constant" && instructing.has(String(role.value));
      if (!isInstruction) add("prompt", taintedPieces(message, TEXT_NAMES));
    }
  }
}

/** A message, or a list of them, that the sender wrote: unless a schema leaves no choice of the role, that is the sender's too. */
function addSent(evaluator: Evaluator, piece: Tainted, add: Add): void {
  if (!piece.schema) return add("messages", [piece]);
  const messages = [piece, member(evaluator, piece, "0", piece.at)];
  const all = (name: string): Abstract[] => messages.map((each) => member(evaluator, each, name, piece.at));
  if (all("role").some((role) => taintedPieces(role).length > 0)) return add("messages", [piece]);
  for (const content of all("content")) add("prompt", taintedPieces(content, TEXT_NAMES));
}

interface Instruction {
  readonly content: Abstract;
  /** The message takes its role from one that it is made of: whoever sends that one chose the role. */
  readonly isEchoed: boolean;
}

/** Text of the messages whose role is one of those that instruct the model. */
function instructions(messages: Abstract, roles: readonly string[], content: string): Instruction[] {
  return alternativesOf(messages).flatMap((list) => {
    if (list.kind !== "array") return [];
    return list.elements.flatMap((element) =>
      alternativesOf(element()).flatMap((message) => {
        if (message.kind !== "object") return [];
        const role = message.properties.get("role")?.();
        const text = message.properties.get(content)?.();
        if (role?.kind !== "constant" || !roles.includes(String(role.value)) || !text) return [];
        return [{ content: text, isEchoed: message.at !== undefined && isRoleEchoed(message.at, String(role.value)) }];
      }),
    );
  });
}

/** `case "system": list.push(new SystemMessage(message.content))`, or the same behind an `if`. */
function isRoleEchoed({ node, module }: Located, role: string): boolean {
  const names = (test: ts.Node): boolean => {
    const text = test.getText(module.source);
    return /\brole\b/i.test(text) && text.includes(role);
  };
  for (let inner = node; inner.parent && !isFunctionWithBody(inner.parent); inner = inner.parent) {
    const { parent } = inner;
    if (ts.isCaseClause(parent) && inner !== parent.expression) {
      const asked = parent.parent.parent.expression.getText(module.source);
      return /\brole\b/i.test(asked) && parent.expression.getText(module.source).includes(role);
    }
    if (ts.isIfStatement(parent) && inner === parent.thenStatement && names(parent.expression)) return true;
    if (ts.isConditionalExpression(parent) && inner === parent.whenTrue && names(parent.condition)) return true;
  }
  return false;
}

/** Tools whose descriptions are read. */
const MAXIMUM_TOOLS = 50;

function toolDescriptions(evaluator: Evaluator, tools: Abstract): Abstract[] {
  return alternativesOf(tools).flatMap((list) => {
    const elements =
      list.kind === "array" ? list.elements : list.kind === "object" ? [...list.properties.values()] : [];
    return elements.slice(0, MAXIMUM_TOOLS).flatMap((element) =>
      alternativesOf(element()).flatMap((tool) => {
        if (tool.kind !== "object" && tool.kind !== "instance") return [];
        const at: Located | undefined = tool.kind === "object" ? tool.at : tool.creation;
        if (!at) return [];
        return TOOL_DESCRIPTIONS.map((path) =>
          path.split(".").reduce<Abstract>((value, name) => member(evaluator, value, name, at), tool),
        );
      }),
    );
  });
}
