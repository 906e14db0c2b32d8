import type { PracticeAnswer } from "../../server/src/protocol.ts";

/** Nobody has answered yet. */
export const OPEN_ANSWER: PracticeAnswer = { status: "open", note: "", reason: "", owner: "", due: "", links: [] };

/** Whether two answers say the same. */
export function isSameAnswer(left: PracticeAnswer, right: PracticeAnswer): boolean {
  return (
    left.status === right.status &&
    left.note === right.note &&
    left.reason === right.reason &&
    left.owner === right.owner &&
    left.due === right.due &&
    left.links.length === right.links.length &&
    left.links.every((link, index) => link === right.links[index])
  );
}

/** Whether an answer can be kept: what is not applicable needs a reason. */
export function isComplete(answer: PracticeAnswer): boolean {
  return answer.status !== "not applicable" || answer.reason.trim() !== "";
}

/** Whether an address leads to a page of the web. Nothing else is ever opened or made a link. */
export function isWebAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return (protocol === "https:" || protocol === "http:") && hostname !== "";
  } catch {
    return false;
  }
}
