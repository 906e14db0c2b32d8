import type { Client } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { findProfileOnlyModel } from "../models/inference-profiles.ts";
import { findModel } from "../models/models.ts";
import { insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

/** Models of today in the place of the old ones; another embedding model needs its index built anew. */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ["gpt-3.5-turbo", "gpt-5.4-mini"],
  ["text-embedding-ada-002", "text-embedding-3-small"],
  ["amazon.titan-embed-text-v1", "amazon.titan-embed-text-v2:0"],
  ["embedding-001", "gemini-embedding-001"],
  ["anthropic.claude-haiku-4-5-20251001-v1:0", "global.anthropic.claude-haiku-4-5-20251001-v1:0"],
]);

export const implicitDefaultModel = defineRule({
  meta: {
    id: "implicit-default-model",
    title: "No model named, so that an old default is asked",
    pillar: "operational-excellence",
    practices: ["GENREL04-BP02", "GENSUS03-BP01", "GENCOST01-BP01"],
    related: ["GENSUS03-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client, context) {
    const { model } = client.options;
    const usual = client.defaults.model;
    if (model === undefined || usual === undefined) {
      return { outcome: "not applicable" };
    }
    switch (optionState(model)) {
      case "known":
        return { outcome: "pass", place: client.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "whether a model is named cannot be told" };
    }
    // A server of another make has models of its own, and the code may know only one of them.
    if (client.provider === undefined || client.provider === "openai-compatible") {
      return { outcome: "unknown", reason: "who serves the model cannot be told" };
    }
    const isGone = findModel(usual, client.provider, context.today)?.status === "retired";
    const isRefused = client.provider === "bedrock" && findProfileOnlyModel(usual) !== undefined;
    const why = isGone
      ? ", which was shut down; every call fails"
      : isRefused
        ? ", an id that Bedrock refuses without an inference profile"
        : ", an old model";
    return {
      outcome: "fail",
      place: client.calleePlace,
      severity: client.context.isExample ? "info" : isGone || isRefused ? "error" : "warning",
      message: `\`${client.name}\` names no model, and asks \`${usual}\`${why}`,
      fixes: fixesFor(client, usual),
    };
  },
});

function fixesFor(client: Client, usual: string): readonly Fix[] {
  const insertion = insertionOf(client.options.model);
  const successor = SUCCESSORS.get(usual);
  if (insertion === undefined || successor === undefined) {
    return [];
  }
  const note = /embed/u.test(usual) ? " (what is indexed has to be embedded anew)" : "";
  return [
    {
      title: `Name a model: \`${successor}\`${note}`,
      safety: "review",
      edits: [{ edit: "set option", insertion, code: JSON.stringify(successor) }],
    },
  ];
}
