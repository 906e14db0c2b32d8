import type { Fact } from "../../../lens/facts.ts";
import { namesModelHost, providerOfBaseUrl } from "../../../lens/sdks/endpoints.ts";
import { http, type HttpOperation, httpOperations } from "../../../lens/sdks/http.ts";
import { type Abstract, alternativesOf, type Environment, type Located, UNDEFINED } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { type Evaluator, isNothing, joinedText } from "./evaluator.ts";
import { type HttpRequest, sentRequest } from "./http-libraries.ts";
import { member } from "./members.ts";
import { modelCallFacts, type RecognisedCall } from "./model-calls.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";

/** Texts that one URL may be; past it the rest is not looked at. */
const MAXIMUM_URLS = 16;

const namesHost = new WeakMap<Module, boolean>();

/** The facts of a request to a provider's own interface; none for all other requests. */
export function httpCallFacts(evaluator: Evaluator, node: ts.CallExpression, module: Module): Fact[] {
  const recognised = recognisedRequest(evaluator, node, module, undefined);
  return recognised ? modelCallFacts(evaluator, recognised) : [];
}

/**
 * The model call that a request to a provider's own interface is, when the parameters around it stand for what the
 * environment says. Only files whose text names such a host are looked at: others are not found by a scan either.
 */
export function recognisedRequest(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): RecognisedCall | undefined {
  let isNamed = namesHost.get(module);
  if (isNamed === undefined) namesHost.set(module, (isNamed = namesModelHost(module.source.text)));
  const request = isNamed ? sentRequest(evaluator, node, module, environment) : undefined;
  if (!request) return undefined;
  const at = { module, node };
  const urls = urlsOf(evaluator, request, at);
  const [first] = urls.flatMap((url) => (url ? [url] : []));
  if (!first) return undefined;
  const providers = new Set(urls.map((url) => url?.provider));
  const { call } = first.operation;
  return {
    sdk: http,
    description: {
      ...call,
      options: { ...call.options, ...request.library.options },
      kind: first.operation.isStreamByDefault && !isUnstreamed(evaluator, request, at) ? "stream" : call.kind,
      defaults: request.library.defaults,
    },
    at,
    arguments: [request.body, request.settings, first.model, timeLimit(evaluator, request, at)].map(
      (each) => () => each,
    ),
    environment,
    instances: [],
    provider: { name: providers.size === 1 ? first.provider : undefined },
    mayBeOther: false,
    send: undefined,
    isCommand: false,
    changedLater: new Set(),
  };
}

interface ModelUrl {
  readonly operation: HttpOperation;
  readonly provider: string;
  readonly model: Abstract;
}

