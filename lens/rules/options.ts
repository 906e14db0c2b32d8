/** A value that a person may give to a rule's option or to a setting that rules share. */
export type OptionValue = number | boolean | string | readonly string[];

/** How an option of a rule, or a setting, is checked, described and filled in where it is not set. */
export interface OptionDescription {
  /** `amount` is any number from 0 on. */
  readonly type: "positive integer" | "amount" | "boolean" | "text" | "list of texts";
  readonly default: OptionValue;
  /** Largest number that makes sense. */
  readonly largest?: number;
  /** For texts: the only ones there are. */
  readonly choices?: readonly string[];
  readonly description: string;
}

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** The defaults of all options. */
export function defaultsOf(descriptions: OptionDescriptions): OptionValues {
  return Object.fromEntries(Object.entries(descriptions).map(([name, each]) => [name, each.default]));
}

/** What is wrong with a value, ready to stand after its name; `undefined` where nothing is. */
export function optionMistake(value: unknown, description: OptionDescription): string | undefined {
  const { choices, largest } = description;
  switch (description.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "positive integer":
      return typeof value === "number" && Number.isInteger(value) && value > 0 && value <= (largest ?? Infinity)
        ? undefined
        : `must be a whole number from 1${largest === undefined ? " on" : ` to ${largest}`}`;
    case "amount":
      return typeof value === "number" && value >= 0 && value <= (largest ?? Infinity)
        ? undefined
        : `must be a number from 0${largest === undefined ? " on" : ` to ${largest}`}`;
    case "text":
      return typeof value === "string" && isChoice(value, choices) ? undefined : `must be ${textForm(choices)}`;
    case "list of texts":
      return Array.isArray(value) && value.every((each) => typeof each === "string" && isChoice(each, choices))
        ? undefined
        : `must be a list, each ${textForm(choices)}`;
  }
}

function isChoice(text: string, choices: readonly string[] | undefined): boolean {
  return choices === undefined ? text !== "" : choices.includes(text);
}

function textForm(choices: readonly string[] | undefined): string {
  return choices === undefined ? "text in quotes" : `one of ${choices.map((each) => `"${each}"`).join(", ")}`;
}

/** The JSON schema of one option. */
export function optionSchema(option: OptionDescription): object {
  const text = option.choices === undefined ? { type: "string", minLength: 1 } : { enum: [...option.choices] };
  const maximum = option.largest === undefined ? {} : { maximum: option.largest };
  const forms = {
    boolean: { type: "boolean" },
    "positive integer": { type: "integer", minimum: 1, ...maximum },
    amount: { type: "number", minimum: 0, ...maximum },
    text,
    "list of texts": { type: "array", items: text },
  };
  return { description: option.description, ...forms[option.type], default: option.default };
}
