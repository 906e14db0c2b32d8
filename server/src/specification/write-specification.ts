import type { Place } from "../../../lens/facts.ts";
import { findSignalKind } from "../../../lens/signals/index.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import { relativePath } from "../workspace/paths.ts";
import type { CodePicture } from "./code-picture.ts";
import { DATA_CLASSES, DATA_CLASS_NAMES, type DataClass } from "./data-class-names.ts";
import { codeRecordOf } from "./code-record.ts";
import type { EdgeCase, EdgeCaseId } from "./edge-cases.ts";
import { recordLines, scalar } from "./edit-front-matter.ts";
import { code, counted, oneLine, table } from "./markdown-parts.ts";
import { QUESTION_MARK } from "./specification.ts";

/** What a first specification is written from. */
export interface SpecificationInput {
  /** Of the workspace, for the title. */
  readonly name: string;
  /** Absolute path of the workspace; paths are shown from it. */
  readonly root: string;
  readonly picture: CodePicture;
  readonly edgeCases: readonly EdgeCase[];
  readonly signals: readonly Signal[];
}

/** A first specification: what the code shows, and a question wherever only people can answer. Ends with a line feed. */
export function writeSpecification(input: SpecificationInput): string {
  const { picture } = input;
  const show = (places: readonly Place[]): string => filesOf(places, input.root);
  const parts = [
    frontMatter(input),
    `# Design specification: ${oneLine(input.name)}`,
    `<!-- Written by genai-lens from what the code shows; tests, examples and scripts are left out. Correct what is wrong, and write your answers below the questions. -->`,
    "## Purpose",
    question("What does it do, for whom, and what would be worse without it?"),
    "## Users",
    question("Who uses it, who is affected without using it, and who must not use it?"),
    "## Models",
    models(picture, show),
    "### Why these models",
    question("Why each of them, and which others were tried?"),
    "## Data models",
    schemas(picture, show),
    "## Prompts",
    prompts(picture, input),
    "## Tools",
    tools(picture, show),
    "## Retrieval",
    retrievals(picture, show),
    "## Edge cases",
    edgeCases(input, show),
    "### What people should see then",
    question("What should a person see when the answer is late, refused, cut off, unusable or wrong?"),
    "## Limits",
    limits(picture, show),
    "### Cost and latency",
    question("What may it cost in a month, and how long may a person wait for an answer?"),
    "## Data",
    data(picture, show),
    "### Agreement on data",
    question("Who agreed that this data goes to these providers, and how long do they keep it?"),
    "## Evaluation",
    signalTable(input, EVALUATION_SIGNALS, "No evaluation suite, data set or pipeline was found."),
    "### What is good enough",
    question("Which measured result is good enough to ship, and who looks at it when it drops?"),
    "## Responsible AI",
    guardrails(picture, show),
    signalTable(
      input,
      RESPONSIBLE_SIGNALS,
      "No system card, threat model, red team test or feedback of users was found.",
    ),
    "### Harm",
    question("Whom could a wrong or biased answer harm, and what protects them?"),
    "## Open questions",
    openQuestions(picture, show),
  ];
  return `${parts.join("\n\n")}\n`;
}

function frontMatter({ picture, root }: SpecificationInput): string {
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
  const models = unique(picture.models.map(({ id }) => id));
  const regions = unique(picture.regions.map(({ region }) => region));
  const tools = unique(picture.tools.flatMap(({ name }) => name ?? []));
  const found = new Set<string>(picture.data.map(({ dataClass }) => dataClass));
  const approved = unique(
    picture.tools.flatMap(({ name, approval }) => (approval === "asked" && name !== undefined ? [name] : [])),
  );
  const lines = [
    "---",
    "# Read by `genai-lens spec check`. A list allows what it names and nothing else; * stands for any text.",
    "# Take a line out to leave that decision open.",
    ...yamlList("models", models, models.length === 0),
    // Elsewhere than in a cloud of Regions the setting means nothing.
    ...(regions.length === 0 ? [] : yamlList("regions", regions)),
    ...yamlList("tools", tools, tools.length < picture.tools.length && tools.length === 0),
    ...yamlList(
      "dataClasses",
      DATA_CLASS_NAMES.filter((name) => found.has(name)),
      found.size === 0,
    ),
    ...(picture.tools.length === 0
      ? []
      : [
          "# Tools that a person has to approve each time.",
          ...yamlList("humanApproval", approved, approved.length === 0),
        ]),
    "# Tokens of one answer: the largest limit that the code sets.",
    `maxOutputTokens:${largest(picture, "maxOutputTokens")}`,
    ...(picture.limits.some(({ limit }) => limit === "maxSteps")
      ? [
          "# Steps of one run of an agent: the largest limit that the code sets.",
          `maxSteps:${largest(picture, "maxSteps")}`,
        ]
      : []),
    "# US dollars.",
    "monthlyBudget:",
    "# The day on which a person last found all of this true, and what the code showed then.",
    "# `genai-lens spec check --mark-reviewed` writes both.",
    "reviewed:",
    "code:",
    ...recordLines(codeRecordOf(picture, root)),
    "---",
  ];
  return lines.join("\n");
}

