import type { Host } from "./host.ts";
import type { MyName } from "./my-name.ts";
import type { PanelNotices } from "./panel-notices.ts";
import type { ReviewList } from "./review-list.ts";
import type { ReviewSession } from "./review-session.ts";
import type { Saving } from "./saving.ts";

/** What the panel's actions work on. */
export interface PanelParts {
  readonly host: Host;
  readonly session: ReviewSession;
  readonly list: ReviewList;
  readonly notices: PanelNotices;
  readonly saving: Saving;
  readonly myName: MyName;
  /** Evidence lists that are shown whole. */
  readonly shownWhole: Set<string>;
  /** Draws anew. */
  readonly draw: () => void;
  /** Draws anew and keeps the state, so that it comes back with the panel. */
  readonly changed: () => void;
}
