import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const retrievalWithoutTenantFilter = defineRule({
  meta: {
    id: "retrieval-without-tenant-filter",
    title: "Search over everybody's texts for one user's request",
    pillar: "security",
    practices: ["GENSEC01-BP03"],
    severity: "info",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "low",
    since: "0.2.0",
  },
  judges: ["retrieval"],
  judge(retrieval) {
    const { person, isExample } = retrieval.context;
    if (retrieval.kind !== "search" || person === undefined || isExample) return { outcome: "not applicable" };
    const { filter, namespace, collection } = retrieval.options;
    const states = [optionState(filter), optionState(namespace)];
    if (states.includes("known")) return { outcome: "pass", place: retrieval.place };
    if (states.includes("unknown"))
      return { outcome: "unknown", reason: "whether the search is filtered cannot be told" };
    if (states.every((state) => state === "none")) return { outcome: "not applicable" };
    // A collection whose name is worked out may be one for each of them.
    if (collection !== undefined && collection.state !== "absent" && constantOf(collection) === undefined) {
      return { outcome: "unknown", reason: "which texts are searched cannot be told" };
    }
    return {
      outcome: "fail",
      place: retrieval.calleePlace,
      message: `\`${retrieval.callee}\` searches the texts of all, though \`${person}\` is known here; no filter keeps those of others out`,
    };
  },
});
