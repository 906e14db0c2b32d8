import type { ToolAnswer } from "../../../server/src/review/well-architected/tool.ts";

/** An answer of the tool with two practices and a "None of these", where nobody has said anything. */
export function madeAnswer(parts: Partial<ToolAnswer> = {}): ToolAnswer {
  return {
    questionId: "gensec1",
    title: "How do you manage access?",
    choices: ["gensec1_1", "gensec1_2", "gensec1_no"].map((id) => ({ id, title: id, pages: [] })),
    selected: [],
    choiceAnswers: new Map(),
    notes: "",
    isApplicable: true,
    reason: "OTHER",
    ...parts,
  };
}
