import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type {
  CodeAction,
  Diagnostic,
  Hover,
  InitializeResult,
  PublishDiagnosticsParams,
  TextEdit,
} from "vscode-languageserver";
import type { ServerRequests } from "../../server/src/protocol.ts";

export const SERVER = resolve("dist/server.cjs");

/** A message as it comes in; what it holds is for the test to know. */
export interface Message<Result = unknown, Params = unknown> {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Result;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Diagnostics of one document, as they are pulled. */
export interface PullReport {
  readonly kind: "full" | "unchanged";
  readonly resultId: string;
  readonly items: readonly Finding[];
}

/** A diagnostic of this server. */
export interface Finding extends Diagnostic {
  readonly code: string;
  readonly data: { readonly fingerprint: string; readonly version: string };
}

/** Tells whether a notification's parameters are those that are waited for. */
type Matcher<Params> = (params: Params) => boolean;

/** Capabilities of an editor that can do all that the server makes use of. */
export const FULL = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true },
    hover: { contentFormat: ["markdown"] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
};

/** Capabilities of an editor that is only told. */
export const WITHOUT_PULL = { ...FULL, textDocument: { ...FULL.textDocument, diagnostic: undefined } };

/** A language client over standard input and output, for one bundled server. */
export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  /** Settings by section, as the editor would answer. */
  settings: Record<string, unknown> = {};
  readonly notifications: Message[] = [];
  /** Requests that the server sent. */
  readonly requests: Message[] = [];
  readonly #openUris = new Set<string>();
  readonly #pending = new Map<number, (message: Message) => void>();
  readonly #waiting: { matches: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  /** `flags` are for Node. */
  constructor(environment: Record<string, string> = {}, flags: readonly string[] = []) {
    this.process = spawn(process.execPath, [...flags, SERVER, "--stdio"], { env: { ...process.env, ...environment } });
    this.process.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stdin.on("error", () => undefined);
  }

  async initialize(capabilities: object, roots: readonly string[], options: object = {}): Promise<InitializeResult> {
    const workspaceFolders = roots.map(folderOf);
    const { result } = await this.request<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders,
      ...options,
    });
    this.notify("initialized", {});
    assert.ok(result !== undefined);
    return result;
  }

  /** The whole answer, with its result or error. */
  async request<Result = unknown>(method: string, params: unknown): Promise<Message<Result>> {
    return this.send<Result>(method, params).answer;
  }

  send<Result = unknown>(
    method: string,
    params: unknown,
  ): { readonly id: number; readonly answer: Promise<Message<Result>> } {
    const id = this.#nextId++;
    const answer = new Promise<Message<Result>>((settle) =>
      this.#pending.set(id, (message) => settle(message as Message<Result>)),
    );
    this.#write({ jsonrpc: "2.0", id, method, params });
    return { id, answer };
  }

  notify(method: string, params: unknown): void {
    this.#write({ jsonrpc: "2.0", method, params });
  }

  /** The first notification or request of the server that matches, past or to come. */
  async told<Params>(method: string, matches: Matcher<Params> = () => true): Promise<Params> {
    const isWanted = (message: Message): boolean => message.method === method && matches(message.params as Params);
    const past = [...this.notifications, ...this.requests].find(isWanted);
    if (past !== undefined) return past.params as Params;
    const message = await new Promise<Message>((settle) => this.#waiting.push({ matches: isWanted, resolve: settle }));
    return message.params as Params;
  }

  /** Forgets what the server said so far. */
  forget(): void {
    this.notifications.length = 0;
    this.requests.length = 0;
  }

  open(uri: string, text: string, languageId = "typescript", version = 1): void {
    this.#openUris.add(uri);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: object[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.#openUris.delete(uri);
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  async pull(uri: string, previousResultId?: string): Promise<Message<PullReport>> {
    return this.request<PullReport>("textDocument/diagnostic", {
      textDocument: { uri },
      identifier: "genai-lens",
      previousResultId,
    });
  }

  /** The findings of a document; fails where the server answers with an error. */
  async findings(uri: string): Promise<readonly Finding[]> {
    const { result, error } = await this.pull(uri);
    assert.ok(result !== undefined, error?.message);
    return result.items;
  }

  /** The result of one of the product's own requests; fails where the server answers with an error. */
  async ask<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
  ): Promise<ServerRequests[Method]["result"]> {
    const { result, error } = await this.request<ServerRequests[Method]["result"]>(method, params);
    assert.ok(result !== undefined, error?.message);
    return result;
  }

  /** What is offered at the first of some findings, or at the start of the document without any. */
  async actions(uri: string, items: readonly Finding[], only?: string[]): Promise<CodeAction[]> {
    const range = items[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const { result } = await this.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: items, ...(only === undefined ? {} : { only }) },
    });
    assert.ok(result !== undefined);
    return result;
  }

  /** What is shown, as Markdown, when the mouse rests on a place. Counted from 0. */
  async hoverAt(uri: string, line: number, character: number): Promise<{ text: string; range: Hover["range"] }> {
    const params = { textDocument: { uri }, position: { line, character } };
    const { result } = await this.request<Hover>("textDocument/hover", params);
    assert.ok(result !== undefined && typeof result.contents === "object" && "kind" in result.contents);
    return { text: result.contents.value, range: result.range };
  }

  async published(matches?: Matcher<PublishDiagnosticsParams>): Promise<PublishDiagnosticsParams> {
    return this.told("textDocument/publishDiagnostics", matches);
  }

  /** Settled once the server has asked that diagnostics be pulled again. */
  async refreshed(): Promise<void> {
    await this.told("workspace/diagnostic/refresh");
  }

  /** Adds a folder to the workspace. Settled once the server knows it. */
  async addFolder(root: string): Promise<void> {
    await this.#changeFolders({ added: [folderOf(root)], removed: [] });
  }

  /** Closes every document and takes a folder out of the workspace. Settled once the server has given both up. */
  async leaveFolder(root: string): Promise<void> {
    for (const uri of this.#openUris) this.close(uri);
    await this.#changeFolders({ added: [], removed: [folderOf(root)] });
  }

  async #changeFolders(event: object): Promise<void> {
    this.notify("workspace/didChangeWorkspaceFolders", { event });
    // Answered only when the folders are known and their settings read.
    await this.ask("genaiLens/status", {});
  }

  /** Writes bytes as they are. */
  writeRaw(bytes: string | Buffer): void {
    this.process.stdin.write(bytes);
  }

  /** Ends the server in the way that the protocol asks for, and answers its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const exit = once(this.process, "exit") as Promise<[number | null]>;
    await this.request("shutdown", undefined);
    this.notify("exit", undefined);
    return (await exit)[0];
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  #write(message: object): void {
    const body = Buffer.from(JSON.stringify(message), "utf8");
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const header = this.#buffer.indexOf("\r\n\r\n");
      if (header === -1) return;
      const length = Number(/Content-Length: (\d+)/u.exec(this.#buffer.subarray(0, header).toString())?.[1]);
      if (this.#buffer.length < header + 4 + length) return;
      const body = this.#buffer.subarray(header + 4, header + 4 + length).toString("utf8");
      this.#buffer = this.#buffer.subarray(header + 4 + length);
      this.#receive(JSON.parse(body) as Message);
    }
  }

  #receive(message: Message): void {
    if (message.method === undefined) {
      this.#pending.get(message.id!)?.(message);
      this.#pending.delete(message.id!);
      return;
    }
    if (message.id === undefined) {
      this.notifications.push(message);
    } else {
      this.requests.push(message);
      this.#write({ jsonrpc: "2.0", id: message.id, result: this.#answer(message) });
    }
    for (const waiting of this.#waiting.filter(({ matches }) => matches(message))) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve(message);
    }
  }

  #answer({ method, params }: Message): unknown {
    if (method !== "workspace/configuration") return null;
    const { items } = params as { items: { section: string }[] };
    return items.map(({ section }) => this.settings[section] ?? null);
  }
}

function folderOf(root: string): { uri: string; name: string } {
  return { uri: uriOf(root), name: root.split("/").at(-1) ?? "" };
}

export function uriOf(file: string): string {
  return pathToFileURL(file).toString();
}

export function fileOf(uri: string): string {
  return fileURLToPath(uri);
}

/** The documents that a code action edits, in its order. */
export function changedDocuments({ edit }: CodeAction): readonly unknown[] {
  return edit?.documentChanges?.map((change) => "textDocument" in change && change.textDocument) ?? [];
}

/** The first action that is wanted; fails where there is none. */
export function findAction(offered: readonly CodeAction[], isWanted: (action: CodeAction) => boolean): CodeAction {
  const action = offered.find(isWanted);
  assert.ok(action !== undefined, `not among ${offered.map(({ title }) => title).join(", ")}`);
  return action;
}

/** A text with the edits of a code action in it. */
export function applied(text: string, { edit }: CodeAction): string {
  const edits: readonly TextEdit[] =
    edit?.documentChanges?.flatMap((change) => ("edits" in change ? (change.edits as TextEdit[]) : [])) ??
    Object.values(edit?.changes ?? {}).flat();
  const starts = [0, ...[...text.matchAll(/\n/gu)].map((match) => match.index + 1)];
  const offset = ({ line, character }: { line: number; character: number }): number => starts[line]! + character;
  return [...edits]
    .map(({ range, newText }, index) => ({ start: offset(range.start), end: offset(range.end), newText, index }))
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
