import type { ModelCall, Place } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const missingErrorBoundary = defineRule({
  meta: {
    id: "missing-error-boundary",
    title: "Handler in which nothing catches a failed model call",
    pillar: "reliability",
    practices: ["GENREL03-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { request, handling } = call;
    if (request === undefined || !request.isDirect || handling.promise?.use !== "awaited") {
      return { outcome: "not applicable" };
    }
    if (handling.caught !== undefined) {
      return { outcome: "pass", place: call.place };
    }
    switch (request.catchesRejections) {
      case true:
        return { outcome: "not applicable" };
      case undefined:
        return { outcome: "unknown", reason: "whether the server handles a rejected handler cannot be told" };
      case false:
        break;
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `When \`${call.callee}\` fails, the handler's promise is rejected and this server does not look at it: the client waits in vain, and the unhandled rejection ends a Node.js process`,
      fixes: fixesFor(call),
    };
  },
});

/** Parameters of a route of Express that has no errors handed on to it: request, response, `next`. */
const MOST_PARAMETERS = 3;

function fixesFor({ context, request }: ModelCall): readonly Fix[] {
  const { requestHandler } = context;
  if (requestHandler === undefined || request === undefined) {
    return [];
  }
  const { place } = requestHandler;
  const [, response, next] = request.parameters;
  if (requestHandler.framework !== "Express route") {
    return response === undefined || request.parameters.length > 2
      ? []
      : [boundary("Catch failures, and answer with status 500", [answerWith500(place, response)])];
  }
  switch (request.parameters.length) {
    case 2:
      return [
        boundary("Catch failures, and hand them to Express with `next`", [
          { edit: "add parameter", place, code: "next" },
          { edit: "catch failures", place, code: "next(error);" },
        ]),
      ];
    case MOST_PARAMETERS:
      return next === undefined
        ? []
        : [
            boundary(`Catch failures, and hand them to Express with \`${next}\``, [
              { edit: "catch failures", place, code: `${next}(error);` },
            ]),
          ];
    default:
      return [];
  }
}

function boundary(title: string, edits: readonly FixEdit[]): Fix {
  return { title, safety: "review", edits };
}

/** An answer that has begun cannot be made an error: the client is to see that it broke off. */
function answerWith500(place: Place, response: string): FixEdit {
  const code = [
    "console.error(error);",
    `if (${response}.headersSent) {`,
    `  ${response}.destroy();`,
    "} else {",
    `  ${response}.writeHead(500).end();`,
    "}",
  ].join("\n");
  return { edit: "catch failures", place, code };
}
