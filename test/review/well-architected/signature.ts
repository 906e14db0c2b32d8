import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** A key that requests may be signed with. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/u;

/** What is wrong with a request's Signature Version 4, worked out anew from the request; `undefined` where nothing is. */
export function problemWithSignature(
  request: IncomingMessage,
  body: Buffer,
  keys: readonly AccessKey[],
): string | undefined {
  const parts = HEADER.exec(request.headers.authorization ?? "");
  if (parts === null) return `no signature: ${request.headers.authorization}`;
  const [, id, day = "", region = "", service = "", signedHeaders = "", signature] = parts;
  const key = keys.find((each) => each.id === id);
  if (key === undefined) return `unknown key ${id}`;
  if (service !== "wellarchitected") return `signed for ${service}`;
  const names = signedHeaders.split(";");
  if (!names.includes("host") || !names.includes("x-amz-date")) return `signed headers are ${signedHeaders}`;
  const date = String(request.headers["x-amz-date"]);
  const url = new URL(request.url ?? "", "http://host");
  const query = [...url.searchParams]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([first], [second]) => (first < second ? -1 : 1));
  const canonical = [
    request.method,
    // The path as it came, encoded once more.
    url.pathname.split("/").map(encode).join("/"),
    query.map((pair) => pair.join("=")).join("&"),
    ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    signedHeaders,
    createHash("sha256").update(body).digest("hex"),
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const signingKey = [day, region, service, "aws4_request"].reduce<Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    Buffer.from(`AWS4${key.secret}`),
  );
  const expected = createHmac("sha256", signingKey).update(text).digest("hex");
  return expected === signature ? undefined : "the signature does not match";
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
