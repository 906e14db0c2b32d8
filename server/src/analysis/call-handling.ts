import type { CallHandling } from "../../../lens/facts.ts";
import type { CallDescription } from "../../../lens/sdks/description.ts";
import { callBefore } from "./call-sequence.ts";
import { caughtFailure } from "./caught-failures.ts";
import type { Evaluator } from "./evaluator.ts";
import { fanOutAround } from "./fan-out.ts";
import type { Module } from "./module.ts";
import { perItemAround } from "./per-item.ts";
import { promiseUse } from "./promises.ts";
import { earlierCall } from "./repeated-calls.ts";
import { retryLoopAround } from "./retry-loops.ts";
import { ts } from "./syntax.ts";

/** For a call that is sent where the code does not show it. */
export const UNHANDLED: CallHandling = {
  promise: undefined,
  caught: undefined,
  fanOut: undefined,
  perItem: undefined,
  before: undefined,
  retryLoop: undefined,
  repeats: undefined,
};

/** Streams and runners of tools are handed over at once by most SDKs; only what always gives a promise counts. */
export function givesPromise(description: CallDescription): boolean {
  return description.kind !== "stream" && description.kind !== "agent" && description.kind !== "batch";
}

/** What the code around a call, or around the `send` of a command, does with it. */
export function handlingOf(evaluator: Evaluator, root: ts.Node, module: Module, isPromise: boolean): CallHandling {
  const handling: CallHandling = {
    promise: isPromise ? promiseUse(root, module) : undefined,
    caught: caughtFailure(root, module),
    fanOut: fanOutAround(evaluator, root, module),
    perItem: perItemAround(root, module),
    before: callBefore(root, module),
    retryLoop: retryLoopAround(root, module),
    repeats: earlierCall(root, module),
  };
  return handling;
}
