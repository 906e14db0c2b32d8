/** Remembers the answer per key until it is told to forget. A question that leads back to itself gets `circular`. */
export class Memory<Answer> {
  readonly #answers = new Map<string, Answer>();
  readonly #asking = new Set<string>();
  readonly #answer: (key: string) => Answer;
  readonly #circular: Answer;

  constructor(answer: (key: string) => Answer, circular: Answer) {
    this.#answer = answer;
    this.#circular = circular;
  }

  get(key: string): Answer {
    const known = this.#answers.get(key);
    if (known !== undefined || this.#answers.has(key)) return known as Answer;
    if (this.#asking.has(key)) return this.#circular;
    this.#asking.add(key);
    try {
      const answer = this.#answer(key);
      this.#answers.set(key, answer);
      return answer;
    } finally {
      this.#asking.delete(key);
    }
  }

  /** Whether the answer is known already. */
  has(key: string): boolean {
    return this.#answers.has(key);
  }

  forgetAll(): void {
    this.#answers.clear();
  }
}
