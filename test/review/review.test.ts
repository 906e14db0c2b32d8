import assert from "node:assert/strict";
import { BUILT_IN_LENSES, GENERATIVE_AI_LENS } from "../../lens/practices/practices.ts";
import type { PracticeEvidence, PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type { StoredAnswer } from "../../server/src/review/answers.ts";
import { BUILT_IN } from "../../server/src/review/offered-lenses.ts";
import { buildReview } from "../../server/src/review/review.ts";
import type { ReviewInput } from "../../server/src/review/review.ts";
import type { PracticeProof } from "../../server/src/review/proposal.ts";

const NOTHING: PracticeEvidence = {
  rules: [],
  against: [],
  againstCount: 0,
  proofs: [],
  proofCount: 0,
  unknownCount: 0,
  signals: [],
  signalCount: 0,
  tallies: [],
};
const NO_PROOF: PracticeProof = { places: 0, unknowns: 0, signals: [] };
const DONE: StoredAnswer = { ...OPEN_ANSWER, status: "done" };
const NOT_APPLICABLE: StoredAnswer = { ...OPEN_ANSWER, status: "not applicable", reason: "No agents." };

function input(
  parts: Partial<ReviewInput> = {},
  evidence: Record<string, Partial<PracticeEvidence>> = {},
  proof: Partial<PracticeProof> = {},
): ReviewInput {
  return {
    folder: { uri: "file:///app", name: "app" },
    revision: 7,
    scan: { state: "not scanned" },
    evidence: { of: (practice) => ({ ...NOTHING, ...evidence[practice] }), proofOf: () => ({ ...NO_PROOF, ...proof }) },
    answers: new Map(),
    problems: [],
    lenses: BUILT_IN,
    milestones: [],
    ...parts,
  };
}

function answers(entries: Record<string, StoredAnswer>, lens = "generative-ai"): ReviewInput["answers"] {
  return new Map([[lens, new Map(Object.entries(entries))]]);
}

function practiceIn(snapshot: ReviewSnapshot, id: string): PracticeReview {
  const practices = snapshot.pillars.flatMap((pillar) => pillar.questions.flatMap((question) => question.practices));
  const found = practices.find((practice) => practice.id === id);
  assert.ok(found);
  return found;
}

function riskOf(snapshot: ReviewSnapshot, id: string): string | undefined {
  return snapshot.pillars.flatMap((pillar) => pillar.questions).find((question) => question.id === id)?.risk;
}

describe("buildReview", () => {
  it("lists the lens's pillars, questions and practices, open where nobody answered", () => {
    const snapshot = buildReview(input());
    assert.equal(snapshot.lens.id, "generative-ai");
    assert.equal(snapshot.revision, 7);
    assert.equal(snapshot.pillars.length, 6);
    assert.equal(snapshot.pillars.flatMap((pillar) => pillar.questions).length, 29);
    const practice = practiceIn(snapshot, "GENOPS01-BP02");
    assert.deepEqual(practice.answer, OPEN_ANSWER);
    assert.equal(practice.risk, "high");
    assert.deepEqual(practice.roles, ["consumer"]);
    assert.deepEqual(snapshot.problems, []);
    assert.deepEqual(snapshot.lens.counts.questions, {
      high: 0,
      medium: 0,
      none: 0,
      unanswered: 29,
      "not applicable": 0,
    });
  });

  it("offers every lens with its own numbers, and shows the one that is asked for", () => {
    const snapshot = buildReview(input({ answers: answers({ "AGENTOPS01-BP01": DONE }, "agentic-ai") }), {
      lens: "agentic-ai",
    });
    assert.deepEqual(
      snapshot.lenses.map(({ id, counts }) => [id, counts.practices.done, counts.practices.open]),
      [
        ["generative-ai", 0, 51],
        ["agentic-ai", 1, 149],
        ["responsible-ai", 0, 99],
      ],
    );
    assert.equal(practiceIn(snapshot, "AGENTOPS01-BP01").answer.status, "done");
    assert.equal(buildReview(input(), { lens: "gone" }).lens.id, "generative-ai");
  });

  it("works out a question's risk by the lens's rules", () => {
    const snapshot = (entries: Record<string, StoredAnswer>): ReviewSnapshot =>
      buildReview(input({ answers: answers(entries) }));
    const notDone: StoredAnswer = { ...OPEN_ANSWER, status: "not done" };
    assert.equal(riskOf(snapshot({ "GENOPS01-BP01": DONE }), "GENOPS01"), "high");
    assert.equal(riskOf(snapshot({ "GENOPS01-BP01": DONE, "GENOPS01-BP02": NOT_APPLICABLE }), "GENOPS01"), "none");
    assert.equal(riskOf(snapshot({ "GENREL03-BP01": notDone }), "GENREL03"), "medium", "as AWS's file has it");
    assert.equal(riskOf(snapshot({ "GENOPS05-BP01": NOT_APPLICABLE }), "GENOPS05"), "not applicable");
    assert.equal(riskOf(snapshot({ "GENOPS05-BP01": { ...OPEN_ANSWER, note: "Ask Ada." } }), "GENOPS05"), "unanswered");
  });

  it("has a risk for every set of answers to every question of the built-in lenses", () => {
    for (const lens of BUILT_IN_LENSES) {
      for (const question of lens.pillars.flatMap((pillar) => pillar.questions)) {
        const all = Object.fromEntries(question.practices.map(({ id }) => [id, DONE]));
        const offered = [{ lens, isImported: false }];
        const risk = (entries: Record<string, StoredAnswer>): string | undefined =>
          riskOf(buildReview(input({ lenses: offered, answers: answers(entries, lens.id) })), question.id);
        assert.equal(risk(all), "none", question.id);
        for (const { id } of question.practices) {
          const expected = risk({ ...all, [id]: { ...OPEN_ANSWER, status: "not done" } });
          assert.ok(expected === "high" || expected === "medium", question.id);
        }
      }
    }
  });

  it("joins evidence and answers by practice, and keeps what only the file needs to itself", () => {
    const given = input(
      { answers: answers({ "GENREL01-BP01": { ...DONE, note: "Since May.", findings: 0 } }) },
      { "GENREL01-BP01": { againstCount: 1 } },
    );
    const practice = practiceIn(buildReview(given), "GENREL01-BP01");
    assert.deepEqual(practice.answer, { ...DONE, note: "Since May." });
    assert.equal(practice.evidence.againstCount, 1);
  });

  it("shows where the code contradicts an answer, and how much of that is new", () => {
    const evidence = { "GENREL01-BP01": { againstCount: 3 }, "GENSEC01-BP01": { againstCount: 1 } };
    const entries = {
      "GENREL01-BP01": { ...DONE, findings: 1 },
      "GENSEC01-BP01": DONE,
      "GENSEC01-BP02": DONE,
    };
    const snapshot = buildReview(input({ answers: answers(entries) }, evidence));
    assert.equal(
      practiceIn(snapshot, "GENREL01-BP01").contradiction,
      "Answered done, but 3 findings stand against it, 2 of them newer than the answer.",
    );
    assert.equal(
      practiceIn(snapshot, "GENSEC01-BP01").contradiction,
      "Answered done, but 1 finding stands against it.",
    );
    assert.equal(practiceIn(snapshot, "GENSEC01-BP02").contradiction, null);
    assert.equal(snapshot.lens.counts.contradicted, 2);
  });

  it("can be sent as JSON and back", () => {
    const snapshot = buildReview(input());
    assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  });

  it("names answers that have no place, after the problems it was given", () => {
    const given = new Map([
      ...answers({ "GENOLD01-BP01": DONE, "AGENTOPS01-BP01": DONE, "GENSEC01-BP01": DONE }),
      ...answers({ "OWN-1": DONE }, "our-lens"),
    ]);
    const { problems } = buildReview(input({ answers: given, problems: ["first"] }));
    assert.equal(problems.length, 4);
    assert.equal(problems[0], "first");
    assert.match(problems[1]!, /AGENTOPS01-BP01.*move it to "agentic-ai"/);
    assert.match(problems[2]!, /GENOLD01-BP01.*The answer is kept/);
    assert.match(problems[3]!, /"our-lens".*import the lens again/);
  });
});

describe("what the code proposes", () => {
  const proposalFor = (
    id: string,
    evidence: Partial<PracticeEvidence>,
    proof?: Partial<PracticeProof>,
  ): PracticeReview["proposal"] => practiceIn(buildReview(input({}, { [id]: evidence }, proof)), id).proposal;
  const practices = GENERATIVE_AI_LENS.pillars.flatMap(({ questions }) => questions.flatMap((each) => each.practices));
  const [shown, partly] = (["yes", "partly"] as const).map(
    (wanted) => practices.find(({ codeObservable }) => codeObservable === wanted)?.id ?? "",
  );
  const signal = { id: "s", ruleId: "k", label: "Evaluation suite", location: "evals/a.yaml", fix: null };

  it("is not done where anything stands against it", () => {
    assert.deepEqual(proposalFor(shown!, { againstCount: 2, proofCount: 90 }, { places: 40 }), {
      status: "not done",
      because: "2 findings stand against it; 40 places are as it asks.",
    });
    assert.equal(
      proposalFor(shown!, { againstCount: 2, proofCount: 90 })?.because,
      "2 findings stand against it.",
      "passes that prove nothing are no places that follow it",
    );
    assert.equal(
      proposalFor(shown!, { againstCount: 1, signals: [signal], signalCount: 2 })?.because,
      "1 finding stands against it. For it: Evaluation suite (evals/a.yaml) and 1 more sign.",
    );
  });

  it("is done where rules that prove it pass, and none of them could not tell", () => {
    const proof = { places: 3 };
    assert.deepEqual(proposalFor(shown!, { proofCount: 5 }, proof), {
      status: "done",
      because: "All 3 places that were looked at follow it.",
    });
    assert.match(proposalFor(partly!, { proofCount: 5 }, proof)!.because, /Code shows only a part of it\.$/);
    assert.equal(proposalFor(shown!, { proofCount: 5 }, { ...proof, unknowns: 1 }), null);
    assert.equal(proposalFor(shown!, { proofCount: 5 }), null, "passes that prove nothing propose nothing");
  });

  it("names the sign of it in the workspace", () => {
    assert.equal(
      proposalFor(shown!, { signals: [signal], signalCount: 3 }, { signals: [signal, signal] })?.because,
      "Evaluation suite (evals/a.yaml) and 1 more sign; no finding stands against it.",
    );
    const against = { signals: [signal], signalCount: 1, againstCount: 1 };
    assert.equal(proposalFor(shown!, against, { signals: [signal] })?.status, "not done");
    assert.equal(proposalFor(shown!, { signals: [signal], signalCount: 1 }), null, "a sign that is not enough");
  });
});
