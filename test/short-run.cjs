/** What server/src/short-run.ts does for a check, for whatever runs tests: each process ends in a few seconds. */
require("node:v8").setFlagsFromString("--interrupt-budget=300000");
