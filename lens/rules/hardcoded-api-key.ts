import type { Client, Credential, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const hardcodedApiKey = defineRule({
  meta: {
    id: "hardcoded-api-key",
    title: "Provider API key written in the source",
    pillar: "security",
    practices: ["GENSEC01-BP01", "AGENTSEC03-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: true,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["credential", "client"],
  judge(fact) {
    return fact.fact === "credential" ? judgeCredential(fact) : judgeClient(fact);
  },
});

function judgeCredential(credential: Credential): Verdict {
  if (!credential.isPlausible || credential.isLocalEndpoint) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: credential.place,
    message: `\`${credential.masked}\` looks like a real ${credential.provider} key; whoever reads this file can use it, so revoke it and read a new one from \`${credential.environmentVariable}\``,
    fixes: fixesFor(credential),
  };
}

/** A client that takes its key from outside the source is evidence that keys are kept out of it. */
function judgeClient(client: Client): Verdict {
  const apiKey = client.options.apiKey;
  const isFromOutside =
    apiKey?.state === "absent" || (apiKey?.state === "unknown" && apiKey.environmentVariable !== undefined);
  return isFromOutside && !client.context.isTest
    ? { outcome: "pass", place: client.place }
    : { outcome: "not applicable" };
}

function fixesFor(credential: Credential): readonly Fix[] {
  // A header holds more than the key, and an assignment to the variable itself must go as a whole.
  if (credential.origin === "header" || credential.origin === "environment assignment") {
    return [];
  }
  return [
    {
      title: `Read it from \`process.env.${credential.environmentVariable}\` (revoke this key as well)`,
      safety: "review",
      edits: [{ edit: "replace", place: credential.place, code: `process.env.${credential.environmentVariable}` }],
    },
  ];
}
