import { Disposable, StatusBarAlignment, ThemeColor, window, workspace } from "vscode";
import type { LensSummary, ReviewSnapshot } from "../../server/src/protocol.ts";
import type { LensClient } from "./language-client.ts";
import type { ReviewSelection } from "./review-selection.ts";

/** Changes of the review that come within this time are counted together. In ms. */
const DEBOUNCE = 1_000;

/** Left of most others on the right side, as problems are. */
const PRIORITY = 50;

/** Shows in the status bar how many high risks are open in the review. Nothing where there is nothing to review. */
export function createRiskStatusItem(client: LensClient, selection: ReviewSelection): Disposable {
  const item = window.createStatusBarItem("genaiLens.risks", StatusBarAlignment.Right, PRIORITY);
  item.name = "GenAI Lens risks";
  item.command = "genaiLens.openReview";
  let timer: NodeJS.Timeout | undefined;
  const update = async (): Promise<void> => {
    const folder = selection.folder?.uri.toString();
    if (folder === undefined || client.state !== "running") {
      item.hide();
      return;
    }
    try {
      const snapshot = await client.request("genaiLens/review", selection.query(folder));
      if (isWorthShowing(snapshot)) {
        item.text = riskText(snapshot.lens);
        item.tooltip = riskTooltip(snapshot);
        item.accessibilityInformation = { label: riskTooltip(snapshot), role: "button" };
        item.backgroundColor =
          snapshot.lens.counts.contradicted > 0 ? new ThemeColor("statusBarItem.warningBackground") : undefined;
        item.show();
      } else {
        item.hide();
      }
    } catch {
      // The panel and the output tell what is wrong; a status bar has no room for it.
      item.hide();
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), DEBOUNCE);
  };
  soon();
  return Disposable.from(
    item,
    client.onDidChangeState(soon),
    client.onDidChangeReview(soon),
    workspace.onDidChangeWorkspaceFolders(soon),
    new Disposable(() => clearTimeout(timer)),
  );
}

function isWorthShowing({ scan, lens }: ReviewSnapshot): boolean {
  const { done, "not done": notDone, "not applicable": notApplicable } = lens.counts.practices;
  return (scan.state === "scanned" && scan.modelCalls > 0) || done + notDone + notApplicable > 0;
}

function riskText({ counts: { questions } }: LensSummary): string {
  // Without any answer there is no risk yet, which "0 high risks" would not say.
  if (questions.high + questions.medium + questions.none === 0 && questions.unanswered > 0) {
    return "$(checklist) Review not begun";
  }
  return `$(checklist) ${questions.high === 1 ? "1 high risk" : `${questions.high} high risks`}`;
}

function riskTooltip({ folder, lens }: ReviewSnapshot): string {
  const { questions, contradicted } = lens.counts;
  const parts = [
    `${questions.high} high and ${questions.medium} medium risks`,
    `${questions.unanswered} questions unanswered`,
    ...(contradicted > 0 ? [`the code contradicts ${contradicted} of the answers`] : []),
  ];
  return `${lens.title}, ${folder.name}: ${parts.join(", ")}. Open the review.`;
}
