import type { ModelCall, PlainRepetition } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { canTakeMore } from "./embedding-batches.ts";
import { defineRule } from "./rule.ts";

export const embeddingCallInLoop = defineRule({
  meta: {
    id: "embedding-call-in-loop",
    title: "One embedding request for each text",
    pillar: "cost-optimization",
    practices: ["GENCOST02-BP01", "GENPERF04-BP01", "GENSUS02-BP01"],
    related: ["GENPERF04-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (call.kind !== "embedding") {
      return { outcome: "not applicable" };
    }
    const { perItem } = call.handling;
    if (perItem === undefined) {
      return { outcome: "not applicable" };
    }
    if (perItem.isOverBatches) {
      return { outcome: "pass", place: call.place };
    }
    if (perItem.isShortList || !perItem.sendsItem) {
      return { outcome: "not applicable" };
    }
    switch (canTakeMore(call)) {
      case undefined:
        return { outcome: "unknown", reason: "whether the model takes several texts cannot be told" };
      case false:
        return { outcome: "not applicable" };
      case true:
        return {
          outcome: "fail",
          place: call.calleePlace,
          severity: call.context.isExample ? "info" : "warning",
          message: `\`${call.callee}\` embeds one text per request; the loop's other texts could go with it`,
          related: [{ place: perItem.place, message: "Runs once for each text" }],
          fixes: fixesFor(call, perItem.plain),
        };
    }
  },
});

/** Texts for one request: far below what OpenAI takes, and enough that a round trip hardly counts. */
const AT_ONCE = 100;

function fixesFor(call: ModelCall, plain: PlainRepetition | undefined): readonly Fix[] {
  if (plain === undefined || call.wrapper !== undefined) return [];
  if (call.sdk === "ai" && call.callee === "embed") return embedMany(plain);
  const isOpenAi = call.sdk === "openai" && call.callee.endsWith(".embeddings.create");
  return isOpenAi ? embedParts(plain) : [];
}

/** The AI SDK makes requests of many texts itself. */
function embedMany({
  form,
  outer,
  isAwaited,
  call,
  callee,
  list,
  isReadonly,
  input,
  kept,
  push,
}: PlainRepetition): readonly Fix[] {
  if (kept !== "embedding" || input.name !== "value") return [];
  const values = input.each === undefined ? (isReadonly ? `[...${list}]` : list) : `${list}.map(${input.each})`;
  const [before, after] =
    form === "loop"
      ? [`${push?.target ?? ""}.push(...(await `, ").embeddings)"]
      : isAwaited
        ? ["(await ", ").embeddings"]
        : ["", ".then(({ embeddings }) => embeddings)"];
  return [
    {
      title: "Embed all texts with `embedMany`",
      safety: "review",
      edits: [
        { edit: "add import", file: outer.file, module: "ai", names: ["embedMany"], replaces: "embed" },
        { edit: "replace", place: callee, code: "embedMany" },
        { edit: "rename option", place: input.place, name: "values", code: values },
        { edit: "replace around", outer, inner: call, before, after },
      ],
    },
  ];
}

/** OpenAI takes a list of texts, and gives a list of vectors in the same order. */
function embedParts({
  form,
  outer,
  call,
  list,
  input,
  kept,
  variable,
  push,
  counter,
}: PlainRepetition): readonly Fix[] {
  if (form !== "loop" || push === undefined || kept !== "data[0].embedding" || input.name !== "input") return [];
  const part = `${list}.slice(${counter}, ${counter} + ${AT_ONCE})`;
  const code = input.each === undefined ? part : `${part}.map(${input.each})`;
  const before = `${push.target}.push(...`;
  const after = ".map((each) => each.embedding))";
  const answers = variable?.isTakenApart === true ? variable.name : `${variable?.name ?? ""}.data`;
  return [
    {
      title: `Embed ${AT_ONCE} texts with each request`,
      safety: "review",
      edits: [
        { edit: "loop in parts", loop: outer, list, counter, size: AT_ONCE },
        { edit: "replace", place: input.place, code },
        variable === undefined
          ? {
              edit: "replace around",
              outer: push.place,
              inner: call,
              before: `${before}(await `,
              after: `).data${after}`,
            }
          : { edit: "replace", place: push.place, code: `${before}${answers}${after}` },
      ],
    },
  ];
}
