import { type JsonNode, elementsOf } from "../../workspace/json-document.ts";
import {
  FRAMEWORK_PILLAR_IDS,
  LENS_FILE_LIMITS,
  type LensFile,
  SCHEMA_VERSION,
  SHAPES,
  isNoneChoiceId,
} from "./format.ts";
import { Identifiers } from "./identifiers.ts";
import { type LensFileProblem, Problems } from "./problems.ts";
import { lensFileFrom } from "./lens-file-text.ts";
import { checkAdditionalResources, checkResource } from "./resources.ts";
import { checkRiskRules } from "./risk-rules.ts";
import { fieldsOf, quoted } from "./shape.ts";
import { readJson } from "./syntax.ts";

/** What a text says as a lens file. */
export interface CheckedLensFile {
  /** `undefined` where there are errors. Fields that the format does not know are left out. */
  readonly lens: LensFile | undefined;
  /** In the order of the text. */
  readonly problems: readonly LensFileProblem[];
}

/**
 * Checks a text against everything that AWS says of its custom lens format, and against what its API takes. Never
 * throws. Whether texts hold personal data, which AWS forbids, and how many lenses an account has, cannot be checked.
 */
export function validateLensFile(text: string): CheckedLensFile {
  const problems = new Problems(text);
  checkSize(text, problems);
  const root = readJson(text, problems);
  if (root !== undefined) checkLens(root, problems);
  return {
    lens: root === undefined || problems.hasErrors ? undefined : lensFileFrom(text),
    problems: problems.all(),
  };
}

function checkSize(text: string, problems: Problems): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= LENS_FILE_LIMITS.fileSize) return;
  problems.error(
    { offset: 0, length: 1 },
    `The file has ${bytes} bytes, and AWS takes ${LENS_FILE_LIMITS.fileSize}: shorten descriptions, or split the lens`,
  );
}

function checkLens(root: JsonNode, problems: Problems): void {
  const fields = fieldsOf(root, SHAPES.lens, "The lens", problems);
  const version = fields?.schemaVersion;
  if (version !== undefined && version.value !== SCHEMA_VERSION) {
    problems.error(
      version,
      `The lens has the schemaVersion ${quoted(String(version.value))}: write "${SCHEMA_VERSION}", the only one that AWS names`,
    );
  }
  const pillarIds = new Identifiers("Pillar", problems);
  const questionIds = new Identifiers("Question", problems);
  for (const pillar of elementsOf(fields?.pillars)) checkPillar(pillar, pillarIds, questionIds, problems);
}

function checkPillar(node: JsonNode, ids: Identifiers, questionIds: Identifiers, problems: Problems): void {
  const fields = fieldsOf(node, SHAPES.pillar, nameOf("Pillar", node), problems);
  const id = ids.take(fields?.id);
  const framework = FRAMEWORK_PILLAR_IDS.find((known) => id !== known && plain(known) === plain(id ?? ""));
  if (framework !== undefined && fields?.id !== undefined) {
    problems.warning(
      fields.id,
      `Pillar id ${quoted(id ?? "")} makes a new pillar: write "${framework}" if the one of the Framework is meant`,
    );
  }
  for (const question of elementsOf(fields?.questions)) checkQuestion(question, questionIds, problems);
}

function checkQuestion(node: JsonNode, ids: Identifiers, problems: Problems): void {
  const owner = nameOf("Question", node);
  const inside = nameOf("question", node);
  const fields = fieldsOf(node, SHAPES.question, owner, problems);
  ids.take(fields?.id);
  if (fields?.helpfulResource !== undefined) {
    checkResource(fields.helpfulResource, `"helpfulResource" of ${inside}`, problems);
  }
  const choiceIds = new Identifiers("Choice", problems);
  const choices = elementsOf(fields?.choices).flatMap((choice) => checkChoice(choice, choiceIds, problems) ?? []);
  const none = choices.filter(({ id }) => isNoneChoiceId(id));
  for (const { id, node: choice } of none.slice(1)) {
    problems.warning(choice, `${owner} has a second "None of these" choice, ${quoted(id)}: keep one`);
  }
  if (none.length > 0 && none.length === choices.length) {
    problems.warning(node, `${owner} has no choice but "None of these": add a best practice`);
  }
  if (fields?.riskRules !== undefined) {
    checkRiskRules(
      fields.riskRules,
      choices.map(({ id }) => id),
      inside,
      problems,
    );
  }
}

function checkChoice(
  node: JsonNode,
  ids: Identifiers,
  problems: Problems,
): { readonly id: string; readonly node: JsonNode } | undefined {
  const owner = nameOf("Choice", node);
  const inside = nameOf("choice", node);
  const fields = fieldsOf(node, SHAPES.choice, owner, problems);
  if (fields === undefined) return undefined;
  const id = ids.take(fields.id);
  if (fields.helpfulResource !== undefined) {
    checkResource(fields.helpfulResource, `"helpfulResource" of ${inside}`, problems);
  }
  if (fields.improvementPlan !== undefined) {
    checkResource(fields.improvementPlan, `"improvementPlan" of ${inside}`, problems);
  } else if (id !== undefined && !isNoneChoiceId(id) && !hasProperty(node, "improvementPlan")) {
    problems.error(
      node,
      `${owner} has no "improvementPlan": add one with a displayText (only a choice whose id ends in _no does without)`,
    );
  }
  if (fields.additionalResources !== undefined) checkAdditionalResources(fields.additionalResources, inside, problems);
  return id === undefined ? undefined : { id, node };
}

function hasProperty(node: JsonNode, name: string): boolean {
  return node.children?.some((property) => property.children?.[0]?.value === name) === true;
}

/** `Question "GENSEC01"`; without the id where there is none. */
function nameOf(kind: string, node: JsonNode): string {
  const property =
    node.type === "object" ? node.children?.find(({ children }) => children?.[0]?.value === "id") : undefined;
  const id = property?.children?.[1];
  if (id?.type === "string" && id.value !== "") return `${kind} ${quoted(String(id.value))}`;
  const article = kind === kind.toLowerCase() ? "a" : "A";
  return `${article} ${kind.toLowerCase()}`;
}

function plain(id: string): string {
  return id.replaceAll("_", "").toLowerCase();
}
