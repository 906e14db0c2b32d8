const { availableParallelism } = require("node:os");

/** How mocha runs what stands in out/unit/. */
module.exports = {
  require: "./test/short-run.cjs",
  reporter: "test/reporter.cjs",
  timeout: 20_000,
  parallel: true,
  jobs: Math.max(2, availableParallelism()),
};
