import type { AgentMemory } from "../../../lens/facts.ts";
import type { MemoryDescription } from "../../../lens/sdks/description.ts";
import { alternativesOf } from "./abstract.ts";
import { calleePlace } from "./clients.ts";
import { contextOf } from "./context.ts";
import type { DescribedUse } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { readPath } from "./options.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

/** A program that one person starts and talks to: its memory may end with it. */
const COMMAND_LINE =
  /^#!|\bprocess\.(argv|stdin)\b|["'](node:)?readline(\/promises)?["']|["'](commander|yargs|inquirer|@inquirer\/prompts|prompts|@clack\/prompts|enquirer|ink|cac)["']/;

/** `thread_id: "main"`, and an id that is not written out. */
const FIXED_THREAD = /\bthread_?id\s*:\s*["'`]/i;
const OTHER_THREAD = /\bthread_?id\s*(?::\s*(?!\s|["'`])|,|\})|\bthread_?id\s*:\s*`[^`]*\$\{/i;

/** What keeps the state of agents; `undefined` where it cannot be told whether that outlives the process. */
export function agentMemory(
  evaluator: Evaluator,
  use: DescribedUse,
  description: MemoryDescription,
): AgentMemory | undefined {
  const storage = storageOf(evaluator, use, description);
  if (storage === undefined || isStandIn(use.at.node)) return undefined;
  const { module, node } = use.at;
  return {
    fact: "agent memory",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    name: use.name,
    keeps: description.keeps,
    storage,
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    isCommandLine: COMMAND_LINE.test(module.source.text),
    hasFixedThread: FIXED_THREAD.test(module.source.text) && !OTHER_THREAD.test(module.source.text),
    context: contextOf(node, module, evaluator),
  };
}

/** `given ?? new MemorySaver()`: what counts is what the caller gives. */
function isStandIn(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return parent.initializer === node;
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return false;
  const operator = parent.operatorToken.kind;
  return [
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionEqualsToken,
  ].includes(operator);
}

function storageOf(
  evaluator: Evaluator,
  use: DescribedUse,
  { storage, processWhen }: MemoryDescription,
): AgentMemory["storage"] | undefined {
  if (processWhen === undefined) return storage;
  const values = alternativesOf(readPath(evaluator, processWhen.path, use.site).value);
  const inProcess = values.filter((each) => each.kind === "constant" && each.value === processWhen.is);
  if (inProcess.length === 0) return storage;
  return inProcess.length === values.length ? "process" : undefined;
}
