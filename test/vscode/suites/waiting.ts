/** How long the editor may take to show what was asked for, in ms. */
const PATIENCE = 30_000;

/**
 * Asks again until the answer is what is expected, and returns it.
 * Rejects with the last answer when that takes too long.
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | PromiseLike<Answer>,
  isExpected: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain: ${what}. Last seen: ${describeAnswer(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function describeAnswer(answer: unknown): string {
  return JSON.stringify(answer, null, 2) ?? String(answer);
}
