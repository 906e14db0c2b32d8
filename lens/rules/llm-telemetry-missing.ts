import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { packageAround } from "./packages.ts";
import { defineWorkspaceRule, oncePerWorkspace, type WorkspaceView } from "./rule.ts";
import { optionState } from "./values.ts";

export const llmTelemetryMissing = defineWorkspaceRule({
  meta: {
    id: "llm-telemetry-missing",
    title: "Model call that the app's tracing leaves out",
    pillar: "operational-excellence",
    practices: ["GENOPS02-BP01", "GENOPS03-BP02", "GENPERF01-BP02"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    sdks: ["ai"],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, { workspace }) {
    const { telemetry } = call.options;
    if (call.sdk !== "ai" || call.wrapper !== undefined || telemetry === undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    // From major 7 on all calls are traced once a tracer is registered.
    if (call.sdkMajor === undefined || call.sdkMajor >= 7) {
      return { outcome: "unknown", reason: "whether calls are traced without being told cannot be told" };
    }
    if (call.tracedBy.length > 0) return { outcome: "pass", place: call.place };
    const setUp = setUpFor(workspace, call);
    if (setUp === undefined || modelTracing(workspace)) return { outcome: "not applicable" };
    if (optionState(telemetry) !== "absent") return { outcome: "unknown", reason: "its telemetry cannot be told" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` does not switch on \`experimental_telemetry\`, so the traces that \`${setUp}\` sets up show nothing of it`,
      fixes: fixesFor(call),
    };
  },
});

/** The file that sets up tracing for a call's package, as people name it; `undefined` where none does. */
function setUpFor(workspace: WorkspaceView, call: ModelCall): string | undefined {
  const home = packageAround(workspace, call.place.file)?.directory;
  if (home === undefined) return undefined;
  const found = workspace.signals.find(
    ({ kind, file }) => kind === "application-tracing" && packageAround(workspace, file)?.directory === home,
  );
  return found?.file.slice(home.length + 1);
}

/** Something traces model calls without being told at each of them. */
const modelTracing = oncePerWorkspace(({ signals }) =>
  signals.some(({ kind, text }) => kind === "model-tracing" && !text.includes("traced by opentelemetry")),
);

function fixesFor(call: ModelCall): readonly Fix[] {
  const insertion = insertionOf(call.options.telemetry);
  if (insertion === undefined) return [];
  return [
    {
      title: "Switch on `experimental_telemetry` (prompts and answers go into the traces unless you say otherwise)",
      safety: "review",
      edits: [{ edit: "set option", insertion, code: "{ isEnabled: true }" }],
    },
  ];
}
