/**
 * Every message between the panel, the extension and the server beyond the language server protocol
 * itself. Both ends check what they receive against these unions.
 */
import type { AnswerChange, ExportFormat, FolderReference, ReviewSnapshot } from "./review-messages.ts";
import type { SyncAnswer, SyncRequest } from "./sync-messages.ts";

export type * from "./review-messages.ts";
export type * from "./sync-messages.ts";

/** From the panel to the extension. */
export type PanelRequest =
  | { readonly type: "ready" }
  /** Name under which the person owns practices, for all panels and workspaces; "" for none. */
  | { readonly type: "rememberMe"; readonly name: string }
  | {
      /** One by hand, or several at once: proposals taken over, and what undo brings back. At least one. */
      readonly type: "answers";
      readonly folder: string;
      readonly lens: string;
      readonly answers: readonly AnswerChange[];
    }
  | { readonly type: "openEvidence"; readonly folder: string; readonly evidence: string }
  | {
      readonly type: "fixEvidence";
      readonly folder: string;
      readonly evidence: string;
      /** "review": the editor shows the changes before it makes them. */
      readonly manner: "safe" | "review";
    }
  | { readonly type: "openPage"; readonly folder: string; readonly page: string }
  | { readonly type: "scan"; readonly folder: string }
  | { readonly type: "selectFolder"; readonly folder: string }
  | { readonly type: "selectLens"; readonly folder: string; readonly lens: string }
  /** Only `http://` and `https://`; the editor asks before it opens one. */
  | { readonly type: "openLink"; readonly folder: string; readonly url: string }
  /** `until` is a later milestone; `null` for now. */
  | { readonly type: "compare"; readonly folder: string; readonly milestone: string; readonly until: string | null }
  | { readonly type: "createMilestone"; readonly folder: string; readonly name: string }
  /** The extension asks whether that is meant. */
  | { readonly type: "removeMilestone"; readonly folder: string; readonly milestone: string }
  | { readonly type: "export"; readonly folder: string; readonly lens: string; readonly format: ExportFormat }
  /** The extension asks for the file. */
  | { readonly type: "importLens"; readonly folder: string };

/** From the extension to the panel. */
export type PanelMessage =
  | { readonly type: "snapshot"; readonly folders: readonly FolderReference[]; readonly snapshot: ReviewSnapshot }
  | { readonly type: "empty"; readonly reason: "no folder" | "not on disk" | "starting" | "stopped" }
  | {
      readonly type: "saved";
      readonly folder: string;
      readonly lens: string;
      readonly practices: readonly string[];
    }
  /** Name under which the person owns practices; "" where it was not given. */
  | { readonly type: "me"; readonly name: string }
  | { readonly type: "failed"; readonly message: string }
  /** Something that was asked for is done, such as an export. */
  | { readonly type: "done"; readonly message: string }
  /** Shows a practice, for a link from a diagnostic. */
  | { readonly type: "reveal"; readonly practice: string };

/** Requests of the client to the server, by method name. Offsets do not cross this border. */
export interface ServerRequests {
  /** `lens`: the Generative AI Lens where left out. `milestone` and `until`: what to compare; the last milestone with now where left out. */
  "genaiLens/review": {
    params: { folder: string; lens?: string; milestone?: string; until?: string };
    result: ReviewSnapshot;
  };
  /** Stores all of the answers, or none of them. */
  "genaiLens/answer": {
    params: { folder: string; lens: string; answers: readonly AnswerChange[] };
    result: { error?: string };
  };
  "genaiLens/evidence": { params: { folder: string; evidence: string }; result: EvidenceLocation | null };
  /** The edit of the fix for a finding, against the documents as they are now. */
  "genaiLens/fixEvidence": {
    params: { folder: string; evidence: string };
    result: { readonly edit: FixEdit } | { readonly error: string };
  };
  "genaiLens/milestone": {
    params:
      | { readonly folder: string; readonly action: "create"; readonly name: string }
      | { readonly folder: string; readonly action: "remove"; readonly milestone: string };
    result: { error?: string };
  };
  /** A report of the review as text, with a name for its file. */
  "genaiLens/export": {
    params: { folder: string; lens: string; format: ExportFormat };
    result: { readonly text: string; readonly fileName: string } | { readonly error: string };
  };
  /** Takes a custom lens file over into the folder. With an `error` nothing was written; `problems` are those of the file, one line each. */
  "genaiLens/importLens": {
    params: { folder: string; uri: string };
    result: { error?: string; problems: readonly string[] };
  };
  /** A first design specification of the folder, to be written to `uri`; `text` is `null` where one is there already. Scans first. */
  "genaiLens/specification": {
    params: { folder: string };
    result: { readonly uri: string; readonly text: string | null };
  };
  /** Talks to AWS: only what a person asked for sends it. */
  "genaiLens/sync": { params: SyncRequest; result: SyncAnswer };
  "genaiLens/scan": {
    params: { folder: string | null };
    result: { files: number; modelCalls: number; findings: number; isCancelled: boolean };
  };
  /** Markdown page of a rule or practice. `null` where there is none of that id. */
  "genaiLens/page": { params: { id: string }; result: string | null };
  "genaiLens/status": { params: Record<string, never>; result: ServerStatus };
}

export interface EvidenceLocation {
  readonly uri: string;
  readonly range: EditorRange;
}

/** From 0, as the protocol counts; characters are UTF-16. */
export interface EditorRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What a fix changes, in as many documents as it takes. */
export interface FixEdit {
  readonly documentChanges: readonly {
    /** `version` is `null` for a document that is not open. */
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: readonly { readonly range: EditorRange; readonly newText: string }[];
  }[];
  /** Files that it makes; none of them is there. */
  readonly newFiles: readonly { readonly uri: string; readonly text: string }[];
}

/** Notifications of the server to the client. */
export interface ServerNotifications {
  /** The folder's review changed; the client asks for it again if it shows it. */
  "genaiLens/reviewChanged": { folder: string };
  /** What the server is doing, for the status item. */
  "genaiLens/state": { state: "ready" | "scanning" | "degraded"; detail: string };
}

export interface ServerStatus {
  readonly version: string;
  readonly folders: readonly {
    readonly uri: string;
    readonly files: number;
    readonly analysedFiles: number;
    readonly modelCalls: number;
  }[];
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly problems: readonly string[];
}
