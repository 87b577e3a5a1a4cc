/** Below this a column of words is no longer readable. */
const leastWidth = 12;

export interface FittableColumn {
  /** Width of its widest text. */
  readonly width: number;
  readonly wraps: boolean;
}

/**
 * Widths that fit into `available` if that is possible: columns that wrap give way first, the widest ones most; then,
 * in a very narrow terminal, the others too. No column becomes narrower than `leastWidth`, so a table can stay too wide.
 */
export function fitColumns(columns: readonly FittableColumn[], available: number): number[] {
  const natural = columns.map((column) => column.width);
  const afterWrapping = narrow(natural, (index) => columns[index]?.wraps ?? false, available);
  return narrow(afterWrapping, () => true, available);
}

/** Cuts the widest of the columns that may give way to one common width. */
function narrow(widths: readonly number[], mayGiveWay: (index: number) => boolean, available: number): number[] {
  const excess = sum(widths) - available;
  if (excess <= 0) return [...widths];
  const giving = widths.filter((_, index) => mayGiveWay(index)).toSorted((a, b) => b - a);
  let cut = 0;
  for (const [index, width] of giving.entries()) {
    const next = Math.max(giving[index + 1] ?? 0, leastWidth);
    cut = width;
    // The `index + 1` widest columns come down to a common width.
    const common = Math.floor((sum(giving.slice(0, index + 1)) - excess) / (index + 1));
    if (common >= next || index === giving.length - 1) {
      cut = Math.max(common, leastWidth);
      break;
    }
  }
  return widths.map((width, index) => (mayGiveWay(index) ? Math.min(width, cut) : width));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
