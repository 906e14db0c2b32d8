import type { Flow, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { isTextName } from "./moved-texts.ts";
import { isSamePlace } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";

export const unboundedUserInput = defineRule({
  meta: {
    id: "unbounded-user-input",
    title: "Text of a request reaches the model at any length",
    pillar: "security",
    practices: ["GENSEC04-BP02", "GENCOST03-BP01", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    options: {
      maximumCharacters: {
        type: "positive integer",
        default: 4000,
        description: "Characters to which the fix limits a text.",
      },
    },
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow, context) {
    const { call, taint } = flow;
    if (flow.sink !== "prompt" || call === undefined || !isFromOutside(flow)) {
      return { outcome: "not applicable" };
    }
    if (IS_SHORT.test(taint.text) || call.longestInput !== undefined) {
      return { outcome: "not applicable" };
    }
    if (taint.isLengthBounded) {
      return { outcome: "pass", place: flow.place };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${taint.text}\` (${taint.source}) goes to \`${call.callee}\` at any length; each caller decides how many tokens you pay for`,
      ...(flow.context.isExample ? { severity: "info" } : {}),
      related: pathOf(flow, "This call sends it to the model"),
      fixes: fixesFor(flow, call, numberOption(context, "maximumCharacters")),
    };
  },
});

/** The fix that limits the text in its schema, or else where it is sent; none where it may be something else than a text. */
function fixesFor(flow: Flow, call: ModelCall, maximum: number): readonly Fix[] {
  const { place, name, taint } = flow;
  const limit = maximum.toLocaleString("en-US");
  if (taint.textSchema !== undefined && taint.textSchema.file === place.file) {
    const edit = { edit: "wrap", place: taint.textSchema, before: "", after: `.max(${maximum})` } as const;
    return [{ title: `Limit the text to ${limit} characters in its schema`, safety: "review", edits: [edit] }];
  }
  if (name === undefined || place.file !== call.place.file || call.wrapper !== undefined) return [];
  const isPiece = isPieceOfText(flow, call);
  if (!isPiece && !isTextName(name)) return [];
  const [before, after] = isPiece ? ["String(", `).slice(0, ${maximum})`] : ["", `?.slice(0, ${maximum})`];
  return [
    {
      title: `Cut \`${name}\` after ${limit} characters`,
      safety: "review",
      edits: [{ edit: "wrap", place, before, after, user: call.place }],
    },
  ];
}

/** Whether it is put into a text with other text, so that it is turned into text in any case. */
function isPieceOfText({ place }: Flow, call: ModelCall): boolean {
  return promptTexts(call).some((text) => {
    const pieces = piecesOf(text);
    return (
      text.state === "known" &&
      text.form === "template" &&
      pieces.some(
        (piece) =>
          typeof piece !== "string" &&
          piece.state === "unknown" &&
          piece.place !== undefined &&
          isSamePlace(piece.place, place),
      )
    );
  });
}

/** Parts of a request that stand in its first lines, which servers limit to a few kilobytes. */
const IS_SHORT =
  /\b(query|queries|queryStringParameters|multiValueQueryStringParameters|pathParameters|params?|rawQueryString|rawPath|querystring|headers?|cookies|url|originalUrl|nextUrl|searchParams)$/i;