/** Where code shows that there is something, but not what, nobody can say yet what is allowed. */
function yamlList(name: string, values: readonly string[], isUndecided = false): readonly string[] {
  if (isUndecided) return [`${name}:`];
  return values.length === 0 ? [`${name}: []`] : [`${name}:`, ...values.map((value) => `  - ${scalar(value)}`)];
}

function largest({ limits }: CodePicture, name: "maxOutputTokens" | "maxSteps"): string {
  const values = limits.flatMap(({ limit, value }) =>
    limit === name && typeof value === "number" && value > 0 ? [value] : [],
  );
  return values.length === 0 ? "" : ` ${Math.max(...values)}`;
}

function question(text: string): string {
  return `> ${QUESTION_MARK} ${text}`;
}

/** Tests, examples and scripts do not count, and may well call some. */
const NO_CALL = "No model call was found.";

type Show = (places: readonly Place[]) => string;

function models(picture: CodePicture, show: Show): string {
  const groups = grouped(picture.models, ({ id, provider }) => `${id}\n${provider ?? ""}`);
  const rows = groups.map((uses) => {
    const [first] = uses;
    const kinds = [...new Set(uses.map(({ kind }) => kind))].join(", ");
    const alternatives = uses.every(({ isAlternative }) => isAlternative) ? "one of several" : "";
    const byDefault = uses.every(({ written }) => written === undefined) ? "named by the SDK alone" : "";
    const note = [alternatives, byDefault].filter((text) => text !== "").join(", ");
    return [code(first.id), first.provider ?? "not known", kinds, note, show(uses.map(({ place }) => place))];
  });
  const unknown = picture.unknownModels.length;
  const left = picture.callsLeftOut;
  return [
    rows.length === 0
      ? picture.calls.length === 0
        ? NO_CALL
        : "No model id was found that certainly belongs to a call."
      : table(["Model", "Provider", "Kind of call", "Note", "Where"], rows),
    ...(unknown === 0
      ? []
      : [`${counted(unknown, "call")} may ask models that the code does not show; see the open questions.`]),
    ...(left === 0
      ? []
      : [`${counted(left, "call")} in tests, examples and scripts ${left === 1 ? "is" : "are"} left out.`]),
  ].join("\n\n");
}

function schemas({ schemas }: CodePicture, show: Show): string {
  if (schemas.length === 0) return "No schema for answers or tools was found.";
  const rows = schemas.map(({ name, use, place }) => [
    name === undefined ? "written in place" : code(name),
    use === "answer" ? "answers" : "what the model writes for a tool",
    show([place]),
  ]);
  return table(["Schema", "For", "Where"], once(rows));
}

