import { MarkupKind } from "vscode-languageserver";
import type { Hover, Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ConstantValue, ModelCall, Place, Value } from "../../../lens/facts.ts";
import { findModel } from "../../../lens/models/models.ts";
import type { ModelStatus } from "../../../lens/models/models.ts";
import { practiceTitle, practiceUrl } from "../../../lens/practices/practices.ts";
import { findRule } from "../../../lens/rules/index.ts";
import { practicesAgainst } from "../../../lens/rules/rule.ts";
import { sdks } from "../../../lens/sdks/index.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import type { ClientFeatures } from "./client-features.ts";
import { rangeAt } from "./positions.ts";

interface HoverPart {
  readonly place: Place;
  readonly markdown: string | Promise<string>;
}

/**
 * What is known at a position: findings, the model call, the model id. `null` where nothing is. Speaks of the document
 * as it is when this is called.
 */
export async function hover(
  report: FileReport,
  document: TextDocument,
  position: Position,
  client: ClientFeatures,
  today: string,
): Promise<Hover | null> {
  const offset = document.offsetAt(position);
  const parts: HoverPart[] = [];
  for (const finding of report.findings) {
    if (holds(finding.place, offset))
      parts.push({ place: finding.place, markdown: describeFinding(finding, document.uri, client) });
  }
  for (const fact of report.facts) {
    if (fact.fact !== "model call") continue;
    if (fact.calleePlace.file === report.file && holds(fact.calleePlace, offset)) {
      parts.push({ place: fact.calleePlace, markdown: describeCall(fact, today) });
    }
  }
  const id = modelIdAt(report, offset);
  if (id !== undefined) parts.push({ place: id.constant.place, markdown: describeModel(id, today) });
  const [first] = parts;
  if (first === undefined) return null;
  const smallest = parts.reduce((best, part) => (lengthOf(part.place) < lengthOf(best.place) ? part : best), first);
  const range = rangeAt(document, smallest.place.start, smallest.place.end);
  const markdown = (await Promise.all(parts.map((part) => part.markdown))).join("\n\n---\n\n");
  return {
    contents: client.hasMarkdown
      ? { kind: MarkupKind.Markdown, value: markdown }
      : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) },
    range,
  };
}

async function describeFinding(finding: Finding, uri: string, client: ClientFeatures): Promise<string> {
  // A fifth of the server's text, which most sessions never show.
  const { rulePage } = await import("../../../lens/rules/pages.ts");
  const rule = findRule(finding.ruleId);
  const lines = [`**${rule?.meta.title ?? finding.ruleId}**`];
  const reason = firstParagraph(rulePage(finding.ruleId) ?? "");
  if (reason !== undefined) lines.push("", reason);
  const shown = new Set(rule === undefined ? [] : practicesAgainst(rule.meta));
  const linkOf = (id: string): string => (shown.has(id) ? reviewLink(id, uri, client) : "");
  lines.push("", ...finding.practices.map((id) => `- ${describePractice(id)}${linkOf(id)}`));
  const page = client.isOwnExtension
    ? `[Page of the rule](command:genaiLens.openRulePage?${encodeURIComponent(JSON.stringify([finding.ruleId]))})`
    : `\`genai-lens explain ${finding.ruleId}\``;
  lines.push("", page);
  return lines.join("\n");
}

function describePractice(id: string): string {
  const url = practiceUrl(id);
  const name = url === undefined ? id : `[${id}](${url})`;
  const title = practiceTitle(id);
  return title === undefined ? name : `${name} ${escaped(title)}`;
}

function reviewLink(practice: string, uri: string, client: ClientFeatures): string {
  const target = encodeURIComponent(JSON.stringify([practice, uri]));
  return client.isOwnExtension ? ` ([review](command:genaiLens.openPractice?${target}))` : "";
}

