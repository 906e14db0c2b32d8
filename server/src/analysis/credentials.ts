import type { Client, Credential, Fact } from "../../../lens/facts.ts";
import { credentialOfOption, mayHoldCredential, recogniseCredential } from "../../../lens/sdks/credentials.ts";
import { isLocalEndpoint } from "../../../lens/sdks/endpoints.ts";
import { contextOf } from "./context.ts";
import { environmentVariable, type Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { ts, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Header names that carry a key. */
const KEY_HEADERS = new Set(["authorization", "x-api-key", "api-key", "x-goog-api-key"]);

/** Shortest and longest text that can be a key, in UTF-16 units. */
const KEY_LENGTH = { least: 16, most: 400 };

/**
 * Text that has the shape of a secret: what clients are given as a key, and any literal with a
 * provider's prefix. Only for files that have to do with a model at all.
 */
export function credentialsOf(module: Module, facts: readonly Fact[], evaluator: Evaluator): Credential[] {
  if (!facts.some((fact) => fact.fact === "client" || fact.fact === "model call")) return [];
  const found = new Map<string, Credential>();
  for (const fact of facts) if (fact.fact === "client") addClientKeys(fact, module, found);
  if (!mayHoldCredential(module.source.text)) return [...found.values()];
  walk(module.source, (node) => {
    if (ts.isLiteralTypeNode(node)) return false;
    if (!ts.isStringLiteralLike(node) || node.text.length < KEY_LENGTH.least || node.text.length > KEY_LENGTH.most)
      return undefined;
    const at = place({ module, node });
    const recognised = found.has(`${at.start}`) ? undefined : recogniseCredential(node.text);
    if (!recognised) return undefined;
    found.set(`${at.start}`, {
      fact: "credential",
      ...recognised,
      origin: originOf(node),
      place: at,
      isLocalEndpoint: false,
      context: contextOf(node, module, evaluator),
    });
    return undefined;
  });
  return [...found.values()];
}

function addClientKeys(client: Client, module: Module, found: Map<string, Credential>): void {
  const baseUrl = client.options.baseUrl;
  const isLocal =
    baseUrl?.state === "known" &&
    baseUrl.form === "constant" &&
    typeof baseUrl.value === "string" &&
    isLocalEndpoint(baseUrl.value);
  const values = [client.options.apiKey, ...headerValues(client)];
  values.forEach((value, index) => {
    const options = value?.state === "known" && value.form === "alternatives" ? value.values : [value];
    for (const option of options) {
      if (option?.state !== "known" || option.form !== "constant" || typeof option.value !== "string") continue;
      if (option.place.file !== module.file) continue;
      const recognised = credentialOfOption(option.value, client.provider, client.sdk);
      found.set(`${option.place.start}`, {
        fact: "credential",
        ...recognised,
        origin: index === 0 ? "client option" : "header",
        place: option.place,
        isLocalEndpoint: isLocal,
        context: client.context,
      });
    }
  });
}

function headerValues(client: Client): Client["options"]["headers"][] {
  const headers = client.options.headers;
  if (headers?.state !== "known" || headers.form !== "object") return [];
  return [...headers.properties].filter(([name]) => KEY_HEADERS.has(name.toLowerCase())).map(([, value]) => value);
}

function originOf(node: ts.StringLiteralLike): Credential["origin"] {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const target = parent.left;
    const isAccess = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
    if (isAccess && environmentVariable(target) !== undefined) return "environment assignment";
  }
  return "literal";
}
