import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type {
  CancellationToken,
  InitializeParams,
  InitializeResult,
  WorkDoneProgressParams,
  WorkDoneProgressReporter,
} from "vscode-languageserver";
import { createConnection } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import manifest from "../../package.json" with { type: "json" };
import { readClientFeatures } from "./features/client-features.ts";
import type { ClientFeatures } from "./features/client-features.ts";
import { CODE_ACTION_KINDS, codeActions } from "./features/code-actions.ts";
import { configurationFixes, isConfiguration } from "./features/configuration-fixes.ts";
import { SOURCE } from "./features/diagnostics.ts";
import { Documents } from "./features/documents.ts";
import { Folders } from "./features/folders.ts";
import type { Folder } from "./features/folders.ts";
import { fixDocuments } from "./features/fix-documents.ts";
import { fixEvidence } from "./features/fix-evidence.ts";
import { guarded } from "./features/guard.ts";
import { hover } from "./features/hover.ts";
import { importLens } from "./features/import-lens.ts";
import { pageOf } from "./features/pages.ts";
import { documentOfFile } from "./features/positions.ts";
import type { TextOf } from "./features/positions.ts";
import { Publisher } from "./features/publishing.ts";
import { Pulls } from "./features/pulls.ts";
import { ReviewSync } from "./features/review-sync.ts";
import { readSettings } from "./features/settings.ts";
import { specificationActions } from "./features/specification-actions.ts";
import { specificationLenses } from "./features/specification-lenses.ts";
import { Specifications, specificationFile } from "./features/specification.ts";
import { Upkeep } from "./features/upkeep.ts";
import { uriOfFile } from "./features/uris.ts";
import { noteFileEvents, WATCHED_FILES } from "./features/watching.ts";
import { boundHeapGrowth } from "./heap.ts";
import type { ServerNotifications, ServerRequests } from "./protocol.ts";
import { REVIEW_FORMATS } from "./reports/review/review-formats.ts";
import type { FolderReview } from "./review/folder-review.ts";
import { firstSpecification } from "./specification/folder-specification.ts";
import { FixTexts, type OpenText } from "./workspace/fix-texts.ts";
import type { WorkspaceOptions } from "./workspace/workspace-options.ts";

boundHeapGrowth();

const SCAN_COMMAND = "genaiLens.scanWorkspace";
const SECTION = "genaiLens";

const connection = createConnection();
const log = connection.console;

interface Server {
  readonly client: ClientFeatures;
  readonly documents: Documents;
  readonly folders: Folders;
  readonly publisher: Publisher;
  readonly pulls: Pulls;
  readonly upkeep: Upkeep;
  readonly specifications: Specifications;
  readonly textOf: TextOf;
  readonly initialFolders: { readonly uri: string; readonly name: string }[];
}

/** Settings as the client last sent them, for clients that cannot be asked. */
let pushedSettings: Record<string, unknown> = {};
let server: Server | undefined;

function createServer(params: InitializeParams): Server {
  const client = readClientFeatures(params);
  const documents = new Documents({
    changed({ file, document }) {
      if (!folders.isReady) return;
      const folder = folders.of(file);
      folder.workspace.setOverlay(file, document.getText(), document.version);
      if (client.hasPull) publisher.clear(file);
      upkeep.changed(folder);
    },
    closed({ uri, file }) {
      if (!folders.isReady) return;
      const folder = folders.of(file);
      folder.workspace.clearOverlay(file);
      pulls.forget(uri);
      if (!client.hasPull) publisher.clear(file);
      folders.forgetUnused();
      if (folders.all().includes(folder)) upkeep.changed(folder);
      else upkeep.stop(folder);
    },
    complain: (message) => log.warn(message),
  });
  const settings = { read: async (folder: string | undefined) => fetchSettings(client, folder) };
  const folders = new Folders(documents, settings, client.skip);
  const textOf: TextOf = (file) => {
    const open = documents.ofFile(file);
    if (open !== undefined) return open.document;
    const text = folders.find(file)?.workspace.text(file);
    return text === undefined ? undefined : documentOfFile(file, text);
  };
  const specifications = new Specifications(folders, textOf);
  const publisher = new Publisher(
    (diagnostics) => void connection.sendDiagnostics(diagnostics),
    documents,
    folders,
    client,
    textOf,
    specifications,
  );
  const pulls = new Pulls(documents, folders, client, textOf, specifications);
  const upkeep = new Upkeep(documents, folders, publisher, {
    reviewChanged({ uri }) {
      if (uri !== undefined) notify("genaiLens/reviewChanged", { folder: uri });
    },
    state: (state) => notify("genaiLens/state", state),
    openDocumentsChanged(folder) {
      if (client.hasPull && client.hasDiagnosticRefresh && pulls.isAnyStale(folder)) refreshDiagnostics();
      const specified = specifications.of(folder);
      const isShown = specified !== undefined && documents.ofFile(specified.file) !== undefined;
      if (client.hasCodeLensRefresh && isShown) refreshCodeLenses();
    },
    failed: (what, error) => log.error(`${what} failed: ${error instanceof Error ? error.message : String(error)}`),
  });
  const initialFolders = params.workspaceFolders ?? folderOfRoot(params);
  return { client, documents, folders, publisher, pulls, upkeep, specifications, textOf, initialFolders };
}

