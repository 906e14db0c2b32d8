/** The known name that a mistyped one most probably means; `undefined` where none is close. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  if (written.length > 100) return undefined;
  let nearest: string | undefined;
  let smallest = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - written.length) >= smallest) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < smallest) {
      smallest = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** ` Did you mean "x"?`, or nothing; to be put after a sentence. */
export function suggestion(written: string, known: readonly string[]): string {
  const nearest = nearestName(written, known);
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(first: string, second: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    for (let column = 1; column <= second.length; column++) {
      const cost = first[row - 1] === second[column - 1] ? 0 : 1;
      let best = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + cost);
      const isSwap =
        row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
      if (isSwap) best = Math.min(best, beforePrevious[column - 2]! + 1);
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[second.length]!;
}
