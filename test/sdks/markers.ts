import type { Fact, Place, Value } from "../../lens/facts.ts";

/**
 * What a fixture says of itself: comments of their own line, each of which speaks of the next line of code.
 * `//? FACT …` is a fact that starts there, `//! rule-id` a finding.
 */
export interface Marker {
  readonly kind: "fact" | "finding";
  /** Everything after the mark. */
  readonly text: string;
  /** Line, from 1, on which the fact or finding starts. */
  readonly line: number;
}

const MARKER = /^\s*(?:\{\/\*\s*)?\/\/([?!])\s+(.*?)\s*(?:\*\/\})?$/;

/** The markers of one file. */
export function markersOf(text: string): readonly Marker[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): Marker[] => {
    const found = MARKER.exec(line);
    if (!found) return [];
    let next = index + 1;
    while (MARKER.test(lines[next] ?? "")) next++;
    return [{ kind: found[1] === "?" ? "fact" : "finding", text: found[2]!, line: next + 1 }];
  });
}

/** Line, from 1, of an offset. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** A fact as a marker would write it at its shortest; `undefined` for facts that markers do not speak of. */
export function headOf(fact: Fact): string | undefined {
  switch (fact.fact) {
    case "model call":
      return `call ${fact.kind}`;
    case "client":
      return `client ${fact.name}`;
    case "tool":
      return fact.name === undefined ? "tool" : `tool ${JSON.stringify(fact.name)}`;
    case "retrieval":
      return `retrieval ${fact.kind}`;
    case "resource":
      return `resource ${fact.kind}`;
    case "permission":
      return `permission ${fact.origin}`;
    case "observability":
      return `observability ${fact.product}`;
    default:
      return undefined;
  }
}

/** Words of a marker; quotes, brackets and braces hold a word together. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (isQuoted && character === "\\") {
      word += character + (text[++index] ?? "");
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && "[{".includes(character)) depth++;
    if (!isQuoted && "]}".includes(character)) depth--;
    if (character === " " && !isQuoted && depth === 0) {
      if (word !== "") words.push(word);
      word = "";
    } else word += character;
  }
  if (word !== "") words.push(word);
  return words;
}

/** Why a fact is not what a marker says; `undefined` where it is. */
export function mismatch(marker: string, fact: Fact): string | undefined {
  const head = headOf(fact);
  if (head === undefined) return "no such fact";
  const parts = wordsOf(marker);
  const headWords = wordsOf(head);
  const isHead =
    parts[0] === headWords[0] &&
    (headWords[0] === "tool"
      ? parts[1]?.startsWith('"') !== true || parts[1] === headWords[1]
      : marker === head || marker.startsWith(`${head} `));
  if (!isHead) return `it is \`${head}\``;
  const rest =
    headWords[0] === "tool" ? parts.slice(parts[1]?.startsWith('"') ? 2 : 1) : wordsOf(marker.slice(head.length));
  for (const word of rest) {
    const reason = wordMismatch(word, fact);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function wordMismatch(word: string, fact: Fact): string | undefined {
  const equals = word.indexOf("=");
  if (equals === -1) return plainWordMismatch(word, fact);
  const name = word.slice(0, equals);
  const expected = word.slice(equals + 1);
  if (name === "provider" || name === "sdk" || name === "service" || name === "product") {
    const actual = (fact as unknown as Record<string, unknown>)[name];
    const wanted = expected === "unknown" ? undefined : expected.replace(/^"(.*)"$/, "$1");
    return actual === wanted ? undefined : `its ${name} is ${String(actual)}`;
  }
  if (name === "tracedBy" && fact.fact === "model call") {
    return fact.tracedBy.join(",") === expected ? undefined : `it is traced by ${fact.tracedBy.join(",") || "nothing"}`;
  }
  if (name === "callsModel" && fact.fact === "resource") {
    return String(fact.callsModel) === expected ? undefined : `callsModel is ${String(fact.callsModel)}`;
  }
  const options = optionsOf(fact);
  const actual = shown(options[name]);
  const isKnown = expected === "known" && options[name]?.state === "known";
  return isKnown || actual === expected ? undefined : `its ${name} is ${actual}`;
}

function plainWordMismatch(word: string, fact: Fact): string | undefined {
  if (word === "client" && (fact.fact === "model call" || fact.fact === "retrieval")) {
    return fact.client === undefined ? "its client was not found" : undefined;
  }
  if (word === "served" && fact.fact === "tool") return fact.isServed ? undefined : "it is not served";
  if (fact.fact === "observability") {
    return word.replaceAll('"', "") === fact.mechanism ? undefined : `its mechanism is ${fact.mechanism}`;
  }
  if (fact.fact === "resource" && word.startsWith('"')) {
    const id = shown(fact.id);
    return id === word ? undefined : `its id is ${id}`;
  }
  return `the marker's word \`${word}\` says nothing of it`;
}

function optionsOf(fact: Fact): Readonly<Record<string, Value | undefined>> {
  if (fact.fact === "resource") return { properties: fact.properties };
  if (fact.fact === "permission") {
    const { actions, resources, effect, conditions, managedPolicy } = fact;
    return { actions, resources, effect, conditions, managedPolicy };
  }
  return "options" in fact ? fact.options : {};
}

/** A value as markers write it: JSON of plain data, else its state; `none` where there is no such option. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return "none";
  return JSON.stringify(plain(value)) ?? value.state;
}

function plain(value: Value): unknown {
  if (value.state !== "known") return undefined;
  if (value.form === "constant") return value.value;
  if (value.form === "array" && value.isComplete) {
    const elements = value.elements.map(plain);
    return elements.includes(undefined) ? undefined : elements;
  }
  return undefined;
}

/** A fact as a failed test shows it, ready to be read beside its marker. */
export function described(fact: Fact): string {
  const options = Object.entries(optionsOf(fact)).map(([name, value]) => `${name}=${shown(value)}`);
  const provider = "provider" in fact ? [`provider=${String(fact.provider)}`] : [];
  return [headOf(fact), ...options, ...provider].join(" ");
}

/** Places in the order of their files and starts. */
export function comparePlaces(first: Place, second: Place): number {
  return first.file < second.file ? -1 : first.file > second.file ? 1 : first.start - second.start;
}
