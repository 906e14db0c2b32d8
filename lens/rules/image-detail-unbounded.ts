import type { ModelCall, ObjectValue, Place, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { writesText } from "./kinds.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, constantOf, mentions, propertyOf } from "./values.ts";

/** Providers whose API has an option that says how closely an image is looked at. */
const WITH_DETAIL: ReadonlySet<string | undefined> = new Set(["openai", "azure", "azure-openai"]);

export const imageDetailUnbounded = defineRule({
  meta: {
    id: "image-detail-unbounded",
    title: "Image that is sent in whatever size it has",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (!writesText(call.kind) || call.context.isExample) return { outcome: "not applicable" };
    const images = imagesOf(call);
    const [first] = images;
    if (first === undefined) return { outcome: "not applicable" };
    for (const image of images) {
      const finding = withoutDetail(image, call) ?? asItIs(image, call);
      if (finding === undefined) continue;
      return { outcome: "fail", ...finding };
    }
    return images.some(({ part }) => detailOf(part)?.state === "known")
      ? { outcome: "pass", place: call.place }
      : { outcome: "unknown", reason: "how large the image is cannot be told" };
  },
});

interface Finding {
  readonly place: Place;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

interface Image {
  /** The part of a message. */
  readonly part: ObjectValue;
}

/** An image whose detail could be said, and is not. */
function withoutDetail({ part }: Image, call: ModelCall): Finding | undefined {
  if (!WITH_DETAIL.has(call.provider) || part.place.file !== call.place.file) return undefined;
  const type = constantOf(part.properties.get("type"))?.value;
  const picture = part.properties.get("image_url");
  const holder =
    type === "input_image" ? part : picture?.state === "known" && picture.form === "object" ? picture : undefined;
  if (holder === undefined || !holder.isComplete || holder.properties.has("detail")) return undefined;
  const url = type === "input_image" ? picture : holder.properties.get("url");
  if (url === undefined || mentions(url, "thumb")) return undefined;
  return {
    place: holder.place,
    message: `This image of \`${call.callee}\` has no \`detail\`; a large one can cost more than ten times the tokens of \`low\``,
    fixes: ["low", "high"].map((detail) => ({
      title: `Set \`detail: "${detail}"\``,
      safety: "review",
      edits: [
        {
          edit: "set option",
          insertion: { kind: "property", object: holder.place, path: ["detail"] },
          code: JSON.stringify(detail),
        },
      ],
    })),
  };
}

/** The bytes of a file that nothing made smaller. */
function asItIs({ part }: Image, call: ModelCall): Finding | undefined {
  if (detailOf(part)?.state === "known") return undefined;
  const bytes = fileBytesIn(part);
  if (bytes === undefined) return undefined;
  return {
    place: bytes.file === call.place.file ? bytes : call.calleePlace,
    message: `\`${call.callee}\` is sent the file as it is; tokens grow with an image's size, and nothing here makes it smaller`,
  };
}

function detailOf(part: ObjectValue): Value | undefined {
  return part.properties.get("detail") ?? propertyOf(part.properties.get("image_url"), "detail");
}

/** Parts of a call's messages that are images. */
function imagesOf(call: ModelCall): readonly Image[] {
  const { messages } = call.options;
  return messages === undefined
    ? []
    : objectsIn(messages, 4)
        .filter(isImage)
        .map((part) => ({ part }));
}

/** Objects in a value, the outer before the inner, down to a depth. */
function objectsIn(value: Value, depth: number): readonly ObjectValue[] {
  return alternativesOf(value).flatMap((each) => {
    if (each.state !== "known" || depth < 0) return [];
    if (each.form === "array") return each.elements.flatMap((element) => objectsIn(element, depth));
    if (each.form !== "object") return [];
    return [each, ...["content", "parts"].flatMap((name) => objectsIn(each.properties.get(name) ?? ABSENT, depth - 1))];
  });
}

const ABSENT: Value = { state: "absent", insertion: undefined };

function isImage(part: ObjectValue): boolean {
  const type = constantOf(part.properties.get("type"))?.value;
  if (type === "image" || type === "image_url" || type === "input_image") return true;
  const image = part.properties.get("image");
  if (image?.state === "known" && image.form === "object") return true;
  const inline = part.properties.get("inlineData") ?? part.properties.get("inline_data");
  return mentions(propertyOf(inline, "mimeType") ?? propertyOf(inline, "mime_type"), "image/");
}

function fileBytesIn(value: Value, depth = 5): Place | undefined {
  for (const each of alternativesOf(value)) {
    if (each.state === "unknown" && each.fileBytes !== undefined) return each.fileBytes;
    if (each.state !== "known" || depth === 0) continue;
    const inner =
      each.form === "object"
        ? [...each.properties.values()]
        : each.form === "template"
          ? each.parts.filter((part) => typeof part !== "string")
          : [];
    for (const part of inner) {
      const found = fileBytesIn(part, depth - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
