import { MarkupKind } from "vscode-languageserver";
import type { ClientCapabilities, InitializeParams } from "vscode-languageserver";
import { isRecord } from "./settings.ts";

/** What the client at the other end can do, and who it is. */
export interface ClientFeatures {
  readonly hasPull: boolean;
  readonly hasDiagnosticRefresh: boolean;
  readonly hasRelatedInformation: boolean;
  readonly hasCodeDescription: boolean;
  readonly hasDiagnosticData: boolean;
  readonly hasCodeActionLiterals: boolean;
  readonly hasVersionedEdits: boolean;
  /** It makes files where an edit says so. */
  readonly hasFileCreation: boolean;
  readonly hasConfiguration: boolean;
  readonly hasConfigurationRegistration: boolean;
  readonly hasFolderChanges: boolean;
  readonly hasFileWatchRegistration: boolean;
  readonly hasMarkdown: boolean;
  readonly hasCodeLensRefresh: boolean;
  /** The product's own extension: it has commands for pages and for the reason of a suppression. */
  readonly isOwnExtension: boolean;
  /** Paths of files that brought the server down before. */
  readonly skip: readonly string[];
}

/** Reads what a client says of itself; what it does not say, it cannot do. */
export function readClientFeatures(params: InitializeParams): ClientFeatures {
  const capabilities: ClientCapabilities = params.capabilities;
  const { textDocument, workspace } = capabilities;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const options: unknown = params.initializationOptions;
  const skip = isRecord(options) ? options["skip"] : undefined;
  return {
    hasPull: pulled !== undefined,
    hasDiagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    hasRelatedInformation: (pulled?.relatedInformation ?? published?.relatedInformation) === true,
    hasCodeDescription: (pulled?.codeDescriptionSupport ?? published?.codeDescriptionSupport) === true,
    hasDiagnosticData: (pulled?.dataSupport ?? published?.dataSupport) === true,
    hasCodeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    hasVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hasFileCreation:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes("create") === true,
    hasConfiguration: workspace?.configuration === true,
    hasConfigurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolderChanges: workspace?.workspaceFolders === true,
    hasFileWatchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    hasCodeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    isOwnExtension: Array.isArray(skip),
    skip: Array.isArray(skip) ? skip.filter((item): item is string => typeof item === "string") : [],
  };
}
