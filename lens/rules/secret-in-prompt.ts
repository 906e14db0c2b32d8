import type { ModelCall, Place, Value } from "../facts.ts";
import { defineRule } from "./rule.ts";

export const secretInPrompt = defineRule({
  meta: {
    id: "secret-in-prompt",
    title: "A secret from the environment is part of a prompt",
    pillar: "security",
    practices: ["GENSEC04-BP01", "GENSEC01-BP03"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call", "tool"],
  judge(fact) {
    const texts =
      fact.fact === "tool"
        ? [fact.options.description]
        : [fact.options.system, fact.options.messages, fact.options.input];
    const [secret] = texts.flatMap((text) => secretsIn(text));
    if (secret === undefined) {
      return { outcome: "not applicable" };
    }
    const reader = fact.fact === "tool" ? "every model that is offered the tool" : `the model of \`${fact.callee}\``;
    return {
      outcome: "fail",
      place: secret.place?.file === fact.place.file ? secret.place : fact.calleePlace,
      message: `\`${secret.name}\` is sent to ${reader}, which may repeat it to anybody; use it in a tool instead`,
      ...(fact.context.isExample ? { severity: "warning" } : {}),
      related: relatedOf(fact),
    };
  },
});

function relatedOf(fact: { readonly fact: string; readonly calleePlace: ModelCall["calleePlace"] }) {
  return fact.fact === "tool" ? [] : [{ place: fact.calleePlace, message: "This call sends the prompt" }];
}

/** Names of variables that hold what nobody else may know. */
const SECRET =
  /(^|_)(SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SECRET_?KEY|AUTH_?TOKEN|ACCESS_?TOKEN|REFRESH_?TOKEN|BEARER_?TOKEN|API_?TOKEN|BOT_?TOKEN|TOKEN)$/i;

/** Variables that build tools hand to browsers are no secrets any more. */
const PUBLIC = /^(NEXT_PUBLIC|VITE|PUBLIC|EXPO_PUBLIC|REACT_APP)_|PUBLISHABLE|PUBLIC_KEY/i;

interface Secret {
  readonly name: string;
  readonly place: Place | undefined;
}

/** Secrets among the pieces of a text or a list of messages. */
function secretsIn(text: Value | undefined): readonly Secret[] {
  const found: Secret[] = [];
  const pending: (Value | undefined)[] = [text];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.state === "unknown") {
      const name = next.environmentVariable;
      if (name !== undefined && SECRET.test(name) && !PUBLIC.test(name)) {
        found.push({ name, place: next.place });
      }
    } else if (next.state === "known") {
      pending.push(...partsOf(next));
    }
  }
  return found;
}

function partsOf(value: Extract<Value, { state: "known" }>): readonly Value[] {
  switch (value.form) {
    case "alternatives":
      return value.values;
    case "template":
      return value.parts.filter((part) => typeof part !== "string");
    case "array":
      return value.elements;
    case "object":
      return [...value.properties.values()];
    default:
      return [];
  }
}
