import type { Place, Value } from "../../../lens/facts.ts";

/** Whether two values say the same of the same places. Values are bounded in depth and number of parts. */
export function isSameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  if (one.state === "absent") return other.state === "absent";
  if (one.state === "unknown") {
    return (
      other.state === "unknown" &&
      one.reason === other.reason &&
      isSamePlace(one.place, other.place) &&
      one.environmentVariable === other.environmentVariable &&
      isSamePlace(one.taint?.place, other.taint?.place)
    );
  }
  if (other.state !== "known" || !isSamePlace(one.place, other.place)) return false;
  switch (one.form) {
    case "constant":
      return other.form === "constant" && one.value === other.value;
    case "object":
      return (
        other.form === "object" &&
        one.isComplete === other.isComplete &&
        one.properties.size === other.properties.size &&
        [...one.properties].every(([name, value]) => isSameValue(value, other.properties.get(name)))
      );
    case "array":
      return other.form === "array" && one.isComplete === other.isComplete && areSame(one.elements, other.elements);
    case "template":
      return (
        other.form === "template" &&
        one.parts.length === other.parts.length &&
        one.parts.every((part, index) => {
          const against = other.parts[index];
          return typeof part === "string" || typeof against === "string"
            ? part === against
            : isSameValue(part, against);
        })
      );
    case "alternatives":
      return other.form === "alternatives" && areSame(one.values, other.values);
    case "function":
      return other.form === "function";
    case "entity":
      return other.form === "entity" && one.sdk === other.sdk && one.type === other.type;
  }
}

function areSame(one: readonly Value[], other: readonly Value[]): boolean {
  return one.length === other.length && one.every((value, index) => isSameValue(value, other[index]));
}

function isSamePlace(one: Place | undefined, other: Place | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.file === other.file && one.start === other.start && one.end === other.end;
}
