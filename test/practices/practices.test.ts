import assert from "node:assert/strict";
import { practicePage } from "../../lens/practices/practice-page.ts";
import {
  AGENTIC_AI_LENS,
  BUILT_IN_LENSES,
  findPractice,
  findPracticePosition,
  GENERATIVE_AI_LENS,
  PILLARS,
  pillarTitle,
  positionsIn,
  practiceTitle,
  practiceUrl,
  PRACTICES,
  RESPONSIBLE_AI_LENS,
} from "../../lens/practices/practices.ts";
import { UNCOVERED_PRACTICES } from "../../lens/practices/uncovered.ts";
import { rulesAgainst } from "../../lens/rules/index.ts";

describe("the Generative AI Lens as data", () => {
  it("has six pillars in the order of the lens, 29 questions and 51 practices", () => {
    assert.deepEqual(
      PILLARS.map((pillar) => pillar.id),
      [
        "operational-excellence",
        "security",
        "reliability",
        "performance-efficiency",
        "cost-optimization",
        "sustainability",
      ],
    );
    assert.equal(PILLARS.flatMap((pillar) => pillar.questions).length, 29);
    assert.equal(PRACTICES.length, 51);
    assert.equal(new Set(PRACTICES.map((practice) => practice.id)).size, 51);
  });

  it("counts as many practices per risk as the lens does", () => {
    const risks = PRACTICES.map((practice) => practice.risk);
    assert.equal(risks.filter((risk) => risk === "high").length, 22);
    assert.equal(risks.filter((risk) => risk === "medium").length, 26);
    assert.equal(risks.filter((risk) => risk === "low").length, 3);
  });

  it("gives every practice what a reader and an export need", () => {
    const phases = new Set([
      "Scoping",
      "Model selection",
      "Model customization",
      "Development and integration",
      "Deployment",
      "Continuous improvement",
    ]);
    for (const { pillar, question, practice } of PRACTICES.map((each) => findPracticePosition(each.id)!)) {
      assert.match(practice.id, new RegExp(`^${question.id}-BP\\d\\d$`));
      assert.ok(practice.url.endsWith(`/${practice.id.toLowerCase()}.html`), practice.url);
      assert.equal(practice.customLensChoiceId, practice.id.replace("-", "_"));
      assert.equal(question.customLensQuestionId, question.id);
      assert.ok(practice.summary.length > 20 && practice.title.length > 5);
      assert.ok(["yes", "partly", "no"].includes(practice.codeObservable));
      assert.ok(practice.lifecyclePhases.every((phase) => phases.has(phase)));
      assert.ok(pillar.questions.includes(question));
    }
  });

  it("finds by id and says nothing of ids that no lens has", () => {
    assert.equal(findPractice("GENSEC01-BP01")?.risk, "high");
    assert.equal(findPractice("AGENTSEC99-BP01"), undefined);
    assert.equal(findPractice("constructor"), undefined);
    assert.equal(practiceTitle("GENSEC99-BP01"), undefined);
    assert.equal(practiceUrl(""), undefined);
  });

  it("has all of the Agentic AI Lens and of the Responsible AI Lens too", () => {
    const sizes = [AGENTIC_AI_LENS, RESPONSIBLE_AI_LENS].map(({ pillars }) => {
      const questions = pillars.flatMap((pillar) => pillar.questions);
      return [pillars.length, questions.length, questions.flatMap(({ practices }) => practices).length];
    });
    assert.deepEqual(sizes, [
      [6, 41, 150],
      [8, 28, 99],
    ]);
    const risks = positionsIn(AGENTIC_AI_LENS).map(({ practice }) => practice.risk);
    assert.deepEqual(
      ["high", "medium", "low"].map((risk) => risks.filter((each) => each === risk).length),
      [90, 59, 1],
    );
    assert.equal(findPracticePosition("RAIUC01-BP01")?.lens, RESPONSIBLE_AI_LENS);
    assert.equal(findPracticePosition("AGENTSEC04-BP01")?.lens, AGENTIC_AI_LENS);
  });

  it("gives every question of every lens risk rules that obey the format and name its choices", () => {
    const ids = new Set<string>();
    for (const lens of BUILT_IN_LENSES) {
      for (const { question, practice } of positionsIn(lens)) {
        assert.ok(!ids.has(practice.id), practice.id);
        ids.add(practice.id);
        assert.ok(practice.roles.length > 0 && practice.url.startsWith("https://docs.aws.amazon.com/"), practice.id);
        assert.match(practice.customLensChoiceId, /^[A-Za-z0-9_]{3,64}$/);
        assert.equal(question.riskRules.at(-1)?.condition, "default");
        assert.equal(new Set(question.riskRules.map(({ risk }) => risk)).size, 3, question.id);
        const [first] = question.riskRules;
        assert.deepEqual(first, {
          condition: question.practices.map(({ customLensChoiceId }) => customLensChoiceId).join(" && "),
          risk: "none",
        });
      }
    }
  });

  it("gives a question of the Responsible AI Lens the risk that AWS's file gives it", () => {
    const risksOf = (id: string): readonly string[] =>
      RESPONSIBLE_AI_LENS.pillars
        .flatMap((pillar) => pillar.questions)
        .filter((question) => question.id === id)
        .flatMap((question) => question.riskRules.map(({ risk }) => risk));
    assert.deepEqual(risksOf("RAIBR04"), ["none", "medium", "high"]);
    assert.deepEqual(risksOf("RAIER01"), ["none", "medium", "high"]);
    assert.deepEqual(risksOf("RAIUC01"), ["none", "high", "medium"]);
  });

  it("knows title and address of the Agentic AI Lens's practices too", () => {
    assert.equal(
      practiceTitle("AGENTOPS01-BP01"),
      "Establish well-defined agent roles, responsibilities, and success criteria",
    );
    assert.match(practiceUrl("AGENTCOST02-BP01") ?? "", /\/agentic-ai-lens\/agentcost02-bp01\.html$/);
    assert.equal(practiceTitle("GENOPS01-BP02"), "Collect and monitor user feedback");
  });

  it("names pillars for people", () => {
    assert.equal(pillarTitle("cost-optimization"), "Cost Optimization");
  });
});

