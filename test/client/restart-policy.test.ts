import assert from "node:assert/strict";
import { RestartPolicy } from "../../client/src/restart-policy.ts";

const MINUTE = 60_000;

describe("the restart policy", () => {
  it("gives up on the fifth stop within three minutes", () => {
    const policy = new RestartPolicy();
    const decisions = [0, 1, 2, 3, 4].map((second) => policy.noteStop(second * 1_000));
    assert.deepEqual(decisions, ["restart", "restart", "restart", "restart", "give up"]);
    assert.equal(policy.recentStops, 5);
  });

  it("forgets stops that are older than three minutes", () => {
    const policy = new RestartPolicy();
    for (const minute of [0, 1, 2, 3, 4, 5, 6]) {
      assert.equal(policy.noteStop(minute * MINUTE), "restart");
    }
    assert.equal(policy.recentStops, 3);
  });

  it("starts anew after a reset", () => {
    const policy = new RestartPolicy();
    for (let stop = 0; stop < 5; stop++) {
      policy.noteStop(stop);
    }
    policy.reset();
    assert.equal(policy.noteStop(10), "restart");
    assert.equal(policy.recentStops, 1);
  });
});
