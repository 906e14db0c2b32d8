import type { Permission, Value } from "../../../lens/facts.ts";
import {
  isGeneralAction,
  isGeneralPolicy,
  isGenerativeAction,
  isGenerativePolicy,
} from "../../../lens/sdks/aws-services.ts";
import type { PermissionDescription } from "../../../lens/sdks/description.ts";
import { markGeneral } from "./beside.ts";
import { calleePlace } from "./clients.ts";
import { contextOf } from "./context.ts";
import { type DescribedUse, isChangedAfter, openedValues, readValues } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

const ABSENT: Value = { state: "absent", insertion: undefined };

/** Who may use generative AI; `undefined` for what is not known to be about a service of generative AI. */
export function permissionFact(
  evaluator: Evaluator,
  use: DescribedUse,
  description: PermissionDescription,
): Permission | undefined {
  const { module, node } = use.at;
  const read = readValues(evaluator, description.options, use.site, use.sdkMajor);
  // Only a statement that is made here can be added to later.
  const isOpen = ts.isNewExpression(node) && isChangedAfter(use.at);
  const values = isOpen ? openedValues(read) : read;
  const actions = description.actions ? listOf(description.actions, use) : (values.actions ?? ABSENT);
  const isRelevant =
    textsOf(actions).some(isGenerativeAction) || textsOf(values.managedPolicy).some(isGenerativePolicy);
  if (!isRelevant) return undefined;
  const fact: Permission = {
    fact: "permission",
    origin: description.options.managedPolicy ? "managed policy" : description.actions ? "grant" : "policy statement",
    sdk: use.sdk.id,
    actions,
    resources: values.resources ?? ABSENT,
    effect: values.effect ?? ABSENT,
    conditions: values.conditions ?? ABSENT,
    managedPolicy: values.managedPolicy,
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    context: contextOf(node, module, evaluator),
  };
  const isGeneral =
    textsOf(actions).every(isGeneralAction) &&
    textsOf(values.managedPolicy).every((name) => isGeneralPolicy(name) || !isGenerativePolicy(name));
  if (isGeneral) markGeneral(fact);
  return fact;
}

function listOf(texts: readonly string[], use: DescribedUse): Value {
  const at = place(use.at);
  return {
    state: "known",
    form: "array",
    elements: texts.map((value) => ({ state: "known", form: "constant", value, place: at })),
    isComplete: true,
    place: at,
  };
}

/** Text that a value is, holds as an element, or starts with. */
function textsOf(value: Value | undefined): readonly string[] {
  if (value?.state !== "known") return [];
  switch (value.form) {
    case "constant":
      return typeof value.value === "string" ? [value.value] : [];
    case "template":
      return typeof value.parts[0] === "string" ? [value.parts[0]] : [];
    case "array":
      return value.elements.flatMap(textsOf);
    case "alternatives":
      return value.values.flatMap(textsOf);
    default:
      return [];
  }
}
