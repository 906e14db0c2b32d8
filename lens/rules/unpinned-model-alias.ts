import type { Failure, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { findModel } from "../models/models.ts";
import { snapshotsOf } from "../models/snapshots.ts";
import { writtenIdsOf, type WrittenId } from "./model-ids.ts";
import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

/** Providers whose own ids these are; elsewhere a name means what a deployment or a gateway says. */
const PROVIDERS: ReadonlySet<string> = new Set(["openai", "anthropic", "google", "mistral"]);

const FLOATING = /-latest$/u;

export const unpinnedModelAlias = defineRule({
  meta: {
    id: "unpinned-model-alias",
    title: "Model named by an alias that moves on",
    pillar: "operational-excellence",
    practices: ["GENREL04-BP02", "GENOPS03-BP01", "GENPERF01-BP01"],
    related: ["GENOPS03-BP01", "GENPERF01-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    if (call.options.model === undefined || !PROVIDERS.has(call.provider ?? "")) {
      return { outcome: "not applicable" };
    }
    const written = writtenIdsOf(call);
    if (written.some(({ id }) => isLeaving(id, call.provider, context.today))) {
      return { outcome: "not applicable" };
    }
    const loose = written.find(
      ({ id }) => FLOATING.test(id) || snapshotsOf(id, call.provider, context.today).length > 0,
    );
    if (loose === undefined) {
      return written.length > 0 && written.every(({ id }) => /-\d{4}-?\d{2}-?\d{2}$/u.test(id))
        ? { outcome: "pass", place: call.place }
        : { outcome: "unknown", reason: "whether the model's id moves cannot be told" };
    }
    return fail(call, loose, context);
  },
});

/** A model that goes away with its fixed ids has to be exchanged: to pin it would be work for nothing. */
function isLeaving(id: string, provider: string | undefined, today: string): boolean {
  const status = findModel(id, provider, today)?.status;
  return status === "deprecated" || status === "retired";
}

function fail(call: ModelCall, { id, constant }: WrittenId, context: JudgeContext): Failure {
  const snapshots = snapshotsOf(id, call.provider, context.today);
  const isCentral = !isInFileOf(constant, call);
  const fixes = snapshots.slice(0, 3).map((snapshot): Fix => ({
    title: `Pin it to \`${snapshot}\``,
    safety: "review",
    edits: [{ edit: "replace", place: constant.place, code: JSON.stringify(snapshot) }],
  }));
  const instead = snapshots[0] === undefined ? "" : `; \`${snapshots[0]}\` stays the same`;
  return {
    outcome: "fail",
    ...pointAt(constant, call),
    severity: isCentral || call.context.isExample ? "hint" : "info",
    message: `\`${id}\` is an alias: its provider may put another model behind it on any day${instead}`,
    fixes,
  };
}
