import type { Replacement } from "../lint/edits/search.ts";

/** Most lines between two common ends that are compared one by one. */
const MOST_LINES = 2_000;

/**
 * Edits of whole lines that turn one text into another and leave lines alone that both have, so that
 * cursors and folds of the editor stay where they are.
 */
export function minimalEdits(before: string, after: string): readonly Replacement[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail++;
  }
  const oldMiddle = old.slice(head, old.length - tail);
  const freshMiddle = fresh.slice(head, fresh.length - tail);
  const start = lengthOf(old.slice(0, head));
  if (oldMiddle.length > MOST_LINES || freshMiddle.length > MOST_LINES) {
    return [{ start, end: start + lengthOf(oldMiddle), text: freshMiddle.join("") }];
  }
  return changedLines(oldMiddle, freshMiddle, start);
}

function changedLines(old: readonly string[], fresh: readonly string[], start: number): readonly Replacement[] {
  const keep = commonLengths(old, fresh);
  const edits: Replacement[] = [];
  let offset = start;
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      offset += old[i]!.length;
      i++;
      j++;
      continue;
    }
    const [fromOld, fromFresh] = [i, j];
    while ((i < old.length || j < fresh.length) && !(i < old.length && j < fresh.length && old[i] === fresh[j])) {
      if (j >= fresh.length || (i < old.length && keep[i + 1]![j]! >= keep[i]![j + 1]!)) i++;
      else j++;
    }
    const end = offset + lengthOf(old.slice(fromOld, i));
    edits.push({ start: offset, end, text: fresh.slice(fromFresh, j).join("") });
    offset = end;
  }
  return edits;
}

/** How many lines the rests of both texts have in common, in order, from each pair of lines on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        old[i] === fresh[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function splitLines(text: string): readonly string[] {
  return text.split(/(?<=\n)/u);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
