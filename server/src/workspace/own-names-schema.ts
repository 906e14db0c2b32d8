import type { FieldDescription, NameListDescription } from "../../../lens/own-names.ts";

/** The JSON schema of one list of a team's own names. */
export function nameListSchema({ description, fields }: NameListDescription): object {
  return {
    description,
    type: "array",
    items: {
      type: "object",
      additionalProperties: false,
      required: Object.entries(fields).flatMap(([name, { isRequired }]) => (isRequired ? [name] : [])),
      properties: Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, { description: field.description, ...formOf(field) }]),
      ),
    },
    default: [],
  };
}

function formOf({ type, choices = [] }: FieldDescription): object {
  const text = { type: "string", minLength: 1 };
  switch (type) {
    case "name":
    case "module":
    case "path":
      return text;
    case "choice":
      return { enum: [...choices] };
    case "list of choices":
      return { type: "array", items: { enum: [...choices] } };
    case "list of numbers":
      return { type: "array", items: { type: "integer", minimum: 0 } };
    case "option paths":
      return {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(choices.map((choice) => [choice, text])),
      };
  }
}
