import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import {
  Disposable,
  EventEmitter,
  commands,
  window,
  workspace,
  type CancellationToken,
  type Event,
  type LogOutputChannel,
} from "vscode";
import {
  CloseAction,
  DiagnosticPullMode,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  ErrorAction,
  FileChangeType,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  WorkDoneProgress,
  vsdiag,
  type CloseHandlerResult,
  type ErrorHandlerResult,
  type LanguageClientOptions,
  type NodeModule,
} from "vscode-languageclient/node";
import type { ServerNotifications, ServerRequests } from "../../server/src/protocol.ts";
import { BREADCRUMB_VARIABLE, Breadcrumb } from "./breadcrumb.ts";
import { CONFIGURATION_FILES, DOCUMENT_SELECTOR, LENS_FILES, SPECIFICATION_FILES } from "./languages.ts";
import { RestartPolicy } from "./restart-policy.ts";
import { SERVER_FLAGS } from "./server-flags.ts";
import { SECTION, isEnabled, isEnabledAnywhere, runsOn } from "./settings.ts";
import { watchFiles, watchFolderDeletes } from "./watched-files.ts";

/** The last lines on standard error can arrive after the connection has closed. In ms. */
const LAST_WORDS = 200;

const RESTART = "Restart";
const SHOW_OUTPUT = "Show Output";

/** Whether the server can answer. */
export type ServerState = "starting" | "running" | "stopped";

/** Progress of a request, as the server tells it. */
export interface RequestProgress {
  readonly message: string | undefined;
  /** 0 to 100; `undefined` where the end is not known. */
  readonly percentage: number | undefined;
}

/** The running server, and all that the extension asks of it. */
export class LensClient implements Disposable {
  readonly #output: LogOutputChannel;
  readonly #client: LanguageClient;
  readonly #breadcrumb = new Breadcrumb();
  readonly #restartPolicy = new RestartPolicy();
  readonly #filesThatStoppedIt = new Set<string>();
  readonly #disposables: Disposable[] = [];
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #reviewChanged = new EventEmitter<string>();
  readonly #workChanged = new EventEmitter<ServerNotifications["genaiLens/state"]>();
  #progressTokens = 0;

  /** The server started, stopped, or is on its way. */
  readonly onDidChangeState: Event<ServerState> = this.#stateChanged.event;
  /** A folder's review changed; carries the folder's URI. */
  readonly onDidChangeReview: Event<string> = this.#reviewChanged.event;
  /** The server says what it is doing. */
  readonly onDidChangeWork: Event<ServerNotifications["genaiLens/state"]> = this.#workChanged.event;

  constructor(serverModule: string, output: LogOutputChannel) {
    this.#output = output;
    this.#client = new LanguageClient(SECTION, "GenAI Lens", serverOptions(serverModule), this.#clientOptions());
    this.#disposables.push(
      this.#client.onDidChangeState(() => this.#stateChanged.fire(this.state)),
      this.#onNotification("genaiLens/reviewChanged", ({ folder }) => this.#reviewChanged.fire(folder)),
      this.#onNotification("genaiLens/state", (work) => this.#workChanged.fire(work)),
      watchFolderDeletes((folder) => this.#tellDeleted(folder.toString())),
      workspace.onDidChangeConfiguration(async (event) => {
        if (event.affectsConfiguration(`${SECTION}.enable`)) {
          await this.#followSetting();
        }
      }),
      this.#stateChanged,
      this.#reviewChanged,
      this.#workChanged,
    );
  }

  get state(): ServerState {
    switch (this.#client.state) {
      case State.Running:
        return "running";
      case State.Starting:
        return "starting";
      default:
        return "stopped";
    }
  }

  /** Whether the server can answer. Waits while it is on its way. */
  async untilRunning(): Promise<boolean> {
    while (this.state === "starting") {
      await new Promise<void>((resolve) => {
        const listener = this.onDidChangeState(() => {
          listener.dispose();
          resolve();
        });
      });
    }
    return this.state === "running";
  }

  /** Starts the server unless settings switch it off everywhere. Problems are shown, never thrown. */
  async start(): Promise<void> {
    if (!isEnabledAnywhere() || this.state !== "stopped") {
      return;
    }
    try {
      await this.#client.start();
    } catch (error) {
      this.#output.error("The language server did not start", error instanceof Error ? error : String(error));
    }
  }

  /** Ends the server, also one that no longer answers, and starts a new one. */
  async restart(): Promise<void> {
    this.#restartPolicy.reset();
    this.#filesThatStoppedIt.clear();
    await this.#stop();
    await this.start();
  }

