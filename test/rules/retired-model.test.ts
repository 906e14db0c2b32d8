import assert from "node:assert/strict";
import type { ModelCall, Place } from "../../lens/facts.ts";
import { retiredOrDeprecatedModel as rule } from "../../lens/rules/retired-or-deprecated-model.ts";
import { call, client, constant, context, failure, place } from "./facts.ts";

const ELSEWHERE: Place = { file: "/app/models.ts", start: 20, end: 40 };

/** A call at an offset that asks the model named at a place. */
function asking(start: number, named: Place, value = "claude-3-5-sonnet-20241022"): ModelCall {
  const model = { state: "known", form: "constant", value, place: named } as const;
  return call({ place: place(start), calleePlace: place(start), provider: "anthropic", options: { model } });
}

function outcomes(...calls: ModelCall[]): readonly string[] {
  return calls.map((each) => rule.judge(each, context(calls)).outcome);
}

describe("retired-or-deprecated-model", () => {
  it("points to the id where that stands in the file, and to the call where it stands elsewhere", () => {
    assert.deepEqual(failure(rule.judge(asking(10, place(100)), context())).place, place(100));
    const verdict = failure(rule.judge(asking(10, ELSEWHERE), context()));
    assert.deepEqual(verdict.place, place(10));
    assert.deepEqual(verdict.related?.[0]?.place, ELSEWHERE);
  });

  it("is told once in a file of one id that stands in another", () => {
    assert.deepEqual(outcomes(asking(10, ELSEWHERE), asking(60, ELSEWHERE)), ["fail", "not applicable"]);
    const other = { ...ELSEWHERE, start: 60, end: 80 };
    assert.deepEqual(outcomes(asking(10, ELSEWHERE), asking(60, other)), ["fail", "fail"]);
    assert.deepEqual(outcomes(asking(10, place(100)), asking(60, place(120))), ["fail", "fail"]);
  });

  it("is told of a shared model object where that is made, and not of its calls in other files", () => {
    const model = constant("claude-3-5-sonnet-20241022", ELSEWHERE);
    const home = { place: { ...ELSEWHERE, end: 90 }, calleePlace: { ...ELSEWHERE, end: 90 } };
    const shared = client({ ...home, provider: "anthropic", isExported: true, options: { model } });
    assert.deepEqual(failure(rule.judge(shared, context())).place, ELSEWHERE);
    assert.equal(rule.judge({ ...asking(10, ELSEWHERE), client: shared }, context()).outcome, "not applicable");
    const own = { ...shared, isExported: false };
    assert.equal(rule.judge(own, context()).outcome, "not applicable");
    assert.equal(rule.judge({ ...asking(10, ELSEWHERE), client: own }, context()).outcome, "fail");
    const other = { ...shared, options: { model: constant("claude-3-5-sonnet-20241022", place(3)) } };
    assert.equal(rule.judge({ ...asking(10, ELSEWHERE), client: other }, context()).outcome, "fail");
    assert.equal(rule.judge({ ...shared, options: {} }, context()).outcome, "not applicable");
  });
});
