import type { Client, Value, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, constantOf } from "./values.ts";

export const insecureModelEndpoint = defineRule({
  meta: {
    id: "insecure-model-endpoint",
    title: "Model reached over an unprotected connection",
    pillar: "security",
    practices: ["GENSEC01-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client) {
    const { baseUrl, checksCertificates } = client.options;
    const unchecked = constantOf(checksCertificates);
    if (unchecked?.value === false) {
      return {
        outcome: "fail",
        place: unchecked.place.file === client.place.file ? unchecked.place : client.calleePlace,
        severity: client.context.isExample ? "warning" : "error",
        message: `\`${client.name}\` accepts any certificate, so any server on the way may read prompts, answers and the key`,
        fixes: [
          {
            title: "Check certificates",
            safety: "review",
            edits: [{ edit: "remove option", place: unchecked.place }],
          },
        ],
      };
    }
    return baseUrl === undefined || baseUrl.state === "absent"
      ? { outcome: "not applicable" }
      : judgeUrl(client, baseUrl);
  },
});

function judgeUrl(client: Client, baseUrl: Value): Verdict {
  const urls = alternativesOf(baseUrl).map(startOf);
  const plain = urls.find((url) => url !== undefined && isExposed(url.text));
  if (plain === undefined) {
    return urls.every((url) => url !== undefined && /^https:/iu.test(url.text))
      ? { outcome: "pass", place: client.place }
      : { outcome: "unknown", reason: "how the model is reached cannot be told" };
  }
  const isHere = plain.place.file === client.place.file;
  const host = hostOf(plain.text) ?? plain.text;
  const fixes: readonly Fix[] = plain.isWhole
    ? [
        {
          title: "Use `https`",
          safety: "review",
          edits: [
            { edit: "replace", place: plain.place, code: JSON.stringify(plain.text.replace(/^http:/iu, "https:")) },
          ],
        },
      ]
    : [];
  return {
    outcome: "fail",
    place: isHere ? plain.place : client.calleePlace,
    severity: client.context.isExample ? "warning" : "error",
    message: `\`${client.name}\` talks to \`${host}\` over plain HTTP; prompts, answers and the key can be read on the way`,
    fixes,
  };
}

/** The beginning of a URL, as far as it is written. */
interface WrittenUrl {
  readonly text: string;
  readonly place: Client["place"];
  /** Nothing of it is filled in at run time. */
  readonly isWhole: boolean;
}

function startOf(value: Value): WrittenUrl | undefined {
  if (value.state !== "known") {
    return undefined;
  }
  if (value.form === "constant" && typeof value.value === "string") {
    return { text: value.value, place: value.place, isWhole: true };
  }
  const first = value.form === "template" ? value.parts[0] : undefined;
  return value.form === "template" && typeof first === "string"
    ? { text: first, place: value.place, isWhole: false }
    : undefined;
}

/** Plain HTTP to a host that is written out and that others than this machine or its own cluster may stand between. */
function isExposed(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && /^http:/iu.test(url) && !isNear(host);
}

/** The host, where the URL shows where it ends. */
function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#]+)(?:[/:?#]|$)/iu.exec(url)?.[1]?.toLowerCase();
}

function isNear(host: string): boolean {
  return (
    !host.includes(".") ||
    /(?:^|\.)localhost$/u.test(host) ||
    /\.(?:local|localdomain|internal|test|example|invalid|svc|svc\.cluster\.local)$/u.test(host) ||
    /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^0\.0\.0\.0$|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./u.test(
      host,
    )
  );
}
