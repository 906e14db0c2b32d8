import { enclosingFunction, isFunctionWithBody, propertyName, ts, unwrapped, walk } from "./syntax.ts";

/** How JSON begins, with the fence of Markdown that some put before it. */
const JSON_START = /^\s*(?:```(?:json)?\s*)?[[{]/;

/**
 * Whether the function around a call writes a message in the model's name that begins JSON: `{ role: "assistant",
 * content: "{" }`. The model then writes on from there.
 */
export function beginsJson(node: ts.Node): boolean {
  const owner = enclosingFunction(node);
  let isFound = false;
  walk(owner ?? node.getSourceFile(), (inner) => {
    if (isFound || (owner === undefined && isFunctionWithBody(inner))) return false;
    if (ts.isObjectLiteralExpression(inner)) isFound = isBegun(inner);
    return undefined;
  });
  return isFound;
}

function isBegun(message: ts.ObjectLiteralExpression): boolean {
  const textOf = (name: string): string | undefined => {
    const property = message.properties.find((each) => each.name !== undefined && propertyName(each.name) === name);
    const value = property && ts.isPropertyAssignment(property) ? unwrapped(property.initializer) : undefined;
    return value && ts.isStringLiteralLike(value) ? value.text : undefined;
  };
  return textOf("role") === "assistant" && JSON_START.test(textOf("content") ?? "");
}
