import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** What a command's parts do, one line each, for its help. */
export function partDetails(parts: readonly Command[]): string {
  const usages = parts.map(({ name, synopsis }) => `${name} ${synopsis}`.trim());
  const width = Math.max(...usages.map((usage) => usage.length));
  return parts.map(({ summary }, index) => `  ${(usages[index] ?? "").padEnd(width)}  ${summary}`).join("\n");
}

/** The options of all parts; one that several have is described by each. `own` are those that the command has by itself. */
export function partOptions(parts: readonly Command[], own: OptionDescriptions = {}): OptionDescriptions {
  const all: Record<string, OptionDescriptions[string]> = { ...own };
  for (const option of new Set(parts.flatMap(({ options }) => Object.keys(options)))) {
    const owners = parts.filter(({ options }) => Object.hasOwn(options, option));
    const texts = new Map<string, string[]>();
    for (const { name, options } of owners) {
      const text = options[option]?.description ?? "";
      texts.set(text, [...(texts.get(text) ?? []), name]);
    }
    const described = [...texts].map(([text, names]) => `${names.join(", ")}: ${text}`);
    const before = own[option]?.description;
    const first = owners[0]?.options[option];
    if (first === undefined) continue;
    all[option] = { ...first, description: [...(before === undefined ? [] : [before]), ...described].join("; ") };
  }
  return all;
}

/** Runs a part of the command, with the positionals behind its name. Throws `CommandError` for options of other parts. */
export function runPart(
  command: Command,
  part: Command,
  options: ParsedOptions,
  terminal: Terminal,
): Promise<ExitCode> | ExitCode {
  refuseForeign(command, part.options, `${command.name} ${part.name}`, options);
  return part.run({ ...options, positionals: options.positionals.slice(1) }, terminal);
}

/** A command that does something by itself, and has parts beside: what is named like a part is the part. */
export function withParts(alone: Command, parts: readonly Command[]): Command {
  const command: Command = {
    ...alone,
    synopsis: [alone.synopsis, ...parts.map(({ name }) => name)].join("|"),
    details: [...(alone.details === undefined ? [] : [alone.details]), partDetails(parts)].join("\n"),
    options: partOptions(parts, alone.options),
    run(options, terminal) {
      const part = parts.find(({ name }) => name === options.positionals[0]);
      if (part !== undefined) return runPart(command, part, options, terminal);
      refuseForeign(command, alone.options, command.name, options);
      return alone.run(options, terminal);
    },
  };
  return command;
}

function refuseForeign(command: Command, own: OptionDescriptions, name: string, options: ParsedOptions): void {
  const foreign = Object.keys(command.options).find((option) => options.flag(option) && !Object.hasOwn(own, option));
  if (foreign !== undefined) throw new CommandError(`"${name}" has no option --${foreign}: leave it out`);
}
