import { posix } from "node:path";
import type { ModelWait, Value } from "../../../lens/facts.ts";
import { type Abstract, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { clientFact } from "./clients.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

const UNITS: Readonly<Record<string, number>> = { millis: 1, seconds: 1000, minutes: 60_000 };

/** Words of code that limits a call by itself, or does not wait for all of an answer. */
const LIMITS_CALLS = /signal|timeout|stream|\brace\(/i;

/** How long a function may run, where `timeout` is a `Duration`, beside the time that a client of its entry file may wait. */
export function modelWaitOf(
  evaluator: Evaluator,
  timeout: Abstract,
  entryFile: string,
  module: Module,
): ModelWait | undefined {
  const at = timeout.kind === "unknown" ? timeout.at : undefined;
  const limit = at && ts.isCallExpression(at.node) ? durationOf(evaluator, at.node, at.module) : undefined;
  if (!at || limit === undefined) return undefined;
  const entry = evaluator.imported(specifierOf(entryFile, module.file), module);
  if (entry.kind !== "module") return undefined;
  const found = waitIn(evaluator, entry.module);
  return found && { limit, limitPlace: place(at), ...found };
}

function specifierOf(file: string, from: string): string {
  const path = posix.relative(posix.dirname(from), file);
  return path.startsWith(".") ? path : `./${path}`;
}

/** `Duration.seconds(29)`. */
function durationOf(evaluator: Evaluator, call: ts.CallExpression, module: Module): number | undefined {
  const unit = UNITS[calleeName(call) ?? ""];
  const [amount] = call.arguments;
  if (unit === undefined || !amount || !/Duration\.\w+$/.test(call.expression.getText(module.source))) return undefined;
  const value = evaluator.evaluate(amount, module);
  return value.kind === "constant" && typeof value.value === "number" ? value.value * unit : undefined;
}

/** The client of a file that may wait the longest, where nothing else in the file limits its calls. */
function waitIn(evaluator: Evaluator, module: Module): Pick<ModelWait, "wait" | "attempts" | "client"> | undefined {
  let longest: Pick<ModelWait, "wait" | "attempts" | "client"> | undefined;
  for (const node of module.invocations) {
    if (!ts.isNewExpression(node) || !evaluator.knowledge.classNames.has(calleeName(node) ?? "")) continue;
    for (const made of alternativesOf(evaluator.evaluate(node, module))) {
      if (made.kind !== "instance" || made.creation?.node !== node) continue;
      const client = clientFact(evaluator, made);
      const wait = client && numberOf(client.options.timeout, client.defaults.timeout);
      if (!client || typeof wait !== "number" || wait <= (longest?.wait ?? 0)) continue;
      const retries = numberOf(client.options.retries, client.defaults.retries);
      longest = { wait, attempts: typeof retries === "number" ? retries + 1 : undefined, client };
    }
  }
  if (!longest) return undefined;
  const { client } = longest;
  const start = client.calleePlace.start;
  const rest = module.source.text.slice(0, start) + module.source.text.slice(ownEnd(module, start));
  return LIMITS_CALLS.test(rest) ? undefined : { ...longest, client };
}

/** The end of the expression that makes a client: its own limit is read already. */
function ownEnd(module: Module, start: number): number {
  return module.invocations.find((each) => each.getStart(module.source) === start)?.end ?? start;
}

function numberOf(option: Value | undefined, usual: number | null | undefined): number | null | undefined {
  if (option === undefined) return undefined;
  if (option.state === "absent") return usual;
  return option.state === "known" && option.form === "constant" && typeof option.value === "number"
    ? option.value
    : undefined;
}
