import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { SERVER_FLAGS } from "../../client/src/server-flags.ts";
import { IdleCollection, type YoungMemory } from "../../server/src/features/idle-collection.ts";
import type { Later } from "../../server/src/features/later.ts";

class Memory implements YoungMemory {
  collections = 0;
  bytes = 0;
  used(): number {
    return this.bytes;
  }
  collect(): void {
    this.collections++;
    this.bytes = 0;
  }
}

describe("idle collection", () => {
  let waiting: (() => void) | undefined;
  let memory: Memory;
  let collection: IdleCollection;
  beforeEach(() => {
    waiting = undefined;
    memory = new Memory();
    const later: Later = (action) => {
      waiting = action;
      return () => void (waiting = undefined);
    };
    collection = new IdleCollection(later, memory);
  });

  it("waits until an answer was given, and collects once", () => {
    memory.bytes = 20_000_000;
    collection.after();
    assert.equal(memory.collections, 0);
    waiting?.();
    assert.equal(memory.collections, 1);
  });

  it("leaves alone what is not worth it", () => {
    memory.bytes = 100_000;
    collection.after();
    waiting?.();
    assert.equal(memory.collections, 0);
  });

  it("makes way for what is asked", () => {
    memory.bytes = 20_000_000;
    collection.after();
    collection.stop();
    assert.equal(waiting, undefined);
  });

  it("frees young memory in a process that is started as the server is", () => {
    const script = `
      const v8 = require("node:v8");
      const used = () => v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_used_size;
      while (used() < 6_000_000) Array.from({ length: 1_000 }, (_, index) => ({ index }));
      const before = used();
      globalThis.gc({ type: "minor" });
      process.stdout.write(String(before - used()));`;
    const freed = Number(execFileSync(process.execPath, [...SERVER_FLAGS, "-e", script], { encoding: "utf8" }));
    assert.ok(freed > 1_000_000, `${freed} bytes`);
  });
});
