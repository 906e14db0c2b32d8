import type { FlowSink } from "../facts.ts";

/** How much of an argument has to be outside data before it can do harm. */
export type SinkReach =
  /** Any piece of the text. */
  | "any piece"
  /** The start: the program to run, or the host of a URL. What follows a fixed start does no harm. */
  | "start";

/** A call where data that nobody trusts can do harm. */
export interface SinkCall {
  readonly sink: FlowSink;
  /**
   * What is called: `eval` for a global; `child_process:exec` for an export of a package, where `()` stands for
   * calling or constructing it: `pg:Pool().query`; `*.$queryRawUnsafe` for a method of that name of anything.
   */
  readonly callees: readonly string[];
  /** Which arguments count, from 0; all of them where left out. */
  readonly arguments?: readonly number[];
  /** `any piece` where left out. */
  readonly reach?: SinkReach;
  /** Property of an object argument that holds the text, besides the argument itself: `text` of `query({ text })`. */
  readonly property?: string;
  /** Counts only where an options object among the arguments turns this on. */
  readonly onlyWith?: string;
}

function members(packages: readonly string[], names: readonly string[]): readonly string[] {
  return packages.flatMap((each) => names.map((name) => `${each}${name}`));
}

const fileSystems = ["fs:", "fs:promises.", "fs/promises:", "fs-extra:"];

const shellPrograms = ["child_process:spawn", "child_process:spawnSync", "cross-spawn:default", "cross-spawn:sync"];

/**
 * Sinks other than options of model calls. From Node 20's documentation, and the packages' own: pg 8, mysql2 3,
 * better-sqlite3 12, sqlite 5, knex 3, sequelize 6, typeorm 0.3, drizzle-orm 0.44, @prisma/client 6, execa 9, axios 1,
 * got 14, puppeteer 24 and playwright 1.
 */
export const sinkCalls: readonly SinkCall[] = [
  {
    sink: "code execution",
    callees: [
      "eval",
      "Function",
      "vm:runInNewContext",
      "vm:runInThisContext",
      "vm:runInContext",
      "vm:Script",
      "vm:compileFunction",
    ],
  },
  { sink: "code execution", callees: ["setTimeout", "setInterval"], arguments: [0] },
  {
    sink: "shell",
    callees: [
      "child_process:exec",
      "child_process:execSync",
      "execa:execaCommand",
      "execa:execaCommandSync",
      "shelljs:exec",
    ],
    arguments: [0],
  },
  { sink: "shell", callees: shellPrograms, onlyWith: "shell" },
  {
    sink: "shell",
    callees: [
      ...shellPrograms,
      "child_process:execFile",
      "child_process:execFileSync",
      "execa:execa",
      "execa:execaSync",
    ],
    arguments: [0],
    reach: "start",
  },
  {
    sink: "SQL",
    callees: [
      ...members(["*."], ["$queryRawUnsafe", "$executeRawUnsafe"]),
      ...members(["pg:Pool().", "pg:Client().", "pg:Pool().connect().", "pg:PoolClient()."], ["query"]),
      ...members(
        [
          "mysql2:createPool().",
          "mysql2:createConnection().",
          "mysql2/promise:createPool().",
          "mysql2/promise:createConnection().",
          "mysql2/promise:createPool().getConnection().",
          "mysql2/promise:Pool().",
          "mysql2/promise:Connection().",
          "mysql2/promise:PoolConnection().",
          "mysql:createPool().",
          "mysql:createConnection().",
        ],
        ["query", "execute"],
      ),
      ...members(
        ["better-sqlite3:default().", "better-sqlite3:Database().", "node:sqlite:DatabaseSync()."],
        ["prepare", "exec"],
      ),
      ...members(["sqlite:DatabaseSync()."], ["prepare", "exec"]),
      ...members(["sqlite3:Database().", "sqlite:open()."], ["all", "get", "run", "exec", "each", "prepare"]),
      ...members(["knex:default().", "knex:knex().", "knex:Knex()."], ["raw"]),
      ...members(["sequelize:Sequelize().", "typeorm:DataSource().", "typeorm:EntityManager()."], ["query"]),
      "drizzle-orm:sql.raw",
      "sequelize:Sequelize.literal",
      "postgres:default().unsafe",
      "@neondatabase/serverless:neon()",
      "@neondatabase/serverless:neon().query",
      "@neondatabase/serverless:Pool().query",
      "@vercel/postgres:sql.query",
    ],
    arguments: [0],
    property: "text",
  },
  {
    sink: "HTML",
    callees: ["document.write", "document.writeln"],
  },
  { sink: "HTML", callees: ["*.insertAdjacentHTML"], arguments: [1] },
  {
    sink: "file path",
    callees: members(fileSystems, [
      "readFile",
      "readFileSync",
      "writeFile",
      "writeFileSync",
      "appendFile",
      "appendFileSync",
      "createReadStream",
      "createWriteStream",
      "open",
      "openSync",
      "unlink",
      "unlinkSync",
      "rm",
      "rmSync",
      "rmdir",
      "rmdirSync",
      "mkdir",
      "mkdirSync",
      "readdir",
      "readdirSync",
      "chmod",
      "chmodSync",
      "truncate",
      "truncateSync",
      "outputFile",
      "outputFileSync",
      "readJson",
      "readJsonSync",
      "writeJson",
      "writeJsonSync",
      "remove",
      "removeSync",
    ]),
    arguments: [0],
  },
  {
    sink: "file path",
    callees: members(fileSystems, ["copyFile", "copyFileSync", "rename", "renameSync", "cp", "cpSync", "copy", "move"]),
    arguments: [0, 1],
  },
  {
    sink: "URL",
    callees: [
      "fetch",
      ...members(["axios:"], ["default", "get", "post", "put", "patch", "delete", "head", "request"]),
      ...members(
        ["axios:create()", "axios:create()."],
        ["", "get", "post", "put", "patch", "delete", "head", "request"],
      ),
      ...members(["got:"], ["default", "got", "get", "post"]),
      "node-fetch:default",
      "undici:fetch",
      "undici:request",
      "cross-fetch:default",
      "ofetch:ofetch",
      "ky:default",
      ...members(["http:", "https:"], ["get", "request"]),
      "puppeteer:launch().newPage().goto",
      "puppeteer-core:launch().newPage().goto",
      ...members(
        ["playwright:", "playwright-core:", "@playwright/test:"],
        [
          "chromium.launch().newPage().goto",
          "firefox.launch().newPage().goto",
          "webkit.launch().newPage().goto",
          "chromium.launch().newContext().newPage().goto",
          "Page().goto",
        ],
      ),
    ],
    arguments: [0],
    reach: "start",
    property: "url",
  },
  {
    sink: "log",
    callees: members(["console."], ["log", "info", "debug", "warn", "error", "trace", "dir"]),
  },
];

/** Properties that turn what is assigned to them into markup. */
export const markupProperties: readonly string[] = ["innerHTML", "outerHTML", "srcdoc"];

/** Objects that write logs by the name that code gives them, and their methods. */
export const loggers = {
  names: /^(logger|log|LOG|LOGGER|\w+Logger)$/,
  methods: ["log", "info", "debug", "warn", "error", "trace", "verbose", "fatal", "silly", "notice"],
} as const;
