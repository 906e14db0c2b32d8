import type { Place } from "./values.ts";

/** What the code around a model call does with its promise and its failure, and how often it makes the call. */
export interface CallHandling {
  /** What becomes of the promise. `undefined`: the call gives none, or it cannot be told. */
  readonly promise: PromiseUse | undefined;
  /** The nearest `catch` in the same function that is given the call's failure; `undefined` where there is none. */
  readonly caught: CaughtFailure | undefined;
  /** The call is made for all items of a list at once. */
  readonly fanOut: FanOut | undefined;
  /** The call is made for each item of a list: in a loop, or in a callback that runs per item. */
  readonly perItem: PerItem | undefined;
  /** The call awaited just before, whose result this one does not need; the two may run side by side. */
  readonly before: Place | undefined;
  /** A hand-written loop that makes the call again when it fails. */
  readonly retryLoop: RetryLoop | undefined;
  /** The same call, made before on every way to this one, with nothing in between that could change what it sends. */
  readonly repeats: Place | undefined;
}

/**
 * `floating` is a proof: nobody waits for the promise, and nobody is told when it fails. `dropped` is the same by way of
 * a callback: `forEach` throws the promise of an async callback away.
 */
export interface PromiseUse {
  readonly use: "awaited" | "returned" | "handled" | "kept" | "void" | "floating" | "dropped";
  /** For `dropped`: what drops it, such as `items.forEach`. */
  readonly droppedBy: Place | undefined;
  /** For `floating`: the expression before which `await` can be written; `undefined` where the function is not async. */
  readonly awaitable: Place | undefined;
}

export interface CaughtFailure {
  /** `hidden` is a proof: nothing is logged, told, thrown, or tried in its stead, and no comment says why. */
  readonly outcome: "hidden" | "logged" | "passed on" | "handled";
  /** The `catch` word, or the function given to `.catch`. */
  readonly place: Place;
  /** What a hidden failure turns into, such as `null`; `undefined` where nothing is returned. */
  readonly result: string | undefined;
}

/** A list that is mapped to calls which all start at once. */
export interface FanOut {
  /** `Promise.all` and its kin. */
  readonly combiner: "all" | "allSettled" | "race" | "any";
  /** `true`: a limiter, batches, or a short list keep the number of calls small. `undefined`: it cannot be told. */
  readonly isBounded: boolean | undefined;
  /** The list's text, such as `documents`. */
  readonly list: string;
  /** `Promise.all`. */
  readonly place: Place;
  /** The combined promise stands in a `try`, or has a `catch` of its own, or one item's failure is caught in the callback. */
  readonly isItemCaught: boolean;
  /** What a limiter would be handed; `undefined` where the package declares no `p-limit`, or the callback is no arrow function. */
  readonly limitable: LimitableCallback | undefined;
}

/** An arrow function that runs for each item, and whose body can wait for its turn. */
export interface LimitableCallback {
  /** The whole `list.map(…)`. */
  readonly mapping: Place;
  readonly body: Place;
  readonly isAsync: boolean;
  /** A name that the file does not have yet. */
  readonly limiterName: string;
}

export interface PerItem {
  /** The loop or the call that takes the callback. */
  readonly place: Place;
  /** What is sent comes straight from the item, so that other items could be sent with it. */
  readonly sendsItem: boolean;
  /** The items are batches, or parts of a list. */
  readonly isOverBatches: boolean;
  /** The list is written in the code, and short. */
  readonly isShortList: boolean;
  /** Its parts, where it does nothing but send each item and keep one thing of each answer. */
  readonly plain: PlainRepetition | undefined;
}

/** A loop over a list of which it is certain that it is an array, or a mapping, in its simplest form. */
export interface PlainRepetition {
  /** `mapping`: `Promise.all(list.map(async (item) => …))`. */
  readonly form: "loop" | "mapping";
  /** The whole loop; `Promise.all(…)`, with its `await` where it has one. */
  readonly outer: Place;
  readonly isAwaited: boolean;
  readonly call: Place;
  readonly callee: Place;
  /** The list's text. */
  readonly list: string;
  /** Its type says that nobody may change it. */
  readonly isReadonly: boolean;
  /** The option that the item goes into, its value, and where that is more than the item the function that makes it: `(page) => page.text`. */
  readonly input: { readonly name: string; readonly place: Place; readonly each: string | undefined };
  /** What is kept of an answer, such as `data[0].embedding`. */
  readonly kept: string;
  /** What holds the answer, or its one property that is taken; `undefined` where no variable does. */
  readonly variable: { readonly name: string; readonly isTakenApart: boolean } | undefined;
  /** For a loop: where it adds to its results, and their text. */
  readonly push: { readonly place: Place; readonly target: string } | undefined;
  /** A name for a counter that the file does not have. */
  readonly counter: string;
}

export interface RetryLoop {
  /** `while (true)`, or the like. */
  readonly head: Place;
  /** `false` is a proof: nothing but success ends it. */
  readonly isBounded: boolean;
  /** How long it waits: `growing` for anything that is worked out, `unknown` where it cannot be told. */
  readonly pause: "none" | "constant" | "growing" | "unknown";
  /** Code that says how often it tries again: `4`, or `ATTEMPTS - 1`; `undefined` where its head does not count. */
  readonly retries: string | undefined;
  /** The `catch` looks at the error before it goes round again. */
  readonly looksAtError: boolean;
}

/** Code of the app that tries something again. */
export interface RetryLayer {
  /** The part to point to: `pRetry`, or the head of the loop. */
  readonly place: Place;
  /** The helper's name, or `loop`. */
  readonly name: string;
  /** How often it tries in all; `undefined` where that is not written out. */
  readonly tries: number | undefined;
}
