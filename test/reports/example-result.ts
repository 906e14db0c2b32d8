import type { Finding } from "../../server/src/lint/finding.ts";
import type { CheckResult, ReportContext } from "../../server/src/reports/check-result.ts";

/** Text with what formats have to escape: pipes, angle brackets, quotes, CR LF, a character of two code units. */
export const TEXT = 'const a = "😀<b>"; call(a);\r\nlast | line\n';
export const FILE = "/project/app/src/a b,c.ts";

export const FINDING: Finding = {
  ruleId: "hardcoded-api-key",
  severity: "error",
  message: 'Bad `call` of <b> | "x" & 100%:\u001b[31m\nnext',
  place: { file: FILE, start: TEXT.indexOf("call(a)"), end: TEXT.indexOf("call(a)") + 7 },
  practices: ["GENSEC01-BP01"],
  pillar: "security",
  sdk: "openai",
  related: [{ place: { file: FILE, start: 0, end: 5 }, message: "made here" }],
  fixes: [
    { title: "Mend it", safety: "review", edits: [{ file: FILE, start: 0, end: 5, text: "let" }] },
    { title: "Mend it safely", safety: "safe", edits: [{ file: FILE, start: 6, end: 7, text: "b" }] },
  ],
  fingerprint: "0123456789abcdef",
};

export const SECOND: Finding = {
  ...FINDING,
  ruleId: "missing-request-timeout",
  severity: "info",
  message: "No `timeout`",
  place: { file: FILE, start: TEXT.indexOf("last"), end: TEXT.indexOf("last") + 4 },
  practices: ["GENREL03-BP02", "GENCOST05-BP01"],
  pillar: "reliability",
  sdk: undefined,
  related: [],
  fixes: [],
  fingerprint: "fedcba9876543210",
};

export const RESULT: CheckResult = {
  reports: [
    {
      file: FILE,
      version: "1",
      findings: [FINDING, SECOND],
      suppressed: [{ finding: { ...SECOND, fingerprint: "5555555555555555" }, reason: "by design" }],
      evidence: [],
      problems: [],
      facts: [],
    },
  ],
  problems: [
    { file: "/project/app/genai-lens.json", offset: 0, message: "Not <valid>" },
    { file: "/project/locked", offset: undefined, message: "Cannot be read" },
  ],
  files: 12,
  analysedFiles: 1,
  modelCalls: 3,
  durationMs: 1234.4,
};

export const EMPTY: CheckResult = { ...RESULT, reports: [], problems: [] };

export const CONTEXT: ReportContext = {
  directory: "/project/app",
  text: (file) => (file === FILE ? TEXT : file.endsWith(".json") ? "{" : undefined),
  version: "1.2.3",
  isColoured: false,
};
