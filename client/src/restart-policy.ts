const WINDOW = 3 * 60 * 1000;
const RESTARTS_IN_WINDOW = 4;

/** Decides whether a server that stopped by itself is started again. */
export class RestartPolicy {
  #stops: number[] = [];

  /**
   * Notes that the server stopped.
   * @param now in ms.
   * @returns `give up` on the fifth stop within three minutes.
   */
  noteStop(now: number): "restart" | "give up" {
    this.#stops = this.#stops.filter((stop) => now - stop < WINDOW);
    this.#stops.push(now);
    return this.#stops.length > RESTARTS_IN_WINDOW ? "give up" : "restart";
  }

  /** How often it stopped in the last three minutes, the last time included. */
  get recentStops(): number {
    return this.#stops.length;
  }

  /** Forgets all stops, after a person started the server. */
  reset(): void {
    this.#stops = [];
  }
}
