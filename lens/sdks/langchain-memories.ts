import type { MemoryDescription } from "./description.ts";

interface MemoryModule {
  readonly specifiers: readonly string[];
  readonly memories: Readonly<Record<string, MemoryDescription>>;
}

const inProcess: MemoryDescription = { keeps: "threads", storage: "process" };
const durable: MemoryDescription = { keeps: "threads", storage: "durable" };
const facts: MemoryDescription = { keeps: "long-term memory", storage: "process" };

/** Checkpointers and stores of LangGraph (1.x): what keeps the threads of an agent. */
export const memoryModules: readonly MemoryModule[] = [
  {
    specifiers: ["@langchain/langgraph", "@langchain/langgraph-checkpoint"],
    memories: { MemorySaver: inProcess, InMemoryStore: facts },
  },
  { specifiers: ["@langchain/langgraph-checkpoint-postgres"], memories: { "PostgresSaver.fromConnString": durable } },
  { specifiers: ["@langchain/langgraph-checkpoint-mongodb"], memories: { MongoDBSaver: durable } },
  {
    specifiers: ["@langchain/langgraph-checkpoint-redis"],
    memories: { "RedisSaver.fromUrl": durable },
  },
  {
    specifiers: ["@langchain/langgraph-checkpoint-sqlite"],
    memories: {
      "SqliteSaver.fromConnString": { ...durable, processWhen: { path: "0", is: ":memory:" } },
    },
  },
];
