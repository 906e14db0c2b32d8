import assert from "node:assert/strict";
import { awsRequestTimeoutNotEnforced } from "../../lens/rules/aws-request-timeout-not-enforced.ts";
import type { Rule } from "../../lens/rules/rule.ts";
import { type FixedFile, fixedFiles, writeFixed } from "../../server/src/cli/fixing.ts";
import { CommandError } from "../../server/src/cli/command-error.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { Scratch } from "./scratch.ts";

const HANDLER = `import { NodeHttpHandler } from "@smithy/node-http-handler";
export const handler = new NodeHttpHandler({ requestTimeout: 5000 });
`;
const ENFORCED = HANDLER.replace("5000 }", "5000, throwOnRequestTimeout: true }");
const client = (
  name: string,
  handler = "./handler.js",
): string => `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { handler } from "${handler}";
export const ${name} = new BedrockRuntimeClient({ requestHandler: handler });
`;

/** The rule as if its fix were safe: what is tested is how safe fixes of several files are applied. */
const safely: Rule = {
  ...awsRequestTimeoutNotEnforced,
  judge(fact, context) {
    const verdict = awsRequestTimeoutNotEnforced.judge(fact, context);
    return verdict.outcome === "fail"
      ? { ...verdict, fixes: (verdict.fixes ?? []).map((fix) => ({ ...fix, safety: "safe" as const })) }
      : verdict;
  },
};

describe("fixing files", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({ "package.json": '{"private":true}', "src/handler.ts": HANDLER });
  });
  afterEach(() => scratch.remove());

  async function fix(): Promise<{ readonly files: readonly FixedFile[]; readonly workspace: Workspace }> {
    const workspace = new Workspace(scratch.directory, { rules: [safely] });
    const { reports } = await workspace.scan();
    assert.ok(reports.some(({ findings }) => findings.length > 0));
    return { files: fixedFiles(reports, [{ workspace, directories: [], files: [] }]), workspace };
  }

  const nameOf = (file: string): string => file.slice(scratch.directory.length + 1);

  it("changes once in another file what several use", async () => {
    scratch.write("src/chat.ts", client("chat"));
    scratch.write("src/draw.ts", client("draw"));
    const { files, workspace } = await fix();
    assert.deepEqual(
      files.map(({ file, before, after }) => [nameOf(file), before, after]),
      [["src/handler.ts", HANDLER, ENFORCED]],
    );
    assert.equal(workspace.text(`${scratch.directory}/src/handler.ts`), HANDLER);
    writeFixed(files, nameOf);
    assert.equal(scratch.read("src/handler.ts"), ENFORCED);
    assert.deepEqual(workspace.report(`${scratch.directory}/src/chat.ts`).findings, []);
  });

  it("leaves other packages that are published as they are", async () => {
    scratch.write("lib/package.json", '{"name":"lib","main":"index.js"}');
    scratch.write("lib/handler.ts", HANDLER);
    scratch.write("src/chat.ts", client("chat", "../lib/handler.js"));
    assert.deepEqual((await fix()).files, []);
  });

  it("writes nothing where one of the files changed meanwhile, or a new one has come to be", async () => {
    scratch.write("src/chat.ts", client("chat"));
    const { files, workspace } = await fix();
    const made = {
      file: `${scratch.directory}/src/new/a.ts`,
      workspace,
      before: undefined,
      after: "export {};\n",
      applied: 0,
    };
    scratch.write("src/new/a.ts", "// Mine.\n");
    assert.throws(() => writeFixed([...files, made], nameOf), CommandError);
    assert.equal(scratch.read("src/handler.ts"), HANDLER);
    assert.equal(scratch.read("src/new/a.ts"), "// Mine.\n");
    writeFixed([{ ...made, file: `${scratch.directory}/src/other/b.ts` }], nameOf);
    assert.equal(scratch.read("src/other/b.ts"), "export {};\n");
  });
});
