import type { TaintSource } from "../../../lens/facts.ts";
import { type Abstract, type AbstractRequest, type Located, type RequestShape, unknown } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { handlerOf } from "./handlers.ts";
import type { Module } from "./module.ts";
import { ts } from "./syntax.ts";

/** Members of each shape that hold what a person outside the program sent. */
const OUTSIDE_MEMBERS: Readonly<Record<RequestShape, readonly string[]>> = {
  express: [
    "body",
    "query",
    "params",
    "headers",
    "cookies",
    "rawBody",
    "url",
    "originalUrl",
    "header",
    "get",
    "param",
    "file",
    "files",
  ],
  fetch: ["json", "text", "formData", "arrayBuffer", "blob", "body", "url", "nextUrl", "headers", "cookies"],
  "lambda event": [
    "body",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "pathParameters",
    "headers",
    "multiValueHeaders",
    "rawQueryString",
    "rawPath",
    "cookies",
  ],
  koa: ["query", "params", "headers", "querystring", "url"],
  "koa request": ["body", "query", "rawBody", "headers", "querystring", "url"],
  "request event": ["params", "url"],
  hono: [],
  "hono request": ["json", "text", "query", "queries", "param", "header", "parseBody", "formData", "raw", "url"],
  "form data": ["get", "getAll", "entries", "values"],
  "search params": ["get", "getAll", "entries", "values"],
};

const SOURCES: Readonly<Record<RequestShape, TaintSource>> = {
  express: "HTTP request",
  fetch: "HTTP request",
  "lambda event": "Lambda event",
  koa: "HTTP request",
  "koa request": "HTTP request",
  "request event": "HTTP request",
  hono: "HTTP request",
  "hono request": "HTTP request",
  "form data": "form data",
  "search params": "HTTP request",
};

/** Longest text of a source expression that a message shows, in UTF-16 units. */
const MAXIMUM_TEXT = 40;

/** What a parameter is when the function is known to be called with a request; `undefined` for all others. */
export function requestParameter(parameter: ts.ParameterDeclaration, module: Module): Abstract | undefined {
  const at = { module, node: parameter };
  const decorator = parameterDecorator(parameter);
  if (decorator && ["Body", "Query", "Param", "Headers"].includes(decorator)) return outsideData("HTTP request", at);
  const handler = handlerOf(parameter.parent as ts.FunctionLikeDeclaration, module);
  const index = parameter.parent.parameters.indexOf(parameter);
  const role = handler?.parameters[index];
  if (role === undefined) return undefined;
  return role === "message" ? outsideData("WebSocket message", at) : { kind: "request", shape: role, at };
}

function parameterDecorator(parameter: ts.ParameterDeclaration): string | undefined {
  const [decorator] = ts.canHaveDecorators(parameter) ? (ts.getDecorators(parameter) ?? []) : [];
  if (!decorator || !ts.isCallExpression(decorator.expression)) return undefined;
  return ts.isIdentifier(decorator.expression.expression) ? decorator.expression.expression.text : undefined;
}

/** What a parameter's type says by its name; `specifier` is where it is imported from, `undefined` for globals. */
export function requestOfTypeName(name: string, specifier: string | undefined, at: Located): Abstract | undefined {
  const shape = shapeOfType(name, specifier);
  return shape && { kind: "request", shape, at };
}

function shapeOfType(name: string, specifier: string | undefined): RequestShape | undefined {
  switch (specifier) {
    case undefined:
      if (name === "Request") return "fetch";
      if (name === "FormData") return "form data";
      return name === "URLSearchParams" ? "search params" : undefined;
    case "express":
      return name === "Request" ? "express" : undefined;
    case "next/server":
      return name === "NextRequest" ? "fetch" : undefined;
    case "next":
      return name === "NextApiRequest" ? "express" : undefined;
    case "fastify":
      return name === "FastifyRequest" ? "express" : undefined;
    case "http":
    case "node:http":
      return name === "IncomingMessage" ? "express" : undefined;
    case "hono":
      return name === "Context" ? "hono" : undefined;
    case "koa":
      return name === "Context" ? "koa" : undefined;
    case "aws-lambda":
      return /^(APIGateway(Proxy)?(Websocket)?Event(V2)?|APIGatewayProxyEventV2|LambdaFunctionURLEvent|ALBEvent)/.test(
        name,
      )
        ? "lambda event"
        : undefined;
    default:
      return undefined;
  }
}

/** A member of a request: outside data, a part of the request, or something of the server's own. */
export function requestMember(request: AbstractRequest, name: string, at: Located, evaluator: Evaluator): Abstract {
  if (request.shape === "koa" && name === "request") return { kind: "request", shape: "koa request", at };
  if (request.shape === "request event" && name === "request") return { kind: "request", shape: "fetch", at };
  if (request.shape === "hono" && name === "req") return { kind: "request", shape: "hono request", at };
  if (!OUTSIDE_MEMBERS[request.shape].includes(name)) return unknown("expression", at);
  const text = at.node.getText(at.module.source).replaceAll(/\s+/g, " ");
  return {
    kind: "unknown",
    reason: "outside data",
    at,
    taint: {
      source: SOURCES[request.shape],
      place: evaluator.place(at.node, at.module),
      text: shortened(text),
      steps: [],
    },
  };
}

function outsideData(source: TaintSource, at: Located<ts.ParameterDeclaration>): Abstract {
  const { module, node } = at;
  const place = { file: module.file, start: node.name.getStart(module.source), end: node.name.getEnd() };
  return {
    kind: "unknown",
    reason: "outside data",
    at,
    taint: { source, place, text: shortened(node.name.getText(module.source)), steps: [] },
  };
}

function shortened(text: string): string {
  return text.length <= MAXIMUM_TEXT ? text : `${text.slice(0, MAXIMUM_TEXT - 1)}…`;
}
