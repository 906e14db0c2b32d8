import type { ConstantValue, Value } from "../facts.ts";

/** How far an option is known: `none` where the call or client has no such option in this version of its SDK. */
export type OptionState = "none" | "known" | "absent" | "unknown";

/** Says whether an option is set, over all branches that it may come from. Branches that disagree make it `unknown`. */
export function optionState(value: Value | undefined): OptionState {
  if (value === undefined) {
    return "none";
  }
  const states = new Set(alternativesOf(value).map((alternative) => alternative.state));
  const [only] = states;
  return states.size === 1 && only !== undefined ? only : "unknown";
}

/** Each value that it may have: the branches of a conditional, or the value itself. */
export function alternativesOf(value: Value): readonly Value[] {
  return value.state === "known" && value.form === "alternatives" ? value.values : [value];
}

/** The constant that it is; `undefined` for anything else, alternatives included. */
export function constantOf(value: Value | undefined): ConstantValue | undefined {
  return value?.state === "known" && value.form === "constant" ? value : undefined;
}

/** A property of a known object; `undefined` where the value is no known object or has no such property. */
export function propertyOf(value: Value | undefined, name: string): Value | undefined {
  return value?.state === "known" && value.form === "object" ? value.properties.get(name) : undefined;
}

/** Whether every part of it is written in the program, so that nothing from outside can be in it. */
export function isStatic(value: Value): boolean {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.state === "absent") {
      continue;
    }
    if (next.state === "unknown") {
      return false;
    }
    switch (next.form) {
      case "constant":
        break;
      case "alternatives":
        pending.push(...next.values);
        break;
      case "template":
        pending.push(...next.parts.filter((part) => typeof part !== "string"));
        break;
      case "array":
      case "object":
        if (!next.isComplete) {
          return false;
        }
        pending.push(...(next.form === "array" ? next.elements : next.properties.values()));
        break;
      case "function":
      case "entity":
        return false;
    }
  }
  return true;
}

/** Whether it may hold this piece of text, as far as its constant parts show. */
export function mentions(value: Value | undefined, text: string): boolean {
  return (
    value !== undefined &&
    alternativesOf(value).some((alternative) => {
      if (alternative.state !== "known") {
        return false;
      }
      if (alternative.form === "constant") {
        return typeof alternative.value === "string" && alternative.value.includes(text);
      }
      return (
        alternative.form === "template" &&
        alternative.parts.some((part) => (typeof part === "string" ? part.includes(text) : mentions(part, text)))
      );
    })
  );
}
