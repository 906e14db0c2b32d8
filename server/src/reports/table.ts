import { styleText } from "node:util";

/** Longest cell; what is longer is cut. */
const WIDEST = 60;

/** Lines of columns that stand below one another, under a header. Ends without a line feed. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isColoured: boolean,
): string {
  const all = [header, ...rows].map((row) =>
    row.map((cell) => (cell.length > WIDEST ? `${cell.slice(0, WIDEST - 1)}…` : cell)),
  );
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const [first = "", ...others] = lines;
  return [isColoured ? styleText("dim", first, { validateStream: false }) : first, ...others]
    .map((line) => `  ${line}`)
    .join("\n");
}
