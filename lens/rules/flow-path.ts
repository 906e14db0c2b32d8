import type { Flow, RelatedPlace, TaintSource } from "../facts.ts";
import { isSamePlace } from "./places.ts";

/** Sources that a person outside the program writes to directly. */
const OUTSIDE: ReadonlySet<TaintSource> = new Set(["HTTP request", "Lambda event", "form data", "WebSocket message"]);

/** Whether the data was sent by somebody outside the program, rather than written by a model or found in a store. */
export function isFromOutside(flow: Flow): boolean {
  return OUTSIDE.has(flow.taint.source);
}

/** The way of the data, first to last. `last` says what happens where it ends. */
export function pathOf(flow: Flow, last: string): readonly RelatedPlace[] {
  const end =
    flow.call !== undefined && isSamePlace(flow.sinkPlace, flow.call.place) ? flow.call.calleePlace : flow.sinkPlace;
  return [
    { place: flow.taint.place, message: `The ${flow.taint.source} is read here` },
    ...flow.taint.steps.map((place) => ({ place, message: "It passes through here" })),
    { place: end, message: last },
  ];
}
