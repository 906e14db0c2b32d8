import type { TaintSource } from "../facts.ts";

/** Shapes of what a framework hands to a handler, and of the parts of it that lead on to outside data. */
export type RequestShape =
  | "express"
  | "fetch"
  | "lambda event"
  | "koa"
  | "koa request"
  | "request event"
  | "hono"
  | "hono request"
  | "form data"
  | "search params"
  | "message event";

/** What a shape holds. */
export interface RequestDescription {
  readonly source: TaintSource;
  /** Members that hold what a person outside the program sent. */
  readonly outside: readonly string[];
  /** Members that are a shape of their own. */
  readonly parts?: Readonly<Record<string, RequestShape>>;
}

const form = ["get", "getAll", "entries", "values"];

/**
 * Requests and events by their shape. Members are those of express 4 and 5 (`lib/request.js`), fastify 4 and 5,
 * koa 2 and 3 (`lib/request.js`), hono 4 (`request.ts`), the Fetch standard, and `@types/aws-lambda` 8.
 */
export const requestDescriptions: Readonly<Record<RequestShape, RequestDescription>> = {
  express: {
    source: "HTTP request",
    outside: [
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
  },
  fetch: {
    source: "HTTP request",
    outside: ["json", "text", "formData", "arrayBuffer", "blob", "body", "url", "nextUrl", "headers", "cookies"],
  },
  "lambda event": {
    source: "Lambda event",
    outside: [
      "body",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "pathParameters",
      "headers",
      "multiValueHeaders",
      "rawQueryString",
      "rawPath",
      "cookies",
      "Records",
    ],
  },
  koa: {
    source: "HTTP request",
    outside: ["query", "params", "headers", "querystring", "url"],
    parts: { request: "koa request" },
  },
  "koa request": {
    source: "HTTP request",
    outside: ["body", "query", "rawBody", "headers", "querystring", "url"],
  },
  "request event": { source: "HTTP request", outside: ["params", "url"], parts: { request: "fetch" } },
  hono: { source: "HTTP request", outside: [], parts: { req: "hono request" } },
  "hono request": {
    source: "HTTP request",
    outside: ["json", "text", "query", "queries", "param", "header", "parseBody", "formData", "raw", "url"],
  },
  "form data": { source: "form data", outside: form },
  "search params": { source: "HTTP request", outside: form },
  "message event": { source: "WebSocket message", outside: ["data"] },
};

/** Decorators of parameters that hand over outside data: NestJS 7 to 11 (`@nestjs/common`, `/websockets`, `/graphql`). */
export const outsideDecorators: Readonly<Record<string, TaintSource>> = {
  Body: "HTTP request",
  RawBody: "HTTP request",
  Query: "HTTP request",
  Param: "HTTP request",
  Headers: "HTTP request",
  Args: "HTTP request",
  MessageBody: "WebSocket message",
};

/** Types of parameters by where they are imported from; `""` stands for globals. A trailing `*` is any ending. */
export const requestTypes: Readonly<Record<string, Readonly<Record<string, RequestShape>>>> = {
  "": { Request: "fetch", FormData: "form data", URLSearchParams: "search params" },
  express: { Request: "express" },
  "next/server": { NextRequest: "fetch" },
  next: { NextApiRequest: "express" },
  fastify: { FastifyRequest: "express" },
  http: { IncomingMessage: "express" },
  "node:http": { IncomingMessage: "express" },
  hono: { Context: "hono" },
  koa: { Context: "koa" },
  "aws-lambda": {
    "APIGatewayEvent*": "lambda event",
    "APIGatewayProxyEvent*": "lambda event",
    "APIGatewayWebsocketEvent*": "lambda event",
    "APIGatewayProxyWebsocketEvent*": "lambda event",
    "LambdaFunctionURLEvent*": "lambda event",
    "ALBEvent*": "lambda event",
    SQSEvent: "lambda event",
    SNSEvent: "lambda event",
  },
};
