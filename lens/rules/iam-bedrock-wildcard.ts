import type { Permission, Severity, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { modelArnsOf } from "./model-arns.ts";
import { effectOf, entriesOf, isWholeList, type PolicyEntry } from "./policies.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

const SERVICES = /^(bedrock|bedrock-agentcore|sagemaker):/i;

/** Actions that use a model, an agent, a knowledge base or a guardrail, and can be allowed for one of them alone. */
const NARROWABLE =
  /^(bedrock:(InvokeModel|InvokeModelWithResponseStream|InvokeAgent|InvokeFlow|Invoke|Retrieve|ApplyGuardrail)|bedrock-agentcore:(Invoke|InvokeAgentRuntime|InvokeGateway|InvokeHarness|InvokeCodeInterpreter)|sagemaker:(Invoke|InvokeEndpoint|InvokeEndpointAsync|InvokeEndpointWithResponseStream))\*?$/i;

const MODEL_ARN = /:(foundation-model|inference-profile)\//;

/** Policies that say what may at most be allowed, and allow nothing by themselves. */
const BOUNDARY = /(^|[/._-])(scp|scps|boundary|boundaries|service-control)([/._-]|$)/i;

export const iamBedrockWildcard = defineRule({
  meta: {
    id: "iam-bedrock-wildcard",
    title: "Policy that allows every Bedrock action or every model",
    pillar: "security",
    practices: ["GENSEC01-BP01", "GENSEC05-BP01", "AGENTSEC03-BP03"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["permission"],
  judge(permission, context) {
    if (permission.origin === "grant") return { outcome: "pass", place: permission.place };
    if (permission.origin === "managed policy" || isBoundary(permission)) return { outcome: "not applicable" };
    const effect = effectOf(permission.effect);
    if (effect === "Deny") return { outcome: "not applicable" };
    if (effect === "unknown") return unknown("whether the statement allows or denies cannot be told");
    const actions = entriesOf(permission.actions);
    const everything = actions.find(({ text }) => text === "*");
    const services = actions.filter(({ text }) => SERVICES.test(text) && text.endsWith(":*"));
    const narrowable = actions.filter(({ text }) => NARROWABLE.test(text));
    if (everything === undefined && services.length === 0 && narrowable.length === 0) {
      return { outcome: "not applicable" };
    }
    const resources = entriesOf(permission.resources);
    const all = resources.find(({ text }) => text === "*");
    const isKnown = all !== undefined || isWholeList(permission.resources);
    if (!isKnown && (services.length > 0 || !resources.some(({ text }) => isEveryModel(text)))) {
      return unknown("which resources the statement is for cannot be told");
    }
    if (everything !== undefined) {
      return all === undefined
        ? { outcome: "not applicable" }
        : fail(
            permission,
            everything,
            "error",
            "`*` on every resource allows all there is, every Bedrock action included",
          );
    }
    const [service] = services;
    if (service !== undefined) return judgeService(permission, service, resources, all, context);
    return judgeUse(permission, narrowable, resources, all, context);
  },
});

/** A statement with `bedrock:*` or the like. */
function judgeService(
  permission: Permission,
  service: PolicyEntry,
  resources: readonly PolicyEntry[],
  all: PolicyEntry | undefined,
  context: JudgeContext,
): Verdict {
  if (all !== undefined) {
    const what = `\`${service.text}\` on every resource allows all models, and changes to guardrails, agents and logging too`;
    return fail(permission, service, "error", service.text.startsWith("bedrock:") ? what : everyActionOn(service), [
      ...narrowedFixes(service, all, context),
    ]);
  }
  // Models of others can only be used and read, so that the star allows no more there.
  if (resources.every(({ text }) => MODEL_ARN.test(text) && !isEveryModel(text))) {
    return { outcome: "pass", place: permission.place };
  }
  return fail(
    permission,
    service,
    "warning",
    `\`${service.text}\` allows every action on these resources, changing and deleting them included`,
  );
}

function everyActionOn({ text }: PolicyEntry): string {
  return `\`${text}\` on every resource allows all that the service can do in this account`;
}

/** A statement that names what may be done. */
function judgeUse(
  permission: Permission,
  actions: readonly PolicyEntry[],
  resources: readonly PolicyEntry[],
  all: PolicyEntry | undefined,
  context: JudgeContext,
): Verdict {
  const [action] = actions;
  const name = `\`${action?.text ?? ""}\``;
  if (all !== undefined) {
    const target = targetOf(name);
    const isForModels = actions.every(({ text }) => /^bedrock:InvokeModel/i.test(text));
    return fail(permission, all, "warning", `${name} is allowed on \`*\`: ${target}`, [
      ...(isForModels ? resourceFixes(all, context) : []),
    ]);
  }
  const every = resources.find(({ text }) => isEveryModel(text));
  if (every !== undefined && /InvokeModel|bedrock:Invoke\*/.test(name)) {
    const message = `${name} is allowed on \`foundation-model/*\`: every foundation model there is`;
    return fail(permission, every, "info", message, resourceFixes(every, context));
  }
  return { outcome: "pass", place: permission.place };
}

function targetOf(action: string): string {
  if (/InvokeModel|bedrock:Invoke\*/.test(action)) return "every model of the account";
  if (action.includes("InvokeAgentRuntime")) return "every agent runtime of the account";
  if (action.includes("InvokeEndpoint")) return "every endpoint of the account";
  return action.includes("Retrieve") ? "every knowledge base of the account" : "everything of its kind in the account";
}

function isEveryModel(text: string): boolean {
  return text.endsWith(":foundation-model/*");
}

function isBoundary({ place }: Permission): boolean {
  return BOUNDARY.test(place.file.split("/").slice(-2).join("/"));
}

/** The fix for an action and a resource that are both too wide; none where the file names no model. */
function narrowedFixes(service: PolicyEntry, all: PolicyEntry, context: JudgeContext): readonly Fix[] {
  const [fix] = service.text === "bedrock:*" ? resourceFixes(all, context) : [];
  if (fix === undefined) return [];
  const code = `"bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"`;
  return [
    {
      title: "Allow only calls of the models that this file names",
      safety: "review",
      edits: [{ edit: "replace", place: service.place, code }, ...fix.edits],
    },
  ];
}

function resourceFixes(entry: PolicyEntry, context: JudgeContext): readonly Fix[] {
  const arns = modelArnsOf(context.facts);
  if (arns.length === 0) return [];
  const code = arns.map((arn) => JSON.stringify(arn)).join(", ");
  return [
    {
      title: "Allow only the models that this file names",
      safety: "review",
      edits: [{ edit: "replace", place: entry.place, code }],
    },
  ];
}

const MILDER: Readonly<Record<string, Severity>> = { error: "warning", warning: "info", info: "hint" };

/** A condition narrows what the lists leave wide. */
function fail(
  permission: Permission,
  at: PolicyEntry,
  severity: Severity,
  message: string,
  fixes: readonly Fix[] = [],
): Verdict {
  const own = permission.conditions.state === "absent" ? severity : (MILDER[severity] ?? severity);
  return {
    outcome: "fail",
    place: at.place,
    severity: permission.context.isExample && own !== "hint" ? "info" : own,
    message,
    fixes,
  };
}

function unknown(reason: string): Verdict {
  return { outcome: "unknown", reason };
}
