import type { Place } from "../../../lens/facts.ts";
import { alternativesOf } from "../../../lens/rules/values.ts";
import { writtenTextsOf } from "../../../lens/rules/model-ids.ts";
import type { FileFacts } from "./product-facts.ts";

/** A cloud Region that code names for a client, or in the ARN of a model. */
export interface RegionUse {
  readonly region: string;
  /** What works there, such as `BedrockRuntimeClient`. */
  readonly name: string;
  readonly place: Place;
  /** One of several that the code may take. */
  readonly isAlternative: boolean;
}

const MODEL_ARN = /^arn:aws[a-z-]*:(?:bedrock|sagemaker):([a-z]{2}(?:-[a-z]+)+-\d):/u;

export function regionUsesOf({ clients, calls }: FileFacts): readonly RegionUse[] {
  const ofClients = clients.flatMap((client) => {
    const { region } = client.options;
    if (region === undefined) return [];
    const isAlternative = alternativesOf(region).length > 1;
    return writtenTextsOf(region)
      .filter(({ value }) => value !== "")
      .map(({ value }) => ({ region: String(value), name: client.name, place: client.calleePlace, isAlternative }));
  });
  const ofModels = calls.flatMap((call) =>
    writtenTextsOf(call.options.model).flatMap(({ value }) => {
      const region = MODEL_ARN.exec(String(value))?.[1];
      return region === undefined ? [] : [{ region, name: call.callee, place: call.calleePlace, isAlternative: false }];
    }),
  );
  return [...ofClients, ...ofModels];
}
