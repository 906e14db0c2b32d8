import type { CodeContext } from "./code-context.ts";
import type { Place } from "./values.ts";

/** A loop around a model call. */
export interface AgentLoop {
  /** The whole statement; for a recursion, the function. */
  readonly place: Place;
  /** The part to underline: `while (true)`. */
  readonly head: Place;
  readonly form: "while" | "do" | "for" | "recursion";
  /** `unbounded` is a proof: every exit depends on the model's answer, and nothing counts, times or aborts. */
  readonly bound: "bounded" | "unbounded" | "unknown";
}

/** What keeps the state of agents: threads, checkpoints, sessions. */
export interface AgentMemory {
  readonly fact: "agent memory";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** Class or function as the SDK exports it, such as `MemorySaver`. */
  readonly name: string;
  /** What it keeps, such as `the threads of an agent`. */
  readonly keeps: string;
  /** `process` is gone when the program ends. */
  readonly storage: "process" | "durable";
  readonly place: Place;
  readonly calleePlace: Place;
  /** The file reads the command line, or a person's keyboard: a program that one person runs. */
  readonly isCommandLine: boolean;
  /** All threads that the file names have their id written out, as in a program for one conversation. */
  readonly hasFixedThread: boolean;
  readonly context: CodeContext;
}
