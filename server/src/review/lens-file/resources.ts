import { type JsonNode, elementsOf } from "../../workspace/json-document.ts";
import { suggestion } from "../../workspace/nearest-name.ts";
import { ADDITIONAL_RESOURCE_TYPES, LENS_FILE_LIMITS, SHAPES } from "./format.ts";
import type { Problems } from "./problems.ts";
import { fieldsOf, quoted } from "./shape.ts";

/** Checks a text with its page: a helpful resource, an improvement plan, or an entry of further ones. */
export function checkResource(node: JsonNode, owner: string, problems: Problems): void {
  const fields = fieldsOf(node, SHAPES.resource, owner, problems);
  if (fields?.url !== undefined) checkUrl(fields.url, owner, problems);
}

/** Checks the list of further resources of a choice. */
export function checkAdditionalResources(node: JsonNode, owner: string, problems: Problems): void {
  const seen = new Set<string>();
  for (const entry of elementsOf(node)) {
    const what = `An entry of "additionalResources" of ${owner}`;
    const fields = fieldsOf(entry, SHAPES.additionalResources, what, problems);
    const type = fields?.type?.value as string | undefined;
    if (fields?.type !== undefined && type !== undefined) {
      if (!ADDITIONAL_RESOURCE_TYPES.some((known) => known === type)) {
        problems.error(
          fields.type,
          `${what} has the type ${quoted(type)}: write one of ${ADDITIONAL_RESOURCE_TYPES.join(", ")}.${suggestion(type, ADDITIONAL_RESOURCE_TYPES)}`,
        );
      } else if (seen.has(type)) {
        problems.error(fields.type, `${what} has the type ${type} a second time: put its content into the first one`);
      }
      seen.add(type);
    }
    const content = elementsOf(fields?.content);
    const most = LENS_FILE_LIMITS.additionalResourcesPerType;
    if (fields?.content !== undefined && content.length > most) {
      problems.error(
        fields.content,
        `${what} has ${content.length} resources: AWS takes ${most} of each type at most, so leave out ${content.length - most}`,
      );
    }
    for (const resource of content)
      checkResource(resource, `A resource in "additionalResources" of ${owner}`, problems);
  }
}

function checkUrl(node: JsonNode, owner: string, problems: Problems): void {
  const url = String(node.value);
  if (url.trim() === "") {
    problems.warning(node, `${owner} has an empty url: leave the field out`);
  } else if (!/^https?:\/\//.test(url)) {
    problems.error(node, `${owner} has the url ${quoted(url)}: it must start with http:// or https://`);
  } else if (/\s/.test(url)) {
    problems.warning(node, `${owner} has the url ${quoted(url)} with white space in it: take it out`);
  } else if (!URL.canParse(url)) {
    problems.warning(node, `${owner} has the url ${quoted(url)}, which leads nowhere: correct it`);
  }
}
