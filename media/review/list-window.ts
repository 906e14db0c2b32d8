/** Part of a long list: an entry that is drawn, or room left for entries that are not. */
export type ListPiece = { readonly index: number } | { readonly gap: number };

/** What can be seen of a long list. All lengths in CSS pixels. */
export interface ListView {
  /** Height of every entry, measured or guessed. */
  readonly heights: readonly number[];
  /** Where the visible part starts and ends, from the top of the list. */
  readonly top: number;
  readonly bottom: number;
  /** Entry that is drawn wherever it is, as it has the focus or is about to get it. */
  readonly pinned: number | undefined;
}

/** Drawn above and below what can be seen, so that quick scrolling shows no holes. */
const MARGIN = 400;

/** Shorter lists are drawn whole. */
const SHORT = 120;

/** The pieces to draw, from top to bottom: visible entries and the pinned one, with gaps for the rest. */
export function piecesOf({ heights, top, bottom, pinned }: ListView): readonly ListPiece[] {
  const pieces: ListPiece[] = [];
  const isShort = heights.length <= SHORT;
  let offset = 0;
  let gap = 0;
  heights.forEach((height, index) => {
    const isSeen = offset + height >= top - MARGIN && offset <= bottom + MARGIN;
    offset += height;
    if (!isShort && !isSeen && index !== pinned) {
      gap += height;
      return;
    }
    if (gap > 0) {
      pieces.push({ gap });
      gap = 0;
    }
    pieces.push({ index });
  });
  if (gap > 0) {
    pieces.push({ gap });
  }
  return pieces;
}