function prompts({ prompts }: CodePicture, input: SpecificationInput): string {
  const rows = prompts.map(({ role, place, start, length, hasHoles, functionName }) => [
    filesOf([place], input.root),
    role,
    functionName === undefined ? "" : code(functionName),
    `${length} characters${hasHoles ? ", with values put in" : ""}`,
    code(start),
  ]);
  return [
    rows.length === 0
      ? "No prompt is written in the code."
      : table(["Where", "Role", "Sent by", "Size", "Begins"], rows),
    signalTable(input, PROMPT_SIGNALS, ""),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const APPROVAL = { asked: "asked each time", "not asked": "not asked", unknown: "cannot be told" } as const;

function tools({ tools }: CodePicture, show: Show): string {
  if (tools.length === 0) return "No tool was found.";
  const rows = tools.map(({ name, powers, isServed, isHandlerSeen, approval, place }) => [
    name === undefined ? "name not known" : code(name),
    powers.length > 0
      ? powers.map(({ what, text }) => `${what} (${code(text)})`).join("; ")
      : isHandlerSeen
        ? "none that was recognised"
        : "its code was not seen",
    isServed ? "left to the client of this server" : APPROVAL[approval],
    show([place]),
  ]);
  return table(["Tool", "Powers", "A person is", "Where"], once(rows));
}

function retrievals({ retrievals }: CodePicture, show: Show): string {
  if (retrievals.length === 0) return "No vector store or knowledge base was found.";
  const groups = grouped(retrievals, ({ kind, provider }) => `${kind}\n${provider ?? ""}`);
  const rows = groups.map((uses) => [
    uses[0].kind,
    uses[0].provider ?? "not known",
    show(uses.map(({ calleePlace }) => calleePlace)),
  ]);
  return table(["What is done", "Store", "Where"], rows);
}

const CASES: Readonly<Record<EdgeCaseId, string>> = {
  timeout: "The model does not answer in time",
  failure: "The call fails",
  refusal: "The model refuses",
  truncation: "The answer is cut off",
  "bad output": "The answer has another shape",
  injection: "The text tells the model what to do",
};

function edgeCases({ edgeCases, picture }: SpecificationInput, show: Show): string {
  if (picture.calls.length === 0) return NO_CALL;
  const rows = edgeCases.map(({ id, outcomes }) => [
    CASES[id],
    outcomes.length === 0
      ? "Cannot be told from the code"
      : outcomes
          .map(({ one, several, places }) => `${places.length} ${places.length === 1 ? one : several}: ${show(places)}`)
          .join("<br>"),
  ]);
  return table(["When", "What the code does today"], rows);
}

const LIMITS = {
  maxOutputTokens: "Tokens of one answer",
  maxSteps: "Steps of an agent",
  timeout: "Time limit",
  retries: "Repetitions",
} as const;

function limits({ limits }: CodePicture, show: Show): string {
  if (limits.length === 0) return "The code shows no limit.";
  const groups = grouped(limits, ({ limit, value, origin }) => `${limit}\n${value}\n${origin}`);
  const order = Object.keys(LIMITS);
  const rows = groups
    .toSorted(([first], [second]) => order.indexOf(first.limit) - order.indexOf(second.limit))
    .map((uses) => {
      const [{ limit, value, origin }] = uses;
      const shown = value === "none" ? "none is set" : limit === "timeout" ? `${value} ms` : String(value);
      return [LIMITS[limit], origin === "SDK" ? `${shown}, by the SDK` : shown, show(uses.map(({ place }) => place))];
    });
  return table(["Limit", "Value", "Where"], rows);
}

function data({ data }: CodePicture, show: Show): string {
  const note = "Only what the code proves is listed; a model may be sent more.";
  if (data.length === 0) return `No data of a known class was seen to reach a model. ${note}`;
  const groups = grouped(data, ({ dataClass }) => dataClass);
  const rows = groups.map((uses) => {
    const { dataClass } = uses[0];
    const texts = [...new Set(uses.flatMap(({ text }) => text ?? []))].slice(0, 3).map(code);
    return [
      code(dataClass),
      DATA_CLASSES[dataClass as DataClass],
      texts.join(", "),
      show(uses.map(({ place }) => place)),
    ];
  });
  return `${table(["Class", "What it is", "Such as", "Where"], rows)}\n\n${note}`;
}

function guardrails({ guardrails }: CodePicture, show: Show): string {
  return guardrails.length === 0
    ? "No guardrail of a provider was found in the code."
    : `A guardrail is named at ${counted(guardrails.length, "place")}: ${show(guardrails)}.`;
}

const EVALUATION_SIGNALS = ["evaluation-suite", "evaluation-dataset", "evaluation-in-pipeline"];
const RESPONSIBLE_SIGNALS = ["system-card", "threat-model", "red-team", "user-feedback"];
const PROMPT_SIGNALS = ["prompt-files", "prompt-registry"];

function signalTable({ signals, root }: SpecificationInput, kinds: readonly string[], nothing: string): string {
  const rows = kinds.flatMap((kind) => {
    const files = signals.filter((signal) => signal.kind === kind).map(({ file }) => ({ file, start: 0, end: 0 }));
    return files.length === 0 ? [] : [[findSignalKind(kind)?.title ?? kind, filesOf(files, root)]];
  });
  return rows.length === 0 ? nothing : table(["What was found", "Where"], rows);
}

function openQuestions({ unknownModels, tools, limits }: CodePicture, show: Show): string {
  const ofModels = grouped(unknownModels, ({ reason }) => reason).map(
    (uses) =>
      `Which models may ${counted(uses.length, "call")} ask? The code does not tell: ${uses[0].reason} (${show(uses.map(({ place }) => place))}).`,
  );
  const ofTools = tools
    .filter(({ approval, powers }) => approval === "not asked" && powers.some(({ isLasting }) => isLasting))
    .map(
      ({ name, place }) =>
        `May ${name === undefined ? "a tool" : code(name)} do for good what it does, with nobody asked (${show([place])})?`,
    );
  const unlimited = limits.filter(({ value }) => value === "none");
  const ofLimits =
    unlimited.length === 0
      ? []
      : [`What should limit ${counted(unlimited.length, "place")} without a limit (see Limits)?`];
  const all = [...ofModels, ...ofTools, ...ofLimits];
  return all.length === 0 ? "The code leaves none that was recognised." : all.map((text) => `- ${text}`).join("\n");
}

const MOST_FILES = 4;

/** The files of some places, each once. Lines are left out: they move before anybody reads this again. */
function filesOf(places: readonly Place[], root: string): string {
  const files = [...new Set(places.map(({ file }) => relativePath(root, file)))];
  const shown = files.slice(0, MOST_FILES).map(code);
  const rest = files.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${counted(rest, "other file")}`;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function once(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.map((row) => [row.join("\n"), row])).values()];
}