/** What each text that the URL may be asks for; `undefined` for those that are not known or ask no model. */
function urlsOf(evaluator: Evaluator, request: HttpRequest, at: Located): (ModelUrl | undefined)[] {
  const { baseUrl } = request.library;
  const base = baseUrl === undefined ? UNDEFINED : settingOf(evaluator, request, baseUrl, at);
  return spelledOut(request.url)
    .flatMap((url): Pieces[] => {
      if (/^https?:\/\//.test(startOf(url)) || isNothing(base)) return [url];
      return spelledOut(base).map((start) => [...start, ...separator(start, url), ...url]);
    })
    .slice(0, MAXIMUM_URLS)
    .map((url) => modelUrl(evaluator, url, at));
}

/** The text before the first piece that is not known. */
function startOf(url: Pieces): string {
  const end = url.findIndex((piece) => typeof piece !== "string");
  return url.slice(0, end === -1 ? url.length : end).join("");
}

/** The slash that a library puts between the base and what is relative to it. */
function separator(start: Pieces, url: Pieces): Pieces {
  const last = start.at(-1);
  const hasSlash = (typeof last === "string" && last.endsWith("/")) || /^[/?]/.test(startOf(url));
  return hasSlash ? [] : ["/"];
}

type Pieces = readonly (string | Abstract)[];

/** The pieces of every text that a value may be. */
function spelledOut(value: Abstract): Pieces[] {
  let texts: Pieces[] = [];
  for (const each of alternativesOf(value)) {
    if (each.kind !== "template") texts.push([textOrValue(each)]);
    else {
      let starts: Pieces[] = [[]];
      for (const part of each.parts) {
        const choices: Pieces = typeof part === "string" ? [part] : alternativesOf(part).map(textOrValue);
        starts = starts.flatMap((start) => choices.map((choice) => [...start, choice])).slice(0, MAXIMUM_URLS);
      }
      texts = [...texts, ...starts];
    }
  }
  return texts.slice(0, MAXIMUM_URLS);
}

function textOrValue(value: Abstract): string | Abstract {
  return value.kind === "constant" ? String(value.value) : value;
}

/** Stand for pieces that are not known, one after the other; no URL has them. */
const FIRST_HOLE = 0xe000;

function modelUrl(evaluator: Evaluator, pieces: Pieces, at: Located): ModelUrl | undefined {
  const holes: Abstract[] = [];
  const text = pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      holes.push(piece);
      return String.fromCharCode(FIRST_HOLE + holes.length - 1);
    })
    .join("");
  const [, origin = "", path = ""] = /^(https?:\/\/[^/?#]+)([^?#]*)/.exec(text) ?? [];
  // An unknown label fits a host such as `NAME.openai.azure.com`.
  const provider = providerOfBaseUrl(withoutHoles(origin + path));
  if (provider === undefined) return undefined;
  for (const operation of httpOperations) {
    if (operation.providers && !operation.providers.includes(provider)) continue;
    const match = operation.path.exec(path.replace(/\/$/, ""));
    if (!match) continue;
    const model = match.groups?.["model"];
    return { operation, provider, model: model === undefined ? UNDEFINED : named(evaluator, model, holes, at) };
  }
  return undefined;
}

function withoutHoles(text: string): string {
  return text.replaceAll(/[\uE000-\uF8FF]/g, "0");
}

/** The part of a URL that names the model, with its holes filled again. */
function named(evaluator: Evaluator, text: string, holes: readonly Abstract[], at: Located): Abstract {
  const pieces = text.split(/([\uE000-\uF8FF])/).filter((piece) => piece !== "");
  const parts = pieces.map((piece) => {
    const hole = holes[piece.charCodeAt(0) - FIRST_HOLE];
    return hole ? decoded(evaluator, hole) : decodedText(piece);
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : joinedText(parts, at);
}

/** `encodeURIComponent(model)` names the model all the same. */
function decoded(evaluator: Evaluator, hole: Abstract): Abstract {
  const node = hole.kind === "unknown" ? hole.at?.node : undefined;
  if (hole.kind !== "unknown" || !hole.at || !node || !ts.isCallExpression(node)) return hole;
  const [text] = node.arguments;
  return calleeName(node) === "encodeURIComponent" && text ? evaluator.evaluate(text, hole.at.module) : hole;
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A setting of the request, or of all that go the same way. */
function settingOf(evaluator: Evaluator, request: HttpRequest, name: string, at: Located): Abstract {
  for (const holder of [request.settings, request.shared]) {
    const value = isNothing(holder) ? UNDEFINED : member(evaluator, holder, name, at);
    if (!isNothing(value)) return value;
  }
  return UNDEFINED;
}

/** The time limit in `AbortSignal.timeout(limit)`, or in the settings that the request shares with others. */
function timeLimit(evaluator: Evaluator, request: HttpRequest, at: Located): Abstract {
  const signal = settingOf(evaluator, request, "signal", at);
  const made = signal.kind === "unknown" && signal.at && ts.isCallExpression(signal.at.node) ? signal.at : undefined;
  if (made && ts.isCallExpression(made.node)) {
    const callee = unwrapped(made.node.expression);
    const [limit] = made.node.arguments;
    if (limit && callee.getText(made.module.source) === "AbortSignal.timeout") {
      return evaluator.evaluate(limit, made.module);
    }
  }
  const shared = isNothing(request.shared) ? UNDEFINED : member(evaluator, request.shared, "timeout", at);
  // A signal may be a limit in itself.
  return isNothing(shared) ? signal : shared;
}

function isUnstreamed(evaluator: Evaluator, request: HttpRequest, at: Located): boolean {
  const flag = member(evaluator, request.body, "stream", at);
  return flag.kind === "constant" && flag.value === false;
}
