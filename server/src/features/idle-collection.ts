import v8 from "node:v8";
import { type Later, afterPause } from "./later.ts";

/** ms after an answer: most people take longer to their next key. */
const PAUSE = 40;

/** Bytes of young objects below which a collection gains nothing. */
const WORTHWHILE = 4 * 1024 * 1024;

/** What is made and soon gone in this process. */
export interface YoungMemory {
  /** Bytes in use, live or not. */
  used(): number;
  /** Frees what is no longer live. Does nothing where the engine cannot be told to. */
  collect(): void;
}

/**
 * Has memory collected while the person does not wait for anything. Each look at a document makes a syntax tree that
 * the next one replaces; left to itself V8 collects in the midst of every fifth keystroke, which then takes twice as
 * long.
 */
export class IdleCollection {
  readonly #later: Later;
  readonly #memory: YoungMemory;
  #callOff = (): void => {};

  constructor(later = afterPause(PAUSE), memory: YoungMemory = new ProcessMemory()) {
    this.#later = later;
    this.#memory = memory;
  }

  /** To be called when an answer was given. */
  after(): void {
    this.stop();
    this.#callOff = this.#later(() => {
      if (this.#memory.used() >= WORTHWHILE) this.#memory.collect();
    });
  }

  /** To be called when something is asked. */
  stop(): void {
    this.#callOff();
  }
}

/** The memory of this process. Node offers its collection only where it was started with `--expose-gc`. */
class ProcessMemory implements YoungMemory {
  used(): number {
    return v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_used_size ?? 0;
  }

  collect(): void {
    globalThis.gc?.({ type: "minor" });
  }
}
