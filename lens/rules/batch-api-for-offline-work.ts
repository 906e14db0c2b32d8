import type { CallKind, ModelCall } from "../facts.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

/** What each provider calls the API that answers many requests within a day, at half the price. */
const BATCH: ReadonlyMap<string | undefined, string> = new Map([
  ["openai", "the Batch API"],
  ["anthropic", "Message Batches"],
  ["google", "batch mode"],
  ["mistral", "the batch API"],
  ["groq", "the batch API"],
  ["bedrock", "`CreateModelInvocationJob`"],
]);

const KINDS: ReadonlySet<CallKind> = new Set<CallKind>(["chat", "completion"]);

/** Folders and files of programs that nobody waits for. */
const OFFLINE =
  /(?:^|[/_.-])(?:scripts?|jobs?|cron|batch|backfill|migrations?|seed(?:s|ers?)?|etl|ingest(?:ion)?|nightly)(?:[/_.-]|$)/i;

export const batchApiForOfflineWork = defineRule({
  meta: {
    id: "batch-api-for-offline-work",
    title: "Long list asked for one by one where nobody waits",
    pillar: "cost-optimization",
    practices: ["GENCOST02-BP01", "GENREL01-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { perItem } = call.handling;
    const batch = BATCH.get(call.provider);
    if (batch === undefined || !KINDS.has(call.kind) || perItem === undefined || !isOffline(call)) {
      return { outcome: "not applicable" };
    }
    if (perItem.isShortList || !perItem.sendsItem || call.agentLoop !== undefined || usesTools(call)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` runs once for each item where nobody waits for the answers; ${batch} gives them within a day at half the price`,
      related: [{ place: perItem.place, message: "For each item" }],
    };
  },
});

function isOffline({ context, place }: ModelCall): boolean {
  if (context.requestHandler !== undefined || context.isBrowser) return false;
  return (
    context.timer !== undefined ||
    OFFLINE.test(place.file.slice(place.file.lastIndexOf("/", place.file.lastIndexOf("/") - 1)))
  );
}

function usesTools({ options }: ModelCall): boolean {
  return options.tools !== undefined && optionState(options.tools) !== "absent";
}
