import type { Client, Place, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isSamePlace, isWithin } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf, constantOf, optionState } from "./values.ts";

export const browserExposedClient = defineRule({
  meta: {
    id: "browser-exposed-client",
    title: "SDK allowed to run in the browser with a secret key",
    pillar: "security",
    practices: ["GENSEC01-BP01", "GENSEC01-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["client"],
  judge(client, context) {
    const allowBrowser = client.options.allowBrowser;
    if (allowBrowser === undefined) {
      return { outcome: "not applicable" };
    }
    if (optionState(allowBrowser) === "absent") {
      return { outcome: "pass", place: client.place };
    }
    const flag = constantOf(allowBrowser);
    if (flag === undefined) {
      return { outcome: "unknown", reason: "whether browsers are allowed cannot be told" };
    }
    if (flag.value !== true) {
      return { outcome: "pass", place: client.place };
    }
    if (isServerOnly(client) || hasNoSecret(client, context)) {
      return { outcome: "not applicable" };
    }
    if (isOpenForOthers(client)) {
      return { outcome: "unknown", reason: "it is handed a key, and nothing shows that it runs in a browser" };
    }
    return {
      outcome: "fail",
      place: flag.place,
      message: messageFor(client),
      severity: isKeyOfUser(client.options.apiKey) ? "warning" : "error",
      fixes: isWithin(flag.place, client.place) ? fixesFor(flag.place) : [],
    };
  },
});

function messageFor(client: Client): string {
  return isKeyOfUser(client.options.apiKey)
    ? `\`${client.name}\` runs in the browser with a key that the page holds; any script on the page can read it, so call the model from a server`
    : `\`${client.name}\` may run in the browser, where every visitor can read its key; call the model from a server`;
}

/** Node and Electron's main process need the flag when a test set-up pretends to be a browser; nobody sees the key. */
function isServerOnly(client: Client): boolean {
  const { isBrowser, isServer, requestHandler } = client.context;
  return !isBrowser && (isServer || requestHandler !== undefined);
}

/** A server of one's own behind a base URL, reached with a made-up key, has no secret to lose. */
function hasNoSecret(client: Client, context: JudgeContext): boolean {
  const { apiKey, baseUrl } = client.options;
  const key = constantOf(apiKey);
  if (key === undefined || optionState(baseUrl) === "none" || optionState(baseUrl) === "absent") {
    return false;
  }
  return !context.facts.some(
    (fact) => fact.fact === "credential" && fact.isPlausible && isSamePlace(fact.place, key.place),
  );
}

/** A key that is neither in the source nor in the environment was typed in by the user or handed out by a server. */
function isKeyOfUser(apiKey: Value | undefined): boolean {
  return apiKey !== undefined && alternativesOf(apiKey).every(isHandedIn);
}

/**
 * Code that others build on takes a key from them, and looks in the environment of a server where they give none: it
 * leaves the way to browsers open, and whoever builds on it decides.
 */
function isOpenForOthers(client: Client): boolean {
  const keys = client.options.apiKey === undefined ? [] : alternativesOf(client.options.apiKey);
  return !client.context.isBrowser && keys.length > 1 && keys.some(isHandedIn);
}

function isHandedIn(key: Value): boolean {
  return key.state === "unknown" && key.environmentVariable === undefined;
}

function fixesFor(place: Place): readonly Fix[] {
  return [
    {
      title: "Remove the flag (the client then refuses to start in a browser)",
      safety: "review",
      edits: [{ edit: "remove option", place }],
    },
  ];
}