describe("the rules' coverage of the Generative AI Lens", () => {
  it("has for every practice a rule that speaks against it, or why code cannot show it", () => {
    for (const { id } of PRACTICES) {
      const isCovered = rulesAgainst(id).length > 0;
      assert.notEqual(isCovered, UNCOVERED_PRACTICES.has(id), `${id} ${isCovered ? "is covered" : "is not covered"}`);
    }
    const known = new Set(PRACTICES.map(({ id }) => id));
    for (const [id, reason] of UNCOVERED_PRACTICES) {
      assert.ok(known.has(id), id);
      assert.match(reason, /^[A-Z][^.]{30,130}\.$/, id);
    }
  });
});

describe("a practice's page", () => {
  it("tells risk, question, signs, rules and link, and whose words they are", () => {
    const practice = findPractice("GENOPS01-BP02")!;
    const page = practicePage(practice, [{ id: "some-rule", title: "Something is missing" }]);
    assert.ok(page.startsWith("# GENOPS01-BP02: Collect and monitor user feedback\n"));
    for (const part of [
      practice.summary,
      "**Risk when left undone:** high",
      "**Pillar:** Operational Excellence",
      "Question GENOPS01",
      practice.codeSignals[0]!,
      "`some-rule`: Something is missing",
      `[Read the practice in the ${GENERATIVE_AI_LENS.title}](${practice.url})`,
      "independent of AWS",
    ]) {
      assert.ok(page.includes(part), part);
    }
  });

  it("names no rules where there are none, and says why where code cannot show it", () => {
    const page = practicePage(findPractice("GENOPS01-BP02")!);
    assert.ok(!page.includes("Rules that look at it"));
    assert.ok(page.includes(`no rule looks at it. ${UNCOVERED_PRACTICES.get("GENOPS01-BP02")}`));
    assert.ok(!practicePage(findPractice("GENSEC01-BP01")!).includes("no rule looks at it"));
  });
});
