import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggestion } from "../workspace/nearest-name.ts";
import { CommandError } from "./command-error.ts";

/** One option of a command. */
export interface OptionDescription {
  readonly type: "string" | "boolean";
  /** Name of its value in the help; for `string` only. */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  readonly description: string;
}

export type OptionDescriptions = Readonly<Record<string, OptionDescription>>;

/** Options as they were written, with what stands without an option's name. */
export interface ParsedOptions {
  /** The arguments as they were written. */
  readonly args: readonly string[];
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

const HELP: OptionDescription = { type: "boolean", description: "Shows this help" };

/** Reads a command's arguments. Throws `CommandError` for what it does not know. */
export function parseOptions(
  command: string,
  args: readonly string[],
  descriptions: OptionDescriptions,
): ParsedOptions {
  const known: OptionDescriptions = { ...descriptions, help: HELP };
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { type, isRepeatable }] of Object.entries(known)) {
    options[name] = { type, multiple: isRepeatable ?? false, ...(name === "help" ? { short: "h" } : {}) };
  }
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens ?? []) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const description = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (description === undefined) {
      throw new CommandError(
        `"${command}" has no option ${token.rawName}.${suggestion(token.name, Object.keys(known)).replace(/"(.+)"/, "--$1")} See \`genai-lens ${command} --help\``,
      );
    }
    const earlier = values.get(token.name) ?? [];
    if (description.type === "boolean") {
      if (token.value !== undefined) throw new CommandError(`${token.rawName} takes no value: write it alone`);
      values.set(token.name, ["true"]);
      continue;
    }
    // A value that looks like an option was most probably forgotten.
    if (token.value === undefined || token.value === "" || (token.inlineValue !== true && /^--?\w/.test(token.value))) {
      throw new CommandError(
        `${token.rawName} lacks its value: write ${token.rawName} ${description.value ?? "VALUE"}`,
      );
    }
    if (earlier.length > 0 && description.isRepeatable !== true) {
      throw new CommandError(`${token.rawName} stands there twice: write it once`);
    }
    values.set(token.name, [...earlier, token.value]);
  }
  return {
    args,
    positionals,
    text: (name) => values.get(name)?.[0],
    texts: (name) => values.get(name) ?? [],
    flag: (name) => values.has(name),
  };
}

/** The value of an option that only takes some; `fallback` where it is not written. */
export function oneOf<Name extends string>(
  options: ParsedOptions,
  name: string,
  choices: readonly Name[],
  fallback: Name,
): Name {
  const written = options.text(name);
  if (written === undefined) return fallback;
  const choice = choices.find((candidate) => candidate === written);
  if (choice === undefined) {
    throw new CommandError(
      `--${name} cannot be "${written}": write one of ${choices.join(", ")}.${suggestion(written, choices)}`,
    );
  }
  return choice;
}

/** The date that ages are counted from: `--today`, or the present day. */
export function todayOf(options: ParsedOptions): string {
  const written = options.text("today");
  if (written === undefined) return new Date().toISOString().slice(0, 10);
  const time = Date.parse(`${written}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(written) ||
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== written
  ) {
    throw new CommandError(`--today cannot be "${written}": write a date such as 2026-11-22`);
  }
  return written;
}

/** The options as lines of a help text. */
export function describeOptions(descriptions: OptionDescriptions): string {
  const names = Object.entries({ ...descriptions, help: HELP }).map(
    ([name, { value, description }]) =>
      [value === undefined ? `--${name}` : `--${name} ${value}`, description] as const,
  );
  const width = Math.max(...names.map(([name]) => name.length));
  return names.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`).join("\n");
}
