import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { CONFIG_FILE, useAws } from "../review/well-architected/aws-environment.ts";
import { KEY, PDF, PROFILE_KEY, ToolServer, WORKLOAD, WORKLOAD_ARN } from "../review/well-architected/tool-server.ts";
import { Scratch } from "./scratch.ts";

const LONG = "x".repeat(300);

function reviewFile(answers: Record<string, Record<string, unknown>>, lens = "generative-ai"): string {
  return JSON.stringify({ version: 2, answers: { [lens]: answers } });
}

describe("the sync with the AWS Well-Architected Tool", () => {
  let scratch: Scratch;
  let server: ToolServer;
  let putBack: () => void;

  beforeEach(async () => {
    scratch = new Scratch({ "aws.ini": CONFIG_FILE });
    server = new ToolServer();
    putBack = useAws(await server.start(), path.join(scratch.directory, "aws.ini"));
  });
  afterEach(async () => {
    putBack();
    await server.stop();
    scratch.remove();
  });

  const run = (args: readonly string[], replies?: readonly string[]) =>
    scratch.run(["review", ...args], replies === undefined ? {} : { replies });
  const push = (args: readonly string[] = [], replies?: readonly string[]) =>
    run(["push", "--workload", WORKLOAD_ARN, ...args], replies);
  const pull = (args: readonly string[] = [], replies?: readonly string[]) =>
    run(["pull", "--workload", WORKLOAD_ARN, ...args], replies);
  const answers = (of: Record<string, Record<string, unknown>>) =>
    scratch.write(".genai-lens/review.json", reviewFile(of));
  const stored = (): Record<string, Record<string, unknown>> =>
    (JSON.parse(scratch.read(".genai-lens/review.json")) as { answers: Record<string, never> }).answers[
      "generative-ai"
    ] ?? {};

  /** The command did nothing but say why, on one line. */
  async function assertFails(outcome: ReturnType<typeof run>, message: RegExp): Promise<void> {
    const { code, errors } = await outcome;
    assert.match(errors, /^genai-lens: [^\n]+\n$/);
    assert.match(errors, message);
    assert.equal(code, 2);
  }

  describe("push", () => {
    beforeEach(() => {
      server.associate();
      answers({
        "GENSEC01-BP01": { status: "done", note: "IAM roles" },
        "GENSEC01-BP02": { status: "not done", note: LONG, owner: "Ann" },
        "GENSEC02-BP01": { status: "not applicable", reason: "Out of scope: no answers to people" },
      });
    });

    it("shows the difference, asks, and sends it", async () => {
      const { code, output, errors } = await push([], ["y"]);
      assert.equal(errors.includes("genai-lens:"), false, errors);
      assert.equal(code, 0);
      assert.match(output, / {2}GENSEC01-BP01 {2}[^\n]+\n- {3}not answered\n\+ {3}selected: IAM roles\n/);
      assert.match(output, / {2}notes of the question\n\+ {3}\[GenAI Lens\]\n\+ {3}GENSEC01-BP02: owner Ann, x{300}\n/);
      assert.match(output, /Send 4 changes to the tool\? \[y\]es, \[n\]o, \[e\]ach: Sent 4 changes in 2 questions\n/);
      const first = server.answer("gensec1");
      assert.deepEqual(first.SelectedChoices, ["gensec1_1"]);
      assert.deepEqual(
        first.ChoiceAnswers.map(({ ChoiceId, Status, Notes }) => [ChoiceId, Status, Notes]),
        [
          ["gensec1_1", "SELECTED", "IAM roles"],
          ["gensec1_2", "UNSELECTED", `${"x".repeat(249)}…`],
        ],
      );
      assert.match(first.Notes, /GENSEC01-BP02: owner Ann, x{300}/);
      const second = server.answer("gensec2");
      assert.deepEqual(
        [second.IsApplicable, second.Reason, second.ChoiceAnswers[0]?.Notes],
        [false, "OUT_OF_SCOPE", "no answers to people"],
      );
    });

    it("sends nothing when the difference is declined, or only shown", async () => {
      for (const [args, replies] of [
        [[], ["n"]],
        [[], [""]],
        [["--dry-run"], undefined],
      ] as const) {
        const { code, output } = await push(args, replies);
        assert.equal(code, 1);
        assert.match(output, /Nothing was sent\n$/);
      }
      assert.ok(server.seen.length > 0);
      assert.deepEqual(server.writes(), []);
    });

    it("sends nothing where nobody can be asked, unless --yes is written", async () => {
      await assertFails(push(), /no terminal to ask on: write --yes/);
      assert.deepEqual(server.writes(), []);
      assert.equal((await push(["--yes"])).code, 0);
      assert.equal(server.writes().length, 2);
    });

    it("sends only what was accepted of it", async () => {
      const { code, output } = await push([], ["e", "n", "y", "n", "n", "y"]);
      assert.equal(code, 1);
      assert.match(output, /Send this to the tool\? \[y\]es, \[n\]o: Sent 1 change in 1 question\n$/);
      assert.deepEqual(server.answer("gensec1").SelectedChoices, []);
      assert.equal(server.answer("gensec1").ChoiceAnswers[0]?.ChoiceId, "gensec1_2");
      assert.equal(server.writes().length, 1);
    });

    it("has nothing to send a second time", async () => {
      await push(["--yes"]);
      const { code, output } = await push();
      assert.deepEqual([code, output], [0, "Nothing to send: the tool says what is answered here\n"]);
      assert.equal(server.writes().length, 2);
    });

    it("keeps what other people selected and wrote", async () => {
      const answer = server.answer("genops2");
      answer.SelectedChoices = ["genops2_1"];
      answer.ChoiceAnswers = [{ ChoiceId: "genops2_1", Status: "SELECTED", Notes: "by hand" }];
      answer.Notes = "Talk to Bob.";
      answers({ "GENOPS02-BP02": { status: "done", owner: "Ann" } });
      assert.equal((await push(["--yes"])).code, 0);
      const after = server.answer("genops2");
      assert.deepEqual(after.SelectedChoices.sort(), ["genops2_1", "genops2_2"]);
      assert.equal(after.ChoiceAnswers.find(({ ChoiceId }) => ChoiceId === "genops2_1")?.Notes, "by hand");
      assert.equal(after.Notes, "Talk to Bob.\n\n[GenAI Lens]\nGENOPS02-BP02: owner Ann\n[/GenAI Lens]");
    });

    it("never names a choice for none of them", async () => {
      server.answer("gensec1").SelectedChoices = ["gensec1_no"];
      server.answer("genops1").SelectedChoices = ["genops1_no"];
      answers({
        "GENSEC01-BP01": { status: "done" },
        "GENSEC01-BP02": { status: "not done" },
        "GENOPS01-BP01": { status: "not done", note: "later" },
      });
      assert.match((await push(["--yes"])).output, /! GENSEC01-BP01/);
      assert.equal(server.writes().length, 1);
      const { output } = await push(["--yes", "--overwrite"]);
      assert.match(output, /\n {2}gensec1_no {2}None of these\n- {3}selected\n\+ {3}not selected\n/);
      assert.equal(server.writes().length, 2);
      assert.equal(JSON.stringify(server.writes().map(({ body }) => body)).includes("_no"), false);
      assert.deepEqual(server.answer("gensec1").SelectedChoices, ["gensec1_1"]);
      assert.deepEqual(server.answer("genops1").SelectedChoices, ["genops1_no"]);
    });

    it("leaves what people answered otherwise, unless it is to be replaced", async () => {
      const answer = server.answer("gensec1");
      answer.SelectedChoices = ["gensec1_2"];
      answer.ChoiceAnswers = [{ ChoiceId: "gensec1_2", Status: "SELECTED", Notes: "since May" }];
      answers({ "GENSEC01-BP02": { status: "not done", note: "missing" } });
      const { code, output } = await push(["--yes"]);
      assert.equal(code, 1);
      assert.match(output, /! GENSEC01-BP02 [^\n]+\(both sides answered differently\)\n- {3}selected: since May\n/);
      assert.deepEqual(server.writes(), []);
      assert.equal((await push([], ["n"])).code, 1);
      assert.equal((await push(["--yes", "--overwrite"])).code, 0);
      assert.deepEqual(server.answer("gensec1").SelectedChoices, []);
    });

    it("knows after a sync which side is newer", async () => {
      await push(["--yes"]);
      server.answer("gensec1").SelectedChoices = [];
      server.answer("gensec1").ChoiceAnswers[0]!.Status = "UNSELECTED";
      server.answer("gensec3").SelectedChoices = ["gensec3_1"];
      const unchanged = await push(["--yes"]);
      assert.match(unchanged.errors, /Changed only in the tool since the last sync.*GENSEC01-BP01/);
      assert.match(unchanged.output, /^Nothing to send/);
      const back = await pull(["--yes"]);
      assert.equal(back.code, 0);
      assert.equal(stored()["GENSEC01-BP01"]?.["status"], "not done");
      assert.equal(stored()["GENSEC01-BP01"]?.["note"], "IAM roles");
      const kept = scratch.read(".genai-lens/well-architected-tool.json");
      assert.match(kept, new RegExp(WORKLOAD));
      assert.equal(kept.includes("111122223333"), false);
    });

    it("sends nothing for an answer that someone changes meanwhile", async () => {
      let reads = 0;
      server.beforeRead = (question) => {
        if (question === "gensec1" && ++reads === 2) server.answer("gensec1").Notes = "quick";
      };
      const { code, errors } = await push(["--yes"]);
      assert.equal(code, 1);
      assert.match(errors, /gensec1 was changed in the tool meanwhile/);
      assert.equal(server.answer("gensec1").Notes, "quick");
      assert.equal(server.writes().length, 1);
    });

    it("makes a milestone and saves the report, when told to", async () => {
      const { code, output } = await push(["--yes", "--milestone", "November", "--report", "out.pdf"]);
      assert.equal(code, 0);
      assert.match(output, /Made the milestone "November" in the tool\nWrote out\.pdf\n$/);
      assert.deepEqual(server.milestones, ["November"]);
      assert.equal(scratch.read("out.pdf"), PDF.toString());
      const again = await push(["--yes", "--milestone", "November"]);
      assert.match(again.errors, /conflict while creating the milestone "November"/);
      await assertFails(push(["--milestone", "x"]), /--milestone cannot be "x": write 3 to 100 characters/);
    });

    it("makes no milestone of what was declined", async () => {
      await push(["--milestone", "November"], ["n", "n"]);
      assert.deepEqual(server.writes(), []);
    });

    it("sends nothing from a review that cannot be read", async () => {
      for (const text of ["{", "<<<<<<< HEAD\n{}", '{"version":99}']) {
        scratch.write(".genai-lens/review.json", text);
        const { code, errors } = await push(["--yes"]);
        assert.equal(code, 2);
        assert.match(
          errors,
          /^\.genai-lens\/review\.json.*\ngenai-lens: The answers .* cannot be read: mend that first\n$/s,
        );
      }
      assert.deepEqual(server.seen, []);
    });

    it("says which practices the tool does not have", async () => {
      answers({ "GENCOST03-BP03": { status: "done" } });
      const { code, errors } = await push();
      assert.equal(code, 0);
      assert.match(
        errors,
        /No choice in the tool stands for 1 practice of [^:]+, so it cannot be sent: GENCOST03-BP03\n/,
      );
    });
  });

  describe("pull", () => {
    beforeEach(() => {
      server.associate();
      const answer = server.answer("gensec1");
      answer.SelectedChoices = ["gensec1_1"];
      answer.ChoiceAnswers = [
        { ChoiceId: "gensec1_1", Status: "SELECTED", Notes: "IAM" },
        { ChoiceId: "gensec1_2", Status: "NOT_APPLICABLE", Reason: "BUSINESS_PRIORITIES" },
      ];
      server.answer("gensec2").IsApplicable = false;
    });

    it("takes answers over, and only reads in the tool", async () => {
      const { code, output, errors } = await pull([], ["y"]);
      assert.deepEqual([code, /genai-lens:/.test(errors)], [0, false], errors);
      assert.match(output, /\n- {3}open\n\+ {3}done: IAM\n/);
      const { "GENSEC01-BP01": first, "GENSEC01-BP02": second, "GENSEC02-BP01": third } = stored();
      assert.deepEqual(first, { status: "done", note: "IAM" });
      assert.deepEqual(second, { status: "not applicable", reason: "Business priorities" });
      assert.deepEqual(third, {
        status: "not applicable",
        reason: "No reason given in the AWS Well-Architected Tool",
      });
      assert.deepEqual(server.writes(), []);
      assert.equal((await pull()).code, 0);
      assert.match((await push()).output, /^Nothing to send/);
    });

    it("changes nothing when it is declined", async () => {
      assert.equal((await pull([], ["n"])).code, 1);
      assert.throws(() => scratch.read(".genai-lens/review.json"));
    });

    it("keeps what differs here, and a note that the tool has cut", async () => {
      answers({ "GENSEC01-BP01": { status: "not done" }, "GENOPS01-BP01": { status: "done", note: LONG } });
      const other = server.answer("genops1");
      other.SelectedChoices = ["genops1_1"];
      other.ChoiceAnswers = [{ ChoiceId: "genops1_1", Status: "SELECTED", Notes: `${"x".repeat(249)}…` }];
      assert.equal((await pull(["--yes"])).code, 1);
      assert.equal(stored()["GENSEC01-BP01"]?.["status"], "not done");
      assert.equal(stored()["GENOPS01-BP01"]?.["note"], LONG);
      assert.equal((await pull(["--yes", "--overwrite"])).code, 0);
      assert.deepEqual(stored()["GENSEC01-BP01"], { status: "done", note: "IAM" });
      assert.equal(stored()["GENOPS01-BP01"]?.["note"], LONG);
    });
  });

  describe("lenses and workloads", () => {
    it("adds AWS's lens to a workload that lacks it, when it may", async () => {
      answers({ "GENSEC01-BP01": { status: "done" } });
      assert.equal((await push([], ["n"])).code, 1);
      await assertFails(pull(), /The workload is not reviewed by "AWS Well-Architected Generative AI Lens"/);
      assert.deepEqual(server.writes(), []);
      const { code, output } = await push([], ["y", "y"]);
      assert.equal(code, 0);
      assert.match(
        output,
        /^The workload is not reviewed by "Generative AI" yet; the lens would be added to it\.\nDo this/,
      );
      assert.deepEqual(server.answer("gensec1").SelectedChoices, ["gensec1_1"]);
    });

    describe("of which the tool has a newer version", () => {
      const OUTDATED = /reviewed by version 2024-11-01 of "Generative AI", and the tool has version 2025-04-15\./;
      const MILESTONE = /^Before the upgrade of Generative AI, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
      const sent = () => server.writes().map(({ method, path: of }) => `${method} ${of.split("/").at(-1)}`);

      beforeEach(() => {
        server.associateOutdated("2024-11-01", "gensec1").answer("genops1").Notes = "kept";
        answers({ "GENSEC01-BP01": { status: "done" } });
      });

      it("are upgraded when that is accepted, and answers are compared after it", async () => {
        const { code, output } = await push([], ["y", "y"]);
        assert.equal(code, 0);
        assert.match(output, OUTDATED);
        const [milestone = ""] = server.milestones;
        assert.match(milestone, MILESTONE);
        assert.ok(output.indexOf(`as the milestone "${milestone}"`) < output.indexOf("Upgrade the lens in the tool?"));
        assert.deepEqual(sent(), ["PUT upgrade", "PATCH gensec1"]);
        assert.deepEqual(server.answer("gensec1").SelectedChoices, ["gensec1_1"]);
        assert.equal(server.answer("genops1").Notes, "kept");
        assert.doesNotMatch((await push()).output + (await push()).errors, OUTDATED);
      });

      it("stay when that is declined, and the sync goes on", async () => {
        answers({ "GENSEC01-BP01": { status: "done" }, "GENOPS01-BP01": { status: "done" } });
        const { output, errors } = await push([], ["n", "y"]);
        assert.match(output, OUTDATED);
        assert.match(errors, /No choice in the tool stands for 1 practice .*: GENSEC01-BP01\n/);
        assert.deepEqual(sent(), ["PATCH genops1"]);
        assert.deepEqual(server.milestones, []);
      });

      it("stay unless --upgrade-lens says otherwise where nobody is asked, and always in pull", async () => {
        for (const outcome of [
          await push(["--yes"]),
          await push(),
          await push(["--dry-run", "--yes", "--upgrade-lens"]),
          await pull(["--yes"]),
        ]) {
          assert.match(outcome.errors, OUTDATED);
          assert.match(outcome.errors, /It stays: push /);
        }
        assert.deepEqual(server.writes(), []);
        assert.equal((await push(["--yes", "--upgrade-lens"])).code, 0);
        assert.deepEqual(sent(), ["PUT upgrade", "PATCH gensec1"]);
      });

      it("say what stands in the way", async () => {
        server.fail("PUT", /upgrade$/, 403, "AccessDeniedException", { Message: "no" });
        const { code, errors } = await push(["--yes", "--upgrade-lens"]);
        assert.equal(code, 2);
        assert.match(errors, /does not allow upgrading the lens .*wellarchitected:UpgradeLensReview/);
        assert.deepEqual(server.milestones, []);
      });
    });

    it("imports and publishes a lens that the tool does not have", async () => {
      scratch.write(".genai-lens/review.json", reviewFile({ "AGENTOPS01-BP01": { status: "done" } }, "agentic-ai"));
      const { code, output } = await push(["--yes", "--lens", "agentic-ai"]);
      assert.equal(code, 0);
      assert.match(output, /it would be imported as a custom lens of the account, published as version 20[\d.]+,/);
      assert.deepEqual(
        server.writes().map(({ method, path: of }) => `${method} ${of.split("/").at(-1)}`),
        ["PUT importLens", "POST versions", "PATCH associateLenses", "PATCH AGENTOPS01"],
      );
      assert.deepEqual(server.answer("AGENTOPS01").SelectedChoices, ["AGENTOPS01_BP01"]);
      assert.match((await push(["--lens", "agentic-ai"])).output, /^Nothing to send/);
    });

    it("lists workloads page by page, and picks one", async () => {
      server.associate();
      for (let index = 0; index < 24; index++) server.reviews.set(String(index).padStart(32, "a"), new Map());
      const { output } = await run(["workloads", "--region", "eu-central-1"]);
      assert.equal(output.trimEnd().split("\n").length, 26);
      assert.equal(server.seen.length, 3);
      answers({ "GENSEC01-BP01": { status: "done" } });
      const { code } = await run(["push", "--profile", "review"], ["1", "y"]);
      assert.equal(code, 0);
      assert.deepEqual(server.answer("gensec1").SelectedChoices, ["gensec1_1"]);
      await assertFails(run(["push"]), /No workload is named: write --workload ARN/);
      await assertFails(run(["push", "--workload", "mine"]), /--workload cannot be "mine"/);
    });

    it("creates a workload, when it may", async () => {
      const args = ["workloads", "create", "--region", "eu-central-1", "--name", "Desk", "--environment", "production"];
      const replies = ["A support desk", "Ann", "eu-central-1, us-east-1"];
      assert.match((await run(args, [...replies, "n"])).output, /\+ Workload {6}Desk\n.*Nothing was sent\n$/s);
      assert.deepEqual(server.writes(), []);
      const { code, output } = await run(args, [...replies, "y"]);
      assert.equal(code, 0);
      assert.match(output, /Created arn:aws:wellarchitected:eu-central-1:111122223333:workload\/b{32}\n$/);
      const { ClientRequestToken: _token, ...body } = server.writes()[0]?.body ?? {};
      assert.deepEqual(body, {
        WorkloadName: "Desk",
        Description: "A support desk",
        Environment: "PRODUCTION",
        ReviewOwner: "Ann",
        AwsRegions: ["eu-central-1", "us-east-1"],
        Lenses: ["genai"],
      });
      await assertFails(run(args), /create lacks --description/);
      await assertFails(run(["workloads", "--name", "x"]), /has no option --name/);
    });
  });

  describe("AWS", () => {
    beforeEach(() => {
      server.associate();
      answers({ "GENSEC01-BP01": { status: "done" } });
    });

    it("gets requests signed by the default credentials or those of a profile", async () => {
      await push(["--dry-run"]);
      assert.deepEqual([...new Set(server.seen.map(({ key }) => key))], [KEY.id]);
      server.seen.length = 0;
      delete process.env["AWS_ACCESS_KEY_ID"];
      assert.equal((await push(["--dry-run", "--profile", "review"])).code, 1);
      assert.deepEqual([...new Set(server.seen.map(({ key }) => key))], [PROFILE_KEY.id]);
    });

    it("is asked again when it is busy, and page by page", async () => {
      server.fail("GET", /answers$/, 429, "ThrottlingException", { Message: "Rate exceeded" });
      const { code } = await push(["--yes"]);
      assert.equal(code, 0);
      const lists = server.seen.filter(({ path: of }) => of.endsWith("/answers"));
      assert.deepEqual(
        lists.map(({ query }) => query.get("NextToken") === null),
        [true, true, false, false],
      );
    });

    const refusals: readonly [string, number, string, Record<string, unknown>, RegExp][] = [
      [
        "expired credentials",
        403,
        "ExpiredTokenException",
        { message: "The security token is expired" },
        /credentials have expired \(The security token is expired\): sign in again/,
      ],
      [
        "unknown credentials",
        403,
        "UnrecognizedClientException",
        { message: "The token is invalid" },
        /does not know the credentials/,
      ],
      [
        "a missing permission",
        403,
        "AccessDeniedException",
        { Message: "User is not authorized" },
        /ask for the permission wellarchitected:UpdateAnswer/,
      ],
      [
        "a conflict",
        409,
        "ConflictException",
        { Message: "busy", ResourceId: "a", ResourceType: "b" },
        /conflict while updating the answer of gensec1 \(busy\)/,
      ],
      [
        "something missing",
        404,
        "ResourceNotFoundException",
        { Message: "gone" },
        /does not find .* \(gone\): look at the workload/,
      ],
      [
        "a refused field",
        400,
        "ValidationException",
        { Message: "bad", Fields: [{ Name: "Notes", Message: "too long" }] },
        /does not take .* \(bad; Notes: too long\)/,
      ],
      [
        "a quota",
        402,
        "ServiceQuotaExceededException",
        { Message: "too many" },
        /limit of the AWS account .* \(too many\)/,
      ],
    ];
    for (const [what, status, type, body, message] of refusals) {
      it(`says what to do about ${what}`, async () => {
        server.fail("PATCH", /gensec1$/, status, type, body);
        await assertFailsAfter(push(["--yes"]), message);
        assert.deepEqual(server.answer("gensec1").SelectedChoices, []);
      });
    }

    it("says what to do when it stays busy, or fails", async () => {
      for (let time = 0; time < 2; time++)
        server.fail("GET", /lensReviews$/, 429, "ThrottlingException", { Message: "x" });
      await assertFails(push(), /too many requests .* wait a minute/);
      for (let time = 0; time < 2; time++)
        server.fail("GET", /lensReviews$/, 500, "InternalServerException", { Message: "x" });
      await assertFails(push(), /AWS failed at listing the lenses of the workload \(x\): run this again later/);
    });

    it("says what to do without a region, credentials or network", async () => {
      await assertFails(
        run(["push", "--workload", WORKLOAD]),
        /No AWS region is set: name one, .* with --region, or by the ARN/,
      );
      await assertFails(push(["--profile", "nobody"]), /No AWS credentials of the profile "nobody"/);
      delete process.env["AWS_ACCESS_KEY_ID"];
      await assertFails(push(), /No AWS credentials \(/);
      process.env["AWS_ACCESS_KEY_ID"] = KEY.id;
      process.env["AWS_ENDPOINT_URL_WELLARCHITECTED"] = "http://127.0.0.1:9";
      await assertFails(push(), /AWS cannot be reached .* refuses the connection/);
    });

    /** The difference was shown, then one line says what stood in the way. */
    async function assertFailsAfter(outcome: ReturnType<typeof run>, message: RegExp): Promise<void> {
      const { code, errors } = await outcome;
      assert.equal(code, 2);
      assert.match(errors.split("\n").findLast((line) => line !== "") ?? "", message);
    }
  });

  it("works as it is shipped, with the AWS SDK beside the program", async () => {
    server.associate();
    answers({ "GENSEC01-BP01": { status: "done" } });
    const args = ["dist/cli.cjs", "review", "push", scratch.directory, "--workload", WORKLOAD_ARN, "--yes"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
    assert.equal(stderr, "");
    assert.match(stdout, /Sent 1 change in 1 question\n$/);
    assert.deepEqual(server.answer("gensec1").SelectedChoices, ["gensec1_1"]);
    server.fail("PATCH", /./, 409, "ConflictException", { Message: "busy" });
    answers({ "GENSEC01-BP02": { status: "done" } });
    const failed = await promisify(execFile)(process.execPath, args).catch((error: unknown) => error);
    assert.match((failed as { stderr: string }).stderr, /conflict while updating the answer of gensec1 \(busy\)/);
  });

  it("refuses what it does not know", async () => {
    await assertFails(run(["push", "--format", "json"]), /"review push" has no option --format/);
    await assertFails(run(["--yes"]), /"review" has no option --yes/);
    await assertFails(run(["push", "a", "b"]), /one folder at most/);
    await assertFails(push(["--lens", "generativ-ai"]), /Did you mean "generative-ai"\?/);
    scratch.write(".genai-lens/well-architected-tool.json", "{");
    server.associate();
    await assertFails(push(), /well-architected-tool\.json cannot be read\. Mend it, or delete it/);
  });
});
