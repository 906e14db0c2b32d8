/**
 * Stands in for the VS Code server's native logger, which npm brings without its compiled part. Without it
 * no output channel shows anything. Writes at once, and starts a file anew when it grows too large.
 */
const { appendFileSync, mkdirSync, statSync, truncateSync } = require("node:fs");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warning", "error", "critical", "off"];

let commonLevel = 2;

class Logger {
  #file;
  #maxFileSize;
  #level = commonLevel;
  #isRaw = false;

  constructor(_type, _name, file, maxFileSize) {
    this.#file = file;
    this.#maxFileSize = maxFileSize;
  }

  trace = (message) => this.#write(0, message);
  debug = (message) => this.#write(1, message);
  info = (message) => this.#write(2, message);
  warn = (message) => this.#write(3, message);
  error = (message) => this.#write(4, message);
  critical = (message) => this.#write(5, message);

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern() {}

  clearFormatters() {
    this.#isRaw = true;
  }

  flush() {}

  drop() {}

  #write(level, message) {
    if (level < this.#level) {
      return;
    }
    try {
      if ((statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0) > this.#maxFileSize) {
        truncateSync(this.#file);
      }
      const time = new Date().toISOString().replace("T", " ").replace("Z", "");
      appendFileSync(this.#file, this.#isRaw ? message : `${time} [${LEVELS[level]}] ${message}\n`);
    } catch {
      // A log that cannot be written must not stop what it tells of.
    }
  }
}

async function createLogger(_name, file, maxFileSize) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger("", _name, file, maxFileSize);
}

// One by one, so that the names can be read without running this.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  commonLevel = level;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
