import type { LaunchedServer, LaunchWord } from "../../../lens/facts.ts";
import type { LaunchDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractObject, alternativesOf } from "./abstract.ts";
import { contextOf } from "./context.ts";
import type { DescribedUse } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { readOption } from "./options.ts";
import { place } from "./values.ts";

/** A package as a command names it, perhaps with a version behind it. */
const PACKAGE = /^(@[\w.-]+\/)?[a-z0-9][\w.-]*/i;

/** The programs that one call or `new` starts as servers of tools, as far as their commands are written. */
export function launchedServers(
  evaluator: Evaluator,
  use: DescribedUse,
  { path, isNamed }: LaunchDescription,
): LaunchedServer[] {
  const said = readOption(evaluator, path, use.site, use.sdkMajor)?.value;
  if (!said) return [];
  const objects = alternativesOf(said).filter((each) => each.kind === "object");
  const servers = isNamed
    ? objects.flatMap((each) => [...each.properties].map(([name, value]) => ({ name, value: value() })))
    : objects.map((value) => ({ name: undefined, value }));
  return servers.flatMap(({ name, value }) =>
    alternativesOf(value).flatMap((each) => {
      // What another file writes gives no fact here.
      if (each.kind !== "object" || each.at.module !== use.at.module) return [];
      const command = commandOf(each);
      if (!command) return [];
      const { module, node } = each.at;
      return [
        {
          fact: "launched server" as const,
          sdk: use.sdk.id,
          sdkMajor: use.sdkMajor,
          name,
          place: place(each.at),
          ...command,
          declaredPackages: declaredAmong(command.words, evaluator, module.file),
          context: contextOf(node, module, evaluator),
        },
      ];
    }),
  );
}

type Command = Pick<LaunchedServer, "words" | "isComplete">;

/** `{ command, args }`, or `{ fullCommand }`; `undefined` for a server that is reached in another way. */
function commandOf({ properties }: AbstractObject): Command | undefined {
  const full = properties.get("fullCommand")?.();
  if (full) return { words: wordsOf(full), isComplete: true };
  const command = properties.get("command")?.();
  if (!command || command.kind === "undefined") return undefined;
  const given = properties.get("args")?.();
  const words = [wordOf(command)];
  if (!given || given.kind === "undefined") return { words, isComplete: true };
  if (given.kind !== "array") return { words, isComplete: false };
  return { words: [...words, ...given.elements.map((each) => wordOf(each()))], isComplete: given.isComplete };
}

/** One word; of several that it may be, the one that they all are on one system or another. */
function wordOf(value: Abstract): LaunchWord {
  const [first, ...others] = alternativesOf(value);
  const isOpen = { start: "", isOpen: true, place: undefined };
  if (first?.kind === "constant") {
    const start = String(first.value);
    const isSame = others.every((each) => each.kind === "constant" && bare(String(each.value)) === bare(start));
    return isSame ? { start, isOpen: false, place: place(first.at) } : isOpen;
  }
  if (first?.kind !== "template" || others.length > 0) return isOpen;
  const [head] = first.parts;
  return { start: typeof head === "string" ? head : "", isOpen: true, place: place(first.at) };
}

/** `npx.cmd` is `npx` on another system. */
function bare(word: string): string {
  return word.replace(/\.(cmd|exe|ps1)$/i, "");
}

/** The words of one text. What is put into it may itself be several. */
function wordsOf(value: Abstract): LaunchWord[] {
  if (value.kind === "constant") {
    const at = place(value.at);
    const words = String(value.value).trim().split(/\s+/);
    return words.map((start) => ({ start, isOpen: false, place: at }));
  }
  if (value.kind !== "template") return [{ start: "", isOpen: true, place: undefined }];
  const at = place(value.at);
  const [head = ""] = value.parts;
  if (typeof head !== "string") return [{ start: "", isOpen: true, place: at }];
  const words = head.trimStart().split(/\s+/);
  return words.map((start, index) => ({ start, isOpen: index === words.length - 1, place: at }));
}

function declaredAmong(words: readonly LaunchWord[], evaluator: Evaluator, file: string): string[] {
  const names = words.slice(1).flatMap(({ start }) => PACKAGE.exec(start)?.[0] ?? []);
  return [...new Set(names)].filter((name) => evaluator.host.packageMajor(name, file) !== undefined);
}
