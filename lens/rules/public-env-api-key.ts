import type { Client, UnknownValue, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, optionState } from "./values.ts";

/** Prefixes by which build tools know what they may put into the code for browsers. */
const PUBLIC_PREFIX = /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|PUBLIC|VUE_APP|NG_APP)_/u;

/** Keys that providers mean to be public. */
const PUBLISHABLE = /PUBLISHABLE|ANON_KEY|PUBLIC_KEY$/u;

export const publicEnvApiKey = defineRule({
  meta: {
    id: "public-env-api-key",
    title: "API key in an environment variable that browsers get",
    pillar: "security",
    practices: ["GENSEC01-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client) {
    const { apiKey } = client.options;
    if (apiKey === undefined || optionState(apiKey) === "absent") {
      return { outcome: "not applicable" };
    }
    const read = variablesIn(apiKey);
    const exposed = read.find(({ environmentVariable: name }) => name !== undefined && isPublic(name));
    if (exposed?.environmentVariable === undefined) {
      return read.length > 0
        ? { outcome: "pass", place: client.place }
        : { outcome: "unknown", reason: "where the key comes from cannot be told" };
    }
    const name = exposed.environmentVariable;
    const isHere = exposed.place?.file === client.place.file;
    return {
      outcome: "fail",
      place: (isHere ? exposed.place : undefined) ?? client.calleePlace,
      severity: client.context.isExample ? "warning" : "error",
      message: `\`${name}\` is put into the code that browsers load, and with it the key of \`${client.name}\``,
      fixes: isHere ? fixesFor(client, exposed, name) : [],
    };
  },
});

function variablesIn(value: Value): readonly UnknownValue[] {
  return alternativesOf(value).flatMap((each) =>
    each.state === "unknown" && each.environmentVariable !== undefined ? [each] : [],
  );
}

function isPublic(name: string): boolean {
  return PUBLIC_PREFIX.test(name) && !PUBLISHABLE.test(name);
}

function fixesFor(client: Client, { place }: UnknownValue, name: string): readonly Fix[] {
  const own = name.replace(PUBLIC_PREFIX, "");
  if (place === undefined || client.context.isBrowser) {
    return [];
  }
  return [
    {
      title: `Read \`${own}\`, which stays on the server (rename it where it is set, and replace the key)`,
      safety: "review",
      edits: [{ edit: "replace", place, code: `process.env.${own}` }],
    },
  ];
}
