import type { ConstantValue, ModelCall, Value } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { alternativesOf } from "./values.ts";

/** A model id that is written in the code. */
export interface WrittenId {
  readonly id: string;
  readonly constant: ConstantValue;
}

/** The model ids that a call may use, as far as they are written in the code. */
export function writtenIdsOf(call: ModelCall): readonly WrittenId[] {
  return writtenTextsOf(effectiveOptions(call).model).map((constant) => ({ id: String(constant.value), constant }));
}

/** The only model id that a call uses; `undefined` where it depends on something, or is not known. */
export function onlyIdOf(call: ModelCall): WrittenId | undefined {
  const { model } = effectiveOptions(call);
  const ids = writtenIdsOf(call);
  return model !== undefined && alternativesOf(model).length === 1 ? ids[0] : undefined;
}

/** The texts among what a value may be. */
export function writtenTextsOf(value: Value | undefined): readonly ConstantValue[] {
  return (value === undefined ? [] : alternativesOf(value)).flatMap((each) =>
    each.state === "known" && each.form === "constant" && typeof each.value === "string" ? [each] : [],
  );
}