/** The first paragraph of a page: what the rule finds, in one sentence. */
function firstParagraph(page: string): string | undefined {
  return page
    .split(/\r?\n\r?\n/u)
    .map((block) => block.trim())
    .find((block) => block !== "" && !/^(?:#|-|```|\|)/u.test(block));
}

function describeCall(call: ModelCall, today: string): string {
  const sdk = sdks.find((candidate) => candidate.id === call.sdk)?.title ?? call.sdk;
  const version = call.sdkMajor === undefined ? "" : ` ${call.sdkMajor}`;
  const lines = [`**${escaped(sdk)}${version}**: ${call.kind} call`];
  const { model, maxOutputTokens, timeout, retries } = call.options;
  if (model !== undefined) {
    const id = constantOf(model);
    const status = id === undefined ? undefined : findModel(String(id.value), call.provider, today);
    lines.push(`- Model: ${describeValue(model, (value) => code(String(value)), "none named")}${shortStatus(status)}`);
  }
  if (maxOutputTokens !== undefined) {
    lines.push(
      `- Output tokens: ${describeValue(maxOutputTokens, (value) => `at most ${String(value)}`, "no limit set")}`,
    );
  }
  if (timeout !== undefined) {
    lines.push(`- Time limit: ${describeValue(timeout, formatDuration, defaultTimeout(call.defaults.timeout))}`);
  }
  if (retries !== undefined) {
    const byDefault =
      call.defaults.retries === undefined ? "the SDK's default" : `${call.defaults.retries} (the SDK's default)`;
    lines.push(`- Retries: ${describeValue(retries, String, byDefault)}`);
  }
  return lines.join("\n");
}

function describeValue(value: Value, write: (value: ConstantValue["value"]) => string, absent: string): string {
  if (value.state === "absent") return absent;
  if (value.state === "unknown") {
    return value.environmentVariable === undefined
      ? "set by code that is not followed"
      : `from the environment variable ${code(value.environmentVariable)}`;
  }
  if (value.form === "constant") return write(value.value);
  if (value.form === "alternatives") {
    return [...new Set(value.values.map((each) => describeValue(each, write, absent)))].join(" or ");
  }
  return "set";
}

function defaultTimeout(timeout: number | null | undefined): string {
  if (timeout === undefined) return "the SDK's default";
  return timeout === null
    ? "none; the SDK sets no limit of its own"
    : `${formatDuration(timeout)} for an attempt (the SDK's default)`;
}

function formatDuration(value: ConstantValue["value"]): string {
  if (typeof value !== "number") return String(value);
  if (value >= 60_000 && value % 60_000 === 0) return `${value / 60_000} min`;
  return value >= 1_000 ? `${value / 1_000} s` : `${value} ms`;
}

interface ModelId {
  readonly constant: ConstantValue;
  readonly call: ModelCall;
}

function modelIdAt(report: FileReport, offset: number): ModelId | undefined {
  for (const fact of report.facts) {
    if (fact.fact !== "model call" || fact.options.model === undefined) continue;
    for (const constant of constantsOf(fact.options.model)) {
      if (constant.place.file === report.file && holds(constant.place, offset)) return { constant, call: fact };
    }
  }
  return undefined;
}

function constantsOf(value: Value): readonly ConstantValue[] {
  if (value.state !== "known") return [];
  if (value.form === "constant") return [value];
  return value.form === "alternatives" ? value.values.flatMap(constantsOf) : [];
}

function constantOf(value: Value): ConstantValue | undefined {
  return value.state === "known" && value.form === "constant" ? value : undefined;
}

function describeModel({ constant, call }: ModelId, today: string): string {
  const written = String(constant.value);
  const status = findModel(written, call.provider, today);
  if (status === undefined) return `${code(written)}: nothing is known of this model id`;
  const lines = [`**${escaped(status.id)}**: ${statusText(status)}`];
  if (status.shutdownOn !== undefined) {
    lines.push(`- Shutdown: ${status.shutdownOn}${daysText(status.daysUntilShutdown)}`);
  } else if (status.earliestShutdownOn !== undefined) {
    lines.push(`- Shutdown: not before ${status.earliestShutdownOn}`);
  }
  if (status.isRetiredInSomeRegions)
    lines.push(`- Gone from some Regions since ${status.firstShutdownOn ?? "an unknown day"}`);
  if (status.replacement !== undefined) lines.push(`- Replacement: ${code(status.replacement)}`);
  if (status.maxOutputTokens !== undefined) lines.push(`- Writes at most ${status.maxOutputTokens} tokens`);
  if (status.doubt !== undefined) lines.push(`- Not certain: ${escaped(status.doubt)}`);
  if (status.sourceUrl !== undefined)
    lines.push(
      `- Source: [${escaped(hostOf(status.sourceUrl))}](${status.sourceUrl}), ${status.sourceDate ?? "no date"}`,
    );
  return lines.join("\n");
}

function statusText(status: ModelStatus): string {
  return status.status === "unknown" ? "its state today is not known" : status.status;
}

function shortStatus(status: ModelStatus | undefined): string {
  if (status === undefined || (status.status !== "deprecated" && status.status !== "retired")) return "";
  return status.shutdownOn === undefined ? ` (${status.status})` : ` (${status.status}, shutdown ${status.shutdownOn})`;
}

function daysText(days: number | undefined): string {
  if (days === undefined) return "";
  if (days === 0) return " (today)";
  const count = `${Math.abs(days)} day${Math.abs(days) === 1 ? "" : "s"}`;
  return days > 0 ? ` (in ${count})` : ` (${count} ago)`;
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/u.exec(url)?.[1] ?? url;
}

function holds(place: Place, offset: number): boolean {
  return place.start <= offset && offset <= place.end;
}

function lengthOf(place: Place): number {
  return place.end - place.start;
}

/** Text of the workspace as code that no Markdown in it can break out of. */
function code(text: string): string {
  const shown = text.replace(/\s+/gu, " ").slice(0, 200);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/gu)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const blank = longest > 0 ? " " : "";
  return `${fence}${blank}${shown}${blank}${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/gu, "\\$&");
}

function withoutMarkup(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replace(/\*\*|`/gu, "")
    .replace(/\\([\\`*_{}[\]<>#|])/gu, "$1");
}
