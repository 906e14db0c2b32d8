/** Dots while the tests run, the failures after them, and `N passed, N failed` as the last line. */
const { reporters } = require("mocha");

module.exports = class CountReporter extends reporters.Dot {
  epilogue() {
    super.epilogue();
    const { passes, failures } = this.stats;
    console.log(`${passes} passed, ${failures} failed`);
  }
};
