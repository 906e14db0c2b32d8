import type { InsertionPoint, Place, Resource, Value } from "../facts.ts";
import { insertionOf } from "./insertions.ts";
import { constantOf, optionState, propertyOf } from "./values.ts";

/**
 * A property of a resource by the names down to it. It is absent, with the place where it would be written, only
 * where the properties are all known; otherwise what is not listed is unknown.
 */
export function propertyAt(resource: Resource, ...names: readonly string[]): Value {
  let value = resource.properties;
  for (const [index, name] of names.entries()) {
    if (value.state !== "known" || value.form === "alternatives") return settled(value);
    if (value.form !== "object") return { state: "unknown", reason: "expression", place: value.place };
    const found = propertyOf(value, name);
    if (found === undefined) {
      return value.isComplete
        ? { state: "absent", insertion: { kind: "property", object: value.place, path: names.slice(index) } }
        : { state: "unknown", reason: "mutation", place: value.place };
    }
    value = found;
  }
  return value;
}

/** What a property of this value is, where the value is no object that can be looked into. */
function settled(value: Value): Value {
  if (value.state === "absent") return value;
  return { state: "unknown", reason: "expression", place: value.state === "known" ? value.place : undefined };
}

/** Whether a property is set, over all branches that it may come from. */
export function propertyState(resource: Resource, ...names: readonly string[]): "known" | "absent" | "unknown" {
  const value = propertyAt(resource, ...names);
  const state = optionState(value);
  if (state !== "unknown") return state === "none" ? "unknown" : state;
  // Something is there, though what it is cannot be told: `role.roleArn`, `Duration.minutes(1)`.
  return value.state === "unknown" && isExpression(value.reason) ? "known" : "unknown";
}

/** Reasons of values that are written out and are never `undefined` in constructs that work. */
function isExpression(reason: string): boolean {
  return reason === "call" || reason === "import" || reason === "expression";
}

/** Where an absent property would be written. */
export function propertyInsertion(resource: Resource, ...names: readonly string[]): InsertionPoint | undefined {
  return insertionOf(propertyAt(resource, ...names));
}

/** Such as `CfnAgent "Support"`; the class alone where its id is not known. */
export function nameOf(resource: Resource): string {
  const { id } = resource;
  const text = id.state === "known" && id.form === "constant" ? ` "${String(id.value)}"` : "";
  return `\`${resource.name}\`${text}`;
}

/** Whether the place is one that code can be replaced at alone, rather than inside a text that is read as JSON. */
export function isOwnPlace(place: Place, outer: Place): boolean {
  return place.start !== outer.start || place.end !== outer.end;
}

/** Whether the id, the name or the file says that a resource is for development only. */
export function isForDevelopment(resource: Resource): boolean {
  const names = [resource.id, propertyAt(resource, "name")].map((value) => String(constantOf(value)?.value ?? ""));
  const file = resource.place.file.slice(resource.place.file.lastIndexOf("/") + 1);
  return [...names, file].some((name) => /(^|[^a-z])dev([^a-z]|$|elopment)|^Dev[A-Z]|sandbox/.test(name));
}