function folderOfRoot({ rootUri }: InitializeParams): { uri: string; name: string }[] {
  // Clients without folders name one root.
  return rootUri === null ? [] : [{ uri: rootUri, name: URI.parse(rootUri).path.split("/").at(-1) ?? "" }];
}

function capabilitiesFor(client: ClientFeatures): InitializeResult["capabilities"] {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(client.hasPull
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS },
    codeLensProvider: { resolveProvider: false },
    hoverProvider: true,
    // The extension has a command of that name itself.
    ...(client.isOwnExtension ? {} : { executeCommandProvider: { commands: [SCAN_COMMAND] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

function started(): Server {
  if (server === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server was not initialized");
  return server;
}

async function fetchSettings(client: ClientFeatures, scopeUri: string | undefined): Promise<WorkspaceOptions> {
  if (!client.hasConfiguration) return readSettings(pushedSettings[SECTION], undefined);
  const scope = scopeUri === undefined ? {} : { scopeUri };
  const [section, filesExclude] = (await connection.workspace.getConfiguration([
    { ...scope, section: SECTION },
    { ...scope, section: "files.exclude" },
  ])) as unknown[];
  return readSettings(section, filesExclude);
}

function notify<Method extends keyof ServerNotifications>(method: Method, params: ServerNotifications[Method]): void {
  void connection.sendNotification(method, params);
}

function refreshDiagnostics(): void {
  connection.languages.diagnostics.refresh().catch((error: unknown) => {
    log.warn(`The client did not refresh its diagnostics: ${error instanceof Error ? error.message : String(error)}`);
  });
}

function refreshCodeLenses(): void {
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    log.warn(`The client did not refresh its code lenses: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** Installs the answer to one of the product's own requests. */
function answer<Method extends keyof ServerRequests>(
  method: Method,
  work: (
    params: ServerRequests[Method]["params"],
    token: CancellationToken,
    current: Server,
  ) => ServerRequests[Method]["result"] | Promise<ServerRequests[Method]["result"]>,
): void {
  connection.onRequest(method, (params: ServerRequests[Method]["params"], token: CancellationToken) =>
    guarded(method, token, log, async () => {
      const current = started();
      await current.folders.ready;
      return work(params, token, current);
    }),
  );
}

function namedFolder(folders: Folders, uri: string): Folder {
  const folder = folders.byUri(uri);
  if (folder === undefined)
    throw new ResponseError(ErrorCodes.InvalidParams, `${uri} is not a folder of this workspace`);
  return folder;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function scan(
  current: Server,
  folders: readonly Folder[],
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<ServerRequests["genaiLens/scan"]["result"]> {
  progress.begin("GenAI Lens: scanning", 0, "", true);
  try {
    return await current.upkeep.scan(folders, token, (folder, { done, total }) => {
      const before = folders.indexOf(folder);
      const share = total === 0 ? 0 : done / total;
      progress.report((100 * (before + share)) / folders.length, `${folder.name}: ${done} of ${total} files`);
    });
  } finally {
    progress.done();
  }
}

/** The texts of a folder, to try fixes on. */
function trialTexts({ documents, client }: Server, { workspace }: Folder): FixTexts {
  const openText = (file: string): OpenText | undefined => {
    const document = documents.ofFile(file)?.document;
    return document && { text: document.getText(), version: document.version };
  };
  return new FixTexts(workspace, openText, { mayCreate: client.hasFileCreation });
}

connection.onInitialize((params) => {
  server = createServer(params);
  return {
    capabilities: capabilitiesFor(server.client),
    serverInfo: { name: manifest.displayName, version: manifest.version },
  };
});

connection.onInitialized(async () => {
  const { client, folders, upkeep, initialFolders } = started();
  if (client.hasConfigurationRegistration) {
    const section = [SECTION, "files.exclude"];
    void connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  if (client.hasFileWatchRegistration && !client.isOwnExtension) {
    const watchers = WATCHED_FILES.map((globPattern) => ({ globPattern }));
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.hasFolderChanges) {
    connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      const gone = removed.flatMap(({ uri }) => folders.byUri(uri) ?? []);
      await folders.change(added, removed);
      for (const folder of gone) upkeep.stop(folder);
      afterSettings(folders.all());
    });
  }
  await folders.change(initialFolders, []);
  afterSettings(folders.all());
});

/** Looks again at folders that began anew. */
function afterSettings(renewed: readonly Folder[]): void {
  const { client, upkeep } = started();
  for (const folder of renewed) upkeep.changed(folder);
  if (client.hasPull && client.hasDiagnosticRefresh) refreshDiagnostics();
}

connection.onDidChangeConfiguration(async ({ settings }: { settings: unknown }) => {
  if (typeof settings === "object" && settings !== null) pushedSettings = { ...settings };
  const { folders, upkeep } = started();
  const before = new Map(folders.all().map((folder) => [folder.root, folder]));
  const renewed = await folders.reload();
  if (renewed.length === 0) return;
  for (const folder of renewed) {
    const old = before.get(folder.root);
    if (old !== undefined) upkeep.stop(old);
  }
  afterSettings(folders.all());
});

connection.onDidOpenTextDocument((params) => started().documents.open(params));
connection.onDidChangeTextDocument((params) => started().documents.change(params));
connection.onDidCloseTextDocument(({ textDocument }) => started().documents.close(textDocument.uri));

connection.onDidChangeWatchedFiles(({ changes }) => {
  const { folders, upkeep } = started();
  const { changed, reviewed } = noteFileEvents(changes, folders);
  for (const folder of changed) upkeep.changed(folder);
  for (const folder of reviewed) void reloadReview(folder);
});

async function reloadReview({ uri, review }: Folder): Promise<void> {
  await review?.reload();
  if (uri !== undefined) notify("genaiLens/reviewChanged", { folder: uri });
}

connection.languages.diagnostics.on((params, token) =>
  guarded(`Checking ${params.textDocument.uri}`, token, log, () => started().pulls.answer(params, token)),
);

connection.onCodeAction((params, token) =>
  guarded(`Finding actions for ${params.textDocument.uri}`, token, log, async () => {
    const current = started();
    await current.folders.ready;
    const { uri } = params.textDocument;
    const open = current.documents.get(uri);
    if (open === undefined) return [];
    const { workspace } = current.folders.of(open.file);
    if (isConfiguration(open.file)) {
      const problems = workspace.configuration(open.file).problems.filter(({ file }) => file === open.file);
      return configurationFixes(params, open.document, problems, current.client);
    }
    const report = workspace.report(open.file, token);
    const ofCode = codeActions({
      params,
      document: open.document,
      report,
      client: current.client,
      documentOf: fixDocuments(current.documents, workspace),
      texts: trialTexts(current, current.folders.of(open.file)),
    });
    const found = current.specifications.of(current.folders.of(open.file));
    if (found === undefined) return ofCode;
    const isOpen = current.documents.ofFile(found.file) !== undefined;
    const { client, textOf } = current;
    const context = { found, isOpen, client, textOf, today: today() };
    return [...ofCode, ...specificationActions(params, open.document, open.file, context)];
  }),
);

connection.onCodeLens((params, token) =>
  guarded(`Reading ${params.textDocument.uri}`, token, log, async () => {
    const current = started();
    await current.folders.ready;
    const open = current.documents.get(params.textDocument.uri);
    const found = open === undefined ? undefined : current.specifications.ofDocument(open.file);
    if (open === undefined || found === undefined) return [];
    const isScanned = current.folders.of(open.file).scan.state === "scanned";
    return specificationLenses(found, isScanned, current.textOf, current.client);
  }),
);

connection.onHover((params, token) =>
  guarded(`Describing ${params.textDocument.uri}`, token, log, async () => {
    const current = started();
    await current.folders.ready;
    const open = current.documents.get(params.textDocument.uri);
    if (open === undefined) return null;
    const report = current.folders.of(open.file).workspace.report(open.file, token);
    return hover(report, open.document, params.position, current.client, today());
  }),
);

connection.onExecuteCommand((params, token) =>
  guarded(params.command, token, log, async () => {
    const current = started();
    if (params.command !== SCAN_COMMAND) {
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${params.command}`);
    }
    await current.folders.ready;
    const progress = await connection.window.createWorkDoneProgress();
    return scan(current, current.folders.named(), progress.token, progress);
  }),
);

answer("genaiLens/review", async ({ folder: uri, lens, milestone, until }, _token, { folders, upkeep }) => {
  const folder = namedFolder(folders, uri);
  upkeep.show(folder);
  return reviewOf(folder).snapshot(folder.scan, { lens, milestone, until });
});

answer("genaiLens/answer", ({ folder: uri, lens, answers }, _token, { folders }) =>
  changeReview(namedFolder(folders, uri), (review) => review.answer(lens, answers)),
);

answer("genaiLens/milestone", (params, _token, { folders }) => {
  const folder = namedFolder(folders, params.folder);
  return changeReview(folder, (review) =>
    params.action === "create"
      ? review.createMilestone(params.name, new Date().toISOString(), folder.scan)
      : review.removeMilestone(params.milestone),
  );
});

answer("genaiLens/export", async ({ folder: uri, lens, format }, _token, { folders, upkeep }) => {
  const folder = namedFolder(folders, uri);
  upkeep.show(folder);
  const snapshot = await reviewOf(folder).snapshot(folder.scan, { lens });
  if (!Object.hasOwn(REVIEW_FORMATS, format)) return { error: `A review cannot be written as ${String(format)}.` };
  const { write, fileName } = REVIEW_FORMATS[format];
  return { text: write(snapshot, { today: today(), version: manifest.version }), fileName };
});

const reviewSync = new ReviewSync({
  rootOf: (uri) => namedFolder(started().folders, uri).root,
  store: async (uri, lens, changes) =>
    (await changeReview(namedFolder(started().folders, uri), (review) => review.answer(lens, changes))).error,
});

answer("genaiLens/sync", (request) => reviewSync.answer(request));

answer("genaiLens/importLens", async ({ folder: uri, uri: file }, _token, { folders }) => {
  const folder = namedFolder(folders, uri);
  const result = await importLens(folder.root, file);
  await reloadReview(folder);
  return result;
});

answer("genaiLens/specification", async ({ folder: uri }, token, { folders, upkeep, textOf }) => {
  const folder = namedFolder(folders, uri);
  const file = specificationFile(folder);
  if (textOf(file) !== undefined) return { uri: uriOfFile(file), text: null };
  if (folder.scan.state !== "scanned") await upkeep.scan([folder], token, () => undefined);
  return { uri: uriOfFile(file), text: firstSpecification(folder.workspace, today()) };
});

answer("genaiLens/evidence", ({ folder: uri, evidence }, _token, { folders, documents }) => {
  const place = namedFolder(folders, uri).review?.locate(evidence);
  if (place === undefined) return null;
  return { uri: documents.ofFile(place.file)?.uri ?? uriOfFile(place.file), range: place.range };
});

answer("genaiLens/fixEvidence", ({ folder: uri, evidence }, _token, { folders, documents, upkeep }) => {
  const folder = namedFolder(folders, uri);
  return fixEvidence(evidence, folder, documents, () => upkeep.show(folder));
});

function reviewOf({ uri, root, review }: Folder): FolderReview {
  if (review === undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${uri ?? root} has no review`);
  return review;
}

/** Does what a person asked for, and tells of it; a message where that was not possible. */
async function changeReview(
  folder: Folder,
  change: (review: FolderReview) => Promise<string | undefined>,
): Promise<{ error?: string }> {
  const error = await change(reviewOf(folder));
  if (folder.uri !== undefined) notify("genaiLens/reviewChanged", { folder: folder.uri });
  return error === undefined ? {} : { error };
}

connection.onRequest(
  "genaiLens/scan",
  (params: ServerRequests["genaiLens/scan"]["params"] & WorkDoneProgressParams, token: CancellationToken) =>
    guarded("genaiLens/scan", token, log, async () => {
      const current = started();
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
      await current.folders.ready;
      const folders = params.folder === null ? current.folders.named() : [namedFolder(current.folders, params.folder)];
      return scan(current, folders, token, progress);
    }),
);

answer("genaiLens/page", ({ id }) => pageOf(id));

answer("genaiLens/status", (_params, _token, { folders }) => ({
  version: manifest.version,
  folders: folders.named().flatMap(({ uri, workspace }) => (uri === undefined ? [] : [{ uri, ...workspace.stats() }])),
  memory: process.memoryUsage().rss,
  problems: folders
    .all()
    .flatMap(({ workspace }) => workspace.problems().map(({ file, message }) => `${file}: ${message}`)),
}));

connection.onShutdown(() => {
  for (const folder of server?.folders.all() ?? []) server?.upkeep.stop(folder);
});

connection.listen();
