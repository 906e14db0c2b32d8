import type { Severity } from "../../../lens/facts.ts";
import { practiceTitle, practiceUrl } from "../../../lens/practices/practices.ts";
import { rules as allRules } from "../../../lens/rules/index.ts";
import { rulePage } from "../../../lens/rules/pages.ts";
import type { RuleMeta } from "../../../lens/rules/rule.ts";
import { editsByFile, newFilesOf } from "../lint/apply.ts";
import type { Finding, TextFix } from "../lint/finding.ts";
import { type Location, Locations, type Reporter } from "./check-result.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

/** On the scale of CVSS, by which code hosts sort security findings. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: "8.0",
  warning: "5.5",
  info: "3.0",
  hint: "1.0",
};

/** SARIF 2.1.0, for code scanning services. Suppressed findings are in it, marked as such. */
export const sarif: Reporter = (result, context) => {
  const locations = new Locations(context);
  const rules = context.rules ?? allRules.map(({ meta }) => meta);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));

  const resultOf = (finding: Finding, suppression?: { readonly reason: string | undefined }) => ({
    ruleId: finding.ruleId,
    ...(indexes.has(finding.ruleId) ? { ruleIndex: indexes.get(finding.ruleId) } : {}),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physicalLocation(locations.of(finding.place)) }],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((related, id) => ({
            id,
            physicalLocation: physicalLocation(locations.of(related.place)),
            message: { text: related.message },
          })),
        }),
    partialFingerprints: { "genaiLens/v1": finding.fingerprint },
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map((fix) => fixOf(fix, locations)) }),
    ...(suppression === undefined
      ? {}
      : {
          suppressions: [
            { kind: "inSource", ...(suppression.reason === undefined ? {} : { justification: suppression.reason }) },
          ],
        }),
    properties: {
      severity: finding.severity,
      practices: finding.practices,
      pillar: finding.pillar,
      sdk: finding.sdk ?? null,
    },
  });

  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "genai-lens",
            fullName: "GenAI Lens",
            semanticVersion: context.version,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { ROOT: { description: { text: "The folder that the command was run in" } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: result.problems.map((problem) => {
              const location = locations.ofProblem(problem);
              return {
                level: "warning",
                message: { text: problem.message },
                locations: [
                  {
                    physicalLocation:
                      location === undefined
                        ? { artifactLocation: artifact(locations.path(problem.file)) }
                        : physicalLocation(location),
                  },
                ],
              };
            }),
          },
        ],
        results: result.reports.flatMap((report) => [
          ...report.findings.map((finding) => resultOf(finding)),
          ...report.suppressed.map(({ finding, reason }) => resultOf(finding, { reason })),
        ]),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

function ruleOf(rule: RuleMeta): object {
  const links = rule.practices.flatMap((id) => practiceUrl(id) ?? []);
  const titles = rule.practices.map((id) => `${id}: ${practiceTitle(id) ?? id}`);
  const page = rulePage(rule.id);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.title}. Best practices: ${titles.join("; ")}` },
    ...(links[0] === undefined ? {} : { helpUri: links[0] }),
    help: { text: `${rule.title}. ${titles.join("; ")}`, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: [rule.pillar, ...(rule.pillar === "security" ? ["security"] : []), ...rule.practices].filter(
        (tag, index, tags) => tags.indexOf(tag) === index,
      ),
      precision: "high",
      "problem.severity":
        rule.severity === "error" ? "error" : rule.severity === "warning" ? "warning" : "recommendation",
      ...(rule.pillar === "security" ? { "security-severity": SECURITY_SEVERITY[rule.severity] } : {}),
    },
  };
}

function fixOf(fix: TextFix, locations: Locations): object {
  const changed = [...editsByFile([fix])].map(([file, edits]) => ({
    artifactLocation: artifact(locations.path(file)),
    replacements: edits.map((edit) => ({
      deletedRegion: region(locations.of(edit)),
      insertedContent: { text: edit.text },
    })),
  }));
  // The format has no word for a new file: it is one that is empty so far.
  const made = newFilesOf([fix]).map(({ file, text }) => ({
    artifactLocation: artifact(locations.path(file)),
    replacements: [
      { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text } },
    ],
  }));
  return { description: { text: fix.title }, artifactChanges: [...made, ...changed] };
}

function physicalLocation(location: Location): object {
  return { artifactLocation: artifact(location.file), region: region(location) };
}

function region({ line, column, endLine, endColumn }: Location): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function artifact(path: string): object {
  const uri = path
    .split("/")
    .map((segment) => encodeURIComponent(segment))
    .join("/");
  return { uri, uriBaseId: "ROOT" };
}
