import assert from "node:assert/strict";
import fc from "fast-check";
import type { RiskCounts } from "../../../server/src/protocol.ts";
import { momentsOf, ring, trend } from "../../../server/src/reports/review/charts.ts";

const counts = (done: number, notDone: number, open: number, high = 0): RiskCounts => ({
  questions: { high, medium: 0, none: 0, unanswered: 0, "not applicable": 0 },
  practices: { done, "not done": notDone, open, "not applicable": 0 },
  contradicted: 0,
});

describe("the ring of a pillar", () => {
  it("says in words what it shows", () => {
    assert.match(ring("A & B", counts(2, 1, 3)), /aria-label="A &amp; B: 2 of 6 done, 1 not done, 3 open"/);
    assert.match(ring("None", counts(0, 0, 0)), />–<\/text>/);
  });

  it("has arcs that fill the circle", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(40), (done, notDone, open) => {
        fc.pre(done + notDone + open > 0);
        const lengths = [...ring("A", counts(done, notDone, open)).matchAll(/stroke-dasharray="([\d.]+) /g)];
        const whole = lengths.reduce((sum, [, length]) => sum + Number(length), 0);
        assert.ok(Math.abs(whole - 2 * Math.PI * 40) < 0.1);
        assert.equal(lengths.length, [done, notDone, open].filter((part) => part > 0).length);
      }),
    );
  });
});

describe("the line over milestones", () => {
  const milestone = (name: string, date: string, done: number) => ({
    id: name,
    name,
    date,
    commit: null,
    counts: counts(done, 0, 10 - done, 3),
    byPillar: {},
  });

  it("needs two moments", () => {
    assert.equal(trend(momentsOf([], { name: "Now", date: "2026-11-22", counts: counts(1, 0, 1) })), "");
  });

  it("goes up with what is done", () => {
    const now = { name: "Now", date: "2026-11-22", counts: counts(5, 0, 5) };
    const chart = trend(momentsOf([milestone("<May>", "2026-05-01", 2)], now));
    const [first, last] = [...chart.matchAll(/cy="([\d.]+)"/g)].map(([, height]) => Number(height));
    assert.ok(last! < first!);
    assert.match(chart, /&lt;May&gt;, 2026-05-01: 20 % done, 3 high risk/);
    assert.match(chart, /aria-label="Practices done: 20 % on 2026-05-01, 50 % on 2026-11-22"/);
  });
});
