import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const IMPORT = 'import { exec, execSync } from "node:child_process";\n';

/** A tool whose handler does something with `given`, which the model wrote. */
function tool(code: string, head = IMPORT): string {
  return `${head}import { tool } from "ai";
import { z } from "zod";
export const run = tool({
  inputSchema: z.object({ given: z.string(), other: z.string() }),
  execute: async ({ given, other }) => { ${code} },
});
`;
}

/** What is called instead, and with which program and arguments; `undefined` where the flow has no such way. */
function direct(code: string, head?: string): string | undefined {
  const { flows } = analyse(tool(code, head));
  const run = flows.find(({ sink }) => sink === "shell")?.withoutShell;
  assert.ok(flows.length > 0, "no flow");
  return run && `${run.owner === undefined ? "" : `${run.owner}.`}${run.instead}(${run.words})`;
}

describe("commands without a shell", () => {
  const cases: readonly (readonly [name: string, code: string, expected: string, head?: string])[] = [
    ["takes a template apart", "exec(`git show ${given}`);", 'execFile("git", ["show", given])'],
    [
      "takes texts apart that are put together",
      'execSync("git show " + given + " --stat");',
      'execFileSync("git", ["show", given, "--stat"])',
    ],
    [
      "keeps what is quoted as one argument",
      'exec(`grep -r "${given}" \'my docs\' ""`);',
      'execFile("grep", ["-r", given, "my docs", ""])',
    ],
    [
      "keeps a word of several pieces",
      "exec(`tar --file=${given}-${other}.tgz -x`);",
      'execFile("tar", [`--file=${given}-${other}.tgz`, "-x"])',
    ],
    [
      "makes a text of what may be none",
      "exec(`git log -n ${Date.now()} ${given}`);",
      'execFile("git", ["log", "-n", String(Date.now()), given])',
    ],
    [
      "leaves options and callbacks",
      'exec(`git show ${given}`, { cwd: "/a" }, (error, out) => console.error(error, out.length));',
      'execFile("git", ["show", given])',
    ],
    [
      "finds the function in its module",
      "child.exec(`git show ${given}`);",
      'child.execFile("git", ["show", given])',
      'import child from "child_process";\n',
    ],
    [
      "finds the function that is required",
      "exec(`git show ${given}`);",
      'execFile("git", ["show", given])',
      'const { exec } = require("child_process");\n',
    ],
    [
      "finds the function that a promise is made of",
      "await run2(`git show ${given}`);",
      'execFile("git", ["show", given])',
      'import { exec } from "child_process";\nimport { promisify } from "util";\nconst run2 = promisify(exec);\n',
    ],
  ];
  for (const [name, code, expected, head] of cases) it(name, () => assert.equal(direct(code, head), expected));

  const refused: readonly (readonly [name: string, code: string, head?: string])[] = [
    ["a pipe", "exec(`git show ${given} | head`);"],
    ["a second command", "exec(`git fetch; git show ${given}`);"],
    ["a second line", "exec(`git fetch\ngit show ${given}`);"],
    ["a variable", "exec(`git show $HOME ${given}`);"],
    ["a variable in quotes", 'exec(`git show "$HOME" ${given}`);'],
    ["a wildcard", "exec(`ls *.${given}`);"],
    ["a home folder", "exec(`ls ~/${given}`);"],
    ["a redirection", "exec(`git show ${given} > out`);"],
    ["a setting before the program", "exec(`A=b git show ${given}`);"],
    ["a quote that does not end", "exec(`git show '${given}`);"],
    ["a program that the model chooses", "exec(`${given} --help`);"],
    ["a program in part", "exec(`./${given} --help`);"],
    ["a command as a whole", "exec(given);"],
    ["a program that runs what it is given", "exec(`node -e ${given}`);"],
    ["the same with its path", "exec(`/bin/sh -c ${given}`);"],
    ["a word of the shell", "exec(`cd ${given}`);"],
    ["what Windows starts by a shell", "exec(`npm run ${given}`);"],
    ["a shell that is chosen", 'exec(`git show ${given}`, { shell: "/bin/bash" });'],
    [
      "options that are not written out",
      "exec(`git show ${given}`, options);",
      `${IMPORT}declare const options: object;\n`,
    ],
    [
      "options that are spread",
      "exec(`git show ${given}`, { ...options });",
      `${IMPORT}declare const options: object;\n`,
    ],
    ["a callback with types", "exec(`git show ${given}`, (error: Error | null) => console.error(error));"],
    ["a piece with a template of its own", "exec(`git show ${given + `a`}`);"],
    ["another package", "exec(`git show ${given}`);", 'import { exec } from "shelljs";\n'],
    [
      "a promise that several calls share",
      "await run2(`git show ${given}`); await run2(`git fetch`);",
      'import { exec } from "child_process";\nimport { promisify } from "util";\nconst run2 = promisify(exec);\n',
    ],
  ];
  for (const [name, code, head] of refused) it(`leaves ${name}`, () => assert.equal(direct(code, head), undefined));
});
