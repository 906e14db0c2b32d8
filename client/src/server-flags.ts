/** Most that the server may keep, in MB. */
const HEAP_LIMIT = 512;

/** Room for what is made and soon gone, in MB. Every keystroke makes a syntax tree: with more room fewer of them have to wait for a collection. */
const YOUNG_LIMIT = 32;

/** What Node is told when it starts the server, which collects memory itself while nobody waits. */
export const SERVER_FLAGS: string[] = [
  `--max-old-space-size=${HEAP_LIMIT}`,
  `--max-semi-space-size=${YOUNG_LIMIT}`,
  "--expose-gc",
];