  /** Asks the server. Fails when it is not running, and with the server's own error. */
  async request<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token?: CancellationToken,
  ): Promise<ServerRequests[Method]["result"]> {
    // A token that is undefined would be sent as one more parameter.
    return token === undefined
      ? this.#client.sendRequest<ServerRequests[Method]["result"]>(method, params)
      : this.#client.sendRequest<ServerRequests[Method]["result"]>(method, params, token);
  }

  /** Like `request`, and passes on the progress that the server reports for it. */
  async requestWithProgress<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token: CancellationToken,
    report: (progress: RequestProgress) => void,
  ): Promise<ServerRequests[Method]["result"]> {
    const workDoneToken = `${method}#${++this.#progressTokens}`;
    const listener = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== "end") {
        report({ message: value.message, percentage: value.percentage });
      }
    });
    try {
      return await this.#client.sendRequest<ServerRequests[Method]["result"]>(
        method,
        { ...params, workDoneToken },
        token,
      );
    } finally {
      listener.dispose();
    }
  }

  async dispose(): Promise<void> {
    Disposable.from(...this.#disposables).dispose();
    try {
      await this.#client.dispose();
    } catch (error) {
      this.#output.warn("The language server did not stop in time and was ended", error);
    }
  }

  #onNotification<Method extends keyof ServerNotifications>(
    method: Method,
    handle: (params: ServerNotifications[Method]) => void,
  ): Disposable {
    return this.#client.onNotification(method, handle);
  }

  async #stop(): Promise<void> {
    if (!this.#client.needsStop()) {
      return;
    }
    try {
      await this.#client.stop();
    } catch (error) {
      this.#output.warn("The language server did not stop in time and was ended", error);
    }
  }

  async #followSetting(): Promise<void> {
    if (!isEnabledAnywhere()) {
      await this.#stop();
      return;
    }
    await this.start();
    if (this.state === "running") {
      this.#client.getFeature(DocumentDiagnosticRequest.method).refresh();
    }
  }

  #tellDeleted(uri: string): void {
    if (this.state === "running") {
      void this.#client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri, type: FileChangeType.Deleted }],
      });
    }
  }

  #clientOptions(): LanguageClientOptions {
    const watchers = watchFiles();
    this.#disposables.push(...watchers);
    return {
      documentSelector: [...DOCUMENT_SELECTOR, LENS_FILES, CONFIGURATION_FILES, SPECIFICATION_FILES],
      outputChannel: this.#output,
      traceOutputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => ({ skip: [...this.#filesThatStoppedIt] }),
      synchronize: { configurationSection: SECTION, fileEvents: watchers },
      markdown: { isTrusted: { enabledCommands: ["genaiLens.openRulePage", "genaiLens.openPractice"] } },
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        filter: (document, mode) => mode === DiagnosticPullMode.onType && runsOn(document.uri) === "onSave",
      },
      middleware: {
        provideDiagnostics: (document, previousResultId, token, next) => {
          const uri = "uri" in document ? document.uri : document;
          if (!isEnabled(uri)) {
            return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
          }
          return next(document, previousResultId, token);
        },
        handleDiagnostics: (uri, diagnostics, next) => next(uri, isEnabled(uri) ? diagnostics : []),
      },
      stdioOptions: {
        stdout: (input) => this.#readLines(input, (line) => this.#output.info(line)),
        stderr: (input) =>
          this.#readLines(input, (line) => {
            if (!this.#breadcrumb.accept(line)) {
              this.#output.error(line);
            }
          }),
      },
      errorHandler: {
        error: (error): ErrorHandlerResult => {
          this.#output.error("The connection to the language server failed", error);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => this.#serverStopped(),
      },
    };
  }

  #readLines(input: NodeJS.ReadableStream, take: (line: string) => void): void {
    createInterface({ input, crlfDelay: Infinity, terminal: false }).on("line", take);
  }

  async #serverStopped(): Promise<CloseHandlerResult> {
    await delay(LAST_WORDS);
    const file = this.#breadcrumb.file;
    this.#breadcrumb.clear();
    if (file !== undefined) {
      this.#filesThatStoppedIt.add(file);
    }
    const cause = file === undefined ? "" : ` while reading ${workspace.asRelativePath(file)}`;
    if (this.#restartPolicy.noteStop(Date.now()) === "restart") {
      const message = `The GenAI Lens server stopped${cause} and is started again.`;
      if (this.#restartPolicy.recentStops === 1) {
        void this.#offer(window.showWarningMessage(message, SHOW_OUTPUT));
      }
      return { action: CloseAction.Restart, handled: true, message };
    }
    const message =
      `The GenAI Lens server stopped ${this.#restartPolicy.recentStops} times in 3 minutes, last${cause || " for a reason it did not give"}. ` +
      "It stays off until you restart it.";
    void this.#offer(window.showErrorMessage(message, RESTART, SHOW_OUTPUT));
    return { action: CloseAction.DoNotRestart, handled: true, message };
  }

  async #offer(choice: Thenable<string | undefined>): Promise<void> {
    switch (await choice) {
      case RESTART:
        await commands.executeCommand("genaiLens.restartServer");
        break;
      case SHOW_OUTPUT:
        this.#output.show();
        break;
    }
  }
}

function serverOptions(module: string): NodeModule {
  return {
    module,
    transport: TransportKind.ipc,
    options: {
      execArgv: SERVER_FLAGS,
      env: { [BREADCRUMB_VARIABLE]: "1" },
    },
  };
}
