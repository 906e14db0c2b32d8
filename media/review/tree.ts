import type { PillarReview, PracticeReview, QuestionReview } from "../../server/src/protocol.ts";

interface Placed {
  /** Unique over all three levels. */
  readonly id: string;
  readonly parent: string | undefined;
  readonly isExpanded: boolean;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
}

/** A pillar, question or practice as it stands in the tree. */
export type TreeRow = Placed &
  (
    | { readonly level: 1; readonly pillar: PillarReview }
    | { readonly level: 2; readonly question: QuestionReview }
    | { readonly level: 3; readonly practice: PracticeReview }
  );

/** The rows that can be seen, from top to bottom. */
export function visibleRows(pillars: readonly PillarReview[], isExpanded: (id: string) => boolean): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const place = (id: string, parent: string | undefined, index: number, siblings: number): Placed => ({
    id,
    parent,
    isExpanded: isExpanded(id),
    position: index + 1,
    siblings,
  });
  pillars.forEach((pillar, index) => {
    const pillarRow: TreeRow = { level: 1, pillar, ...place(pillar.id, undefined, index, pillars.length) };
    rows.push(pillarRow);
    if (!pillarRow.isExpanded) {
      return;
    }
    pillar.questions.forEach((question, index) => {
      const at = place(question.id, pillar.id, index, pillar.questions.length);
      rows.push({ level: 2, question, ...at });
      if (!at.isExpanded) {
        return;
      }
      question.practices.forEach((practice, index) => {
        const at = place(practice.id, question.id, index, question.practices.length);
        rows.push({ level: 3, practice, ...at, isExpanded: false });
      });
    });
  });
  return rows;
}

/** What a key does in the tree. */
export type TreeStep = { readonly focus: string } | { readonly toggle: string } | { readonly open: string };

/** Rows that Page Up and Page Down go. */
const PAGE = 10;

/** The step for a key pressed on a row; `undefined` where the key does nothing there. */
export function stepFor(key: string, id: string, rows: readonly TreeRow[]): TreeStep | undefined {
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  if (row === undefined) {
    return undefined;
  }
  const focus = (target: TreeRow | undefined): TreeStep | undefined =>
    target === undefined || target.id === id ? undefined : { focus: target.id };
  switch (key) {
    case "ArrowDown":
      return focus(rows[index + 1]);
    case "ArrowUp":
      return focus(rows[index - 1]);
    case "PageDown":
      return focus(rows[Math.min(index + PAGE, rows.length - 1)]);
    case "PageUp":
      return focus(rows[Math.max(index - PAGE, 0)]);
    case "Home":
      return focus(rows[0]);
    case "End":
      return focus(rows.at(-1));
    case "ArrowRight": {
      if (row.level === 3) {
        return { open: id };
      }
      if (!row.isExpanded) {
        return { toggle: id };
      }
      const next = rows[index + 1];
      return next?.parent === id ? focus(next) : undefined;
    }
    case "ArrowLeft":
      return row.isExpanded ? { toggle: id } : row.parent === undefined ? undefined : { focus: row.parent };
    case "Enter":
    case " ":
      return row.level === 3 ? { open: id } : { toggle: id };
    default:
      return undefined;
  }
}
