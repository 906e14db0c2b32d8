/** What the extension and the server say to each other about the sync with the AWS Well-Architected Tool. */

/** How AWS is reached. What is "" is found by the AWS SDK's own rules. */
export interface SyncConnection {
  readonly profile: string;
  readonly region: string;
}

/** `push` changes the tool, `pull` the review of the folder. */
export type SyncDirection = "push" | "pull";

/** From the extension. Only a person's command sends one. */
export type SyncRequest =
  | { readonly action: "workloads"; readonly connection: SyncConnection }
  | {
      readonly action: "compare";
      readonly connection: SyncConnection;
      readonly folder: string;
      readonly lens: string;
      /** Id of the workload. */
      readonly workload: string;
      readonly direction: SyncDirection;
      /** The person goes on with the version of the lens that the workload has. */
      readonly isUpgradeDeclined?: boolean;
    }
  /** Does the step that a comparison said is needed first, once a person agreed; then compare again. */
  | { readonly action: "prepare"; readonly session: number }
  /** The text of a part of the difference. */
  | { readonly action: "show"; readonly session: number; readonly items: readonly string[] }
  /** Takes a part over. `items` are what a person accepted, having seen all of it. */
  | { readonly action: "apply"; readonly session: number; readonly items: readonly string[] };

export type SyncAnswer =
  /** One line. */
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "workloads"; readonly workloads: readonly SyncWorkload[] }
  /**
   * The lens has to be added to the workload first, or where `isUpgrade` can be upgraded there first; `text` says how.
   */
  | { readonly type: "step"; readonly session: number; readonly text: string; readonly isUpgrade: boolean }
  | { readonly type: "prepared" }
  | {
      readonly type: "difference";
      readonly session: number;
      /** As lines of a `diff`. */
      readonly text: string;
      /** What a person should know beside, one line each. */
      readonly remarks: readonly string[];
      readonly items: readonly SyncItem[];
    }
  | { readonly type: "part"; readonly text: string }
  /** What became of it, one line each. */
  | { readonly type: "done"; readonly lines: readonly string[] };

export interface SyncWorkload {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

/** Something that can be accepted on its own. */
export interface SyncItem {
  readonly id: string;
  readonly title: string;
  /** Both sides answered differently, so it is to be taken over only where a person picks it. */
  readonly isConflict: boolean;
}
