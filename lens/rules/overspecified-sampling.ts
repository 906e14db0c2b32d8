import type { ConstantValue, OptionName } from "../facts.ts";
import { capabilitiesOf } from "../models/parameters.ts";
import { writesText } from "./kinds.ts";
import { onlyIdOf } from "./model-ids.ts";
import { isWithin } from "./places.ts";
import { pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

const CONTROLS = ["temperature", "topP", "topK"] as const satisfies readonly OptionName[];

export const overspecifiedSampling = defineRule({
  meta: {
    id: "overspecified-sampling",
    title: "Several controls of randomness at once",
    pillar: "performance-efficiency",
    practices: ["GENPERF02-BP02"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (!writesText(call.kind)) {
      return { outcome: "not applicable" };
    }
    const set = CONTROLS.flatMap((option) => {
      const constant = constantOf(call.options[option]);
      return constant === undefined || isNeutral(option, constant) ? [] : [{ option, constant }];
    });
    const [first, second] = set;
    if (first === undefined || second === undefined) {
      return { outcome: "not applicable" };
    }
    const id = onlyIdOf(call)?.id;
    const sampling = id === undefined ? undefined : capabilitiesOf(id, call.provider)?.sampling;
    // Then the call fails, which is another rule's matter.
    if (sampling !== undefined && sampling !== "accepted") {
      return { outcome: "not applicable" };
    }
    const names = set.map(({ option }) => `\`${call.spellings[option] ?? option}\``);
    const others = set.slice(1);
    return {
      outcome: "fail",
      ...pointAt(second.constant, call),
      severity: call.context.isExample ? "hint" : "info",
      message: `\`${call.callee}\` sets ${names.slice(0, -1).join(", ")} and ${names.at(-1)}, which all narrow the same choice; nobody can tell what each of them does`,
      fixes: set.every(({ constant }) => isWithin(constant.place, call.place))
        ? [
            {
              title: `Keep ${names[0]} alone`,
              safety: "review",
              edits: others.map(({ constant }) => ({ edit: "remove option", place: constant.place })),
            },
          ]
        : [],
    };
  },
});

/** A value that leaves the model's choice as wide as it is. Who counts candidates takes none, or fewer, for all of them. */
function isNeutral(option: OptionName, { value }: ConstantValue): boolean {
  if (typeof value !== "number" || value === 1 || value === Infinity) return true;
  return option === "topK" && value <= 0;
}
