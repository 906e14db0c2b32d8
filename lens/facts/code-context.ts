import type { RetryLayer } from "./call-handling.ts";
import type { Place } from "./values.ts";

/** Where in the program a piece of code stands. */
export interface CodeContext {
  /** A test, a fixture or a mock, by its path. */
  readonly isTest: boolean;
  /** An example, a script or documentation, by its path or by the name of a package around it. */
  readonly isExample: boolean;
  /**
   * Proved that nobody hands it anything while it runs: a program that exports nothing, imports only SDKs and Node's own
   * modules for files and the like, and reads no command line, keyboard or network.
   */
  readonly isSelfContained: boolean;
  /** Proved to run in a browser: `"use client"`, a component file that touches the DOM. */
  readonly isBrowser: boolean;
  /** Proved never to run in a web page: the file imports a Node built-in or Electron's main process, or is `"use server"`. */
  readonly isServer: boolean;
  /** The function that is called once per request around it; `undefined` where none is proved. */
  readonly requestHandler: RequestHandler | undefined;
  /** The innermost loop or per-item callback around it in the same function. */
  readonly loop: Place | undefined;
  /** Name of the enclosing function or method, if it has one. */
  readonly functionName: string | undefined;
  /** Whether it stands in a function at all; at module level it runs once. */
  readonly isInFunction: boolean;
  /** A retry helper or queue around it (`pRetry`, `backOff`, a hand-written loop with a catch). */
  readonly isRetried: boolean;
  /** It stands in a `try` whose `catch` goes on to another model call. */
  readonly hasFallback: boolean;
  /** A timer races with it: `Promise.race` with a time-out, or a signal the caller hands in. */
  readonly isRaced: boolean;
  /** A timer that runs the code around it again and again; `period` in ms where it is written out. */
  readonly timer: { readonly place: Place; readonly period: number | undefined } | undefined;
  /** `Promise.all` over a list of any length, with this in the callback, and nothing that limits how many run at once. */
  readonly fanOut: Place | undefined;
  /** What certainly tries again when the connection fails: a helper by its name, or a counted loop that only catches. */
  readonly retryLayer: RetryLayer | undefined;
  /** Whom a request is for, as the code of its handler calls them: `userId`. */
  readonly person: string | undefined;
}

export interface RequestHandler {
  /** Such as `Express route`, `Next.js route handler`, `Lambda handler`. */
  readonly framework: string;
  readonly place: Place;
  /**
   * Proved as far as the workspace shows: nothing in its file, or in the files that run before it, asks who calls or
   * how often. `false` also where that cannot be told.
   */
  readonly isOpen: boolean;
}
