import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const ANTHROPIC = `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();\n`;
const ASK = `await client.messages.create({ model: "m", max_tokens: 100, messages })`;
const ANSWER = `const response = ${ASK};`;
const TOOLS = `messages.push({ role: "user", content: await runTools(response) });`;

/** The loop of the only call as `form bound: head`, or `none`. */
function loopOf(code: string): string {
  const { calls, host } = analyse(ANTHROPIC + code);
  assert.equal(calls.length, 1);
  const loop = calls[0]!.agentLoop;
  return loop === undefined ? "none" : `${loop.form} ${loop.bound}: ${host.textAt(loop.head)}`;
}

function loops(title: string, code: string, expected: string): void {
  it(title, () => assert.equal(loopOf(code), expected));
}

/** A function with messages and a loop. */
function agent(code: string): string {
  return `export async function run(messages) { ${code} }`;
}

describe("loops that only the model's answer ends", () => {
  loops(
    "while (true) with a break",
    agent(`while (true) { ${ANSWER} if (response.stop_reason !== "tool_use") break; ${TOOLS} }`),
    "while unbounded: while (true)",
  );
  loops(
    "while (true) with a return",
    agent(`while (true) { ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`),
    "while unbounded: while (true)",
  );
  loops(
    "while (1)",
    agent(`while (1) { ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`),
    "while unbounded: while (1)",
  );
  loops(
    "for (;;)",
    agent(`for (;;) { ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`),
    "for unbounded: for (;;)",
  );
  loops(
    "a condition on the answer",
    agent(`let response; do { response = ${ASK}; ${TOOLS} } while (response.stop_reason === "tool_use");`),
    `do unbounded: response.stop_reason === "tool_use"`,
  );
  loops(
    "a while on the last answer",
    agent(
      `let response = null; let isDone = false; while (!isDone) { response = ${ASK}; isDone = response.stop_reason === "end_turn"; ${TOOLS} }`,
    ),
    "while unbounded: while (!isDone)",
  );
  loops(
    "a condition on calls that the answer asks for",
    agent(
      `let calls = []; do { ${ANSWER} calls = response.content.filter((each) => each.type === "tool_use"); ${TOOLS} } while (calls.length > 0);`,
    ),
    "do unbounded: calls.length > 0",
  );
  loops(
    "an answer that is destructured",
    agent(
      `while (true) { const { stop_reason, content } = ${ASK}; if (stop_reason !== "tool_use") return content; messages.push(content); }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "an exit after `continue`",
    agent(
      `while (true) { ${ANSWER} if (response.stop_reason === "tool_use") { ${TOOLS} continue; } return response; }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "a switch on the answer",
    agent(
      `while (true) { ${ANSWER} switch (response.stop_reason) { case "end_turn": return response; default: ${TOOLS} } }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "an exit in a catch as well",
    agent(
      `while (true) { try { ${ANSWER} if (response.stop_reason === "end_turn") return response; } catch { break; } ${TOOLS} }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "a loop over the answer's parts inside",
    agent(
      `while (true) { ${ANSWER} for (const block of response.content) { if (block.type === "text") return block.text; } ${TOOLS} }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "a token limit, which bounds no loop",
    agent(
      `while (true) { const response = await client.messages.create({ max_tokens: 5, messages }); if (response.stop_reason === "end_turn") return; ${TOOLS} }`,
    ),
    "while unbounded: while (true)",
  );
  loops(
    "a recursion",
    `async function run(messages) { ${ANSWER} if (response.stop_reason === "tool_use") { ${TOOLS} return run(messages); } return response; }`,
    "recursion unbounded: run",
  );
  loops(
    "a recursion of a method",
    `class A { async run(messages) { ${ANSWER} if (response.stop_reason !== "tool_use") return response; ${TOOLS} return this.run(messages); } }`,
    "recursion unbounded: this.run",
  );
});

describe("loops that have a bound", () => {
  loops(
    "a counted for",
    agent(
      `for (let turn = 0; turn < 10; turn++) { ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`,
    ),
    "for bounded: for (let turn = 0; turn < 10; turn++)",
  );
  loops(
    "a counted while",
    agent(
      `let turn = 0; while (turn < 10) { turn += 1; ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`,
    ),
    "while bounded: while (turn < 10)",
  );
  loops(
    "a count beside the answer",
    agent(
      `let turn = 0; let response; do { response = ${ASK}; turn++; } while (response.stop_reason === "tool_use" && turn < 5);`,
    ),
    `do bounded: response.stop_reason === "tool_use" && turn < 5`,
  );
  loops(
    "a list of messages that grows to a length",
    agent(`while (messages.length < 20) { ${ANSWER} messages = [...messages, response]; }`),
    "while bounded: while (messages.length < 20)",
  );
  loops(
    "a clock",
    agent(`while (Date.now() < end) { ${ANSWER} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`),
    "while bounded: while (Date.now() < end)",
  );
});

describe("loops of which the bound is not known", () => {
  const unknown = (title: string, code: string): void => {
    it(title, () => assert.match(loopOf(code), /^(while|do|for|recursion) unknown: /));
  };
  const endless = (code: string): string =>
    agent(
      `let n = 0; while (true) { ${ANSWER} ${code} if (response.stop_reason === "end_turn") return response; ${TOOLS} }`,
    );

  unknown("a counter with a throw", endless(`if (++n > 10) throw new Error("Too many");`));
  unknown("a counter that goes down", endless(`n -= 1; if (n === 0) break;`));
  unknown("a counter of a field", endless(`this.count += 1; if (this.isOver()) break;`));
  unknown("an abort signal", endless(`controller.signal.throwIfAborted();`));
  unknown("a deadline", endless(`if (isPast(deadline)) break;`));
  unknown("a limit by name", endless(`if (messages.length > MAX_MESSAGES) break;`));
  unknown("an exit that does not look at the answer", endless(`if (await isStopped()) break;`));
  unknown("an exit without a condition on the answer", endless(`if (messages.length > 40) break;`));
  unknown("a person who is asked", endless(`const text = await rl.question("> ");`));
  unknown(
    "a generator that hands over",
    `export async function* run(messages) { while (true) { ${ANSWER} yield response; if (response.stop_reason === "end_turn") return; } }`,
  );
  unknown(
    "a flag that others may set",
    agent(`while (isRunning) { ${ANSWER} if (response.stop_reason === "end_turn") break; ${TOOLS} }`),
  );
  unknown(
    "a recursion with a depth",
    `async function run(messages, depth) { ${ANSWER} if (response.stop_reason === "tool_use" && depth < 5) return run(messages, depth + 1); return response; }`,
  );
  unknown(
    "a recursion with a count",
    `async function run(messages, left) { ${ANSWER} if (response.stop_reason === "tool_use") return run(messages, left - 1); return response; }`,
  );
});

describe("loops that are no agents", () => {
  loops("a call outside of any loop", agent(ANSWER), "none");
  loops(
    "a for…of",
    agent(`for (const each of list) { ${ANSWER} if (response.stop_reason === "end_turn") break; }`),
    "none",
  );
  loops("a for await", agent(`for await (const each of list) { ${ANSWER} }`), "none");
  loops("a retry", agent(`while (true) { try { return ${ASK}; } catch (error) { await sleep(100); } }`), "none");
  loops(
    "a retry with a count",
    agent(`for (let attempt = 0; attempt < 3; attempt++) { try { return ${ASK}; } catch {} }`),
    "none",
  );
  loops(
    "a conversation",
    agent(
      `while (true) { const text = await rl.question("> "); if (text === "bye") break; messages.push(text); ${ANSWER} console.log(response.content); }`,
    ),
    "none",
  );
  loops(
    "a queue",
    agent(`while (true) { const job = await queue.pop(); ${ANSWER} await job.done(response); }`),
    "none",
  );
  loops(
    "a list that is worked through",
    agent(`while (list.length > 0) { const each = list.shift(); ${ANSWER} out.push(response); }`),
    "none",
  );
  loops(
    "a callback inside a loop",
    agent(`while (true) { if (await isOver()) break; schedule(async () => { ${ANSWER} return response; }); }`),
    "none",
  );
  loops(
    "a recursion in a catch",
    `async function run(messages) { try { ${ANSWER} return response; } catch { return run(messages); } }`,
    "none",
  );
  loops(
    "a recursion over a tree",
    `async function run(messages) { for (const each of messages) await run(each); ${ANSWER} return response; }`,
    "none",
  );
  loops("a loop after the call", agent(`${ANSWER} while (true) { if (response.stop_reason) break; }`), "none");
});

it("an agent loop is told for commands where they are sent", () => {
  const { calls } = analyse(`import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({});
    export async function run(messages) {
      while (true) {
        const command = new ConverseCommand({ modelId: "m", messages });
        const response = await client.send(command);
        if (response.stopReason !== "tool_use") return response;
      }
    }`);
  assert.equal(calls[0]?.agentLoop?.bound, "unbounded");
});

loops(
  "a loop over what waits for a person",
  agent(
    `let answer = ${ASK}; while (answer.interruptions.length > 0) { messages.push(await settled(answer)); answer = ${ASK}; }`,
  ).replace(ASK, "await started()"),
  "while unknown: while (answer.interruptions.length > 0)",
);
