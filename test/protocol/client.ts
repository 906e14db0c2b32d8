import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";

export const SERVER = resolve("dist/server.cjs");

export interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: any;
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Capabilities of an editor that can do all that the server makes use of. */
export const FULL = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
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
  readonly #pending = new Map<number, (message: Message) => void>();
  readonly #waiting: { matches: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(environment: Record<string, string> = {}) {
    this.process = spawn(process.execPath, [SERVER, "--stdio"], { env: { ...process.env, ...environment } });
    this.process.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stdin.on("error", () => undefined);
  }

  async initialize(capabilities: object, roots: readonly string[], options: object = {}): Promise<Message> {
    const workspaceFolders = roots.map((root) => ({ uri: uriOf(root), name: root.split("/").at(-1) }));
    const answer = await this.request("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders,
      ...options,
    });
    this.notify("initialized", {});
    return answer;
  }

  /** The whole answer, with its result or error. */
  async request(method: string, params: unknown): Promise<Message> {
    return this.send(method, params).answer;
  }

  send(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Message> } {
    const id = this.#nextId++;
    const answer = new Promise<Message>((settle) => this.#pending.set(id, settle));
    this.#write({ jsonrpc: "2.0", id, method, params });
    return { id, answer };
  }

  notify(method: string, params: unknown): void {
    this.#write({ jsonrpc: "2.0", method, params });
  }

  /** The first notification or request of the server that matches, past or to come. */
  async told(method: string, matches: (params: any) => boolean = () => true): Promise<Message> {
    const isWanted = (message: Message): boolean => message.method === method && matches(message.params);
    const past = [...this.notifications, ...this.requests].find(isWanted);
    if (past !== undefined) return past;
    return new Promise((settle) => this.#waiting.push({ matches: isWanted, resolve: settle }));
  }

  /** Forgets what the server said so far. */
  forget(): void {
    this.notifications.length = 0;
    this.requests.length = 0;
  }

  open(uri: string, text: string, languageId = "typescript", version = 1): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: object[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  async pull(uri: string, previousResultId?: string): Promise<Message> {
    return this.request("textDocument/diagnostic", { textDocument: { uri }, identifier: "genai-lens", previousResultId });
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
    return params.items.map(({ section }: { section: string }) => this.settings[section] ?? null);
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).toString();
}

export function fileOf(uri: string): string {
  return fileURLToPath(uri);
}

interface ProtocolEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** A text with the edits of a code action in it. */
export function applied(text: string, action: any): string {
  const edits: ProtocolEdit[] =
    action.edit.documentChanges?.flatMap((change: { edits: ProtocolEdit[] }) => change.edits) ??
    Object.values(action.edit.changes).flat();
  const starts = [0, ...[...text.matchAll(/\n/gu)].map((match) => match.index + 1)];
  const offset = ({ line, character }: { line: number; character: number }): number => starts[line]! + character;
  return [...edits]
    .map(({ range, newText }, index) => ({ start: offset(range.start), end: offset(range.end), newText, index }))
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
