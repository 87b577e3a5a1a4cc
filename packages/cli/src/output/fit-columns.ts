/** Below this a column of words is hard to read. */
const leastWordWidth = 12;
/** Below this anything is. */
const leastWidth = 6;

export interface FittableColumn {
  /** Width of its widest text. */
  readonly width: number;
  readonly wraps: boolean;
}

/**
 * Widths that fit into `available` if that is possible: columns that wrap give way first, the widest ones most; then,
 * in a very narrow terminal, the others too. A table of very many columns can stay too wide.
 */
export function fitColumns(columns: readonly FittableColumn[], available: number): number[] {
  const natural = columns.map((column) => column.width);
  const afterWrapping = narrow(natural, available, leastWordWidth, (index) => columns[index]?.wraps ?? false);
  return narrow(afterWrapping, available, leastWidth, () => true);
}

/** Cuts the widest of the columns that may give way to one common width, not below `least`. */
function narrow(
  widths: readonly number[],
  available: number,
  least: number,
  mayGiveWay: (index: number) => boolean,
): number[] {
  const excess = sum(widths) - available;
  if (excess <= 0) return [...widths];
  const giving = widths.filter((_, index) => mayGiveWay(index)).toSorted((a, b) => b - a);
  let common = Infinity;
  for (let count = 1; count <= giving.length; count += 1) {
    // What the `count` widest columns come to when they alone give way.
    common = Math.floor((sum(giving.slice(0, count)) - excess) / count);
    if (common >= (giving[count] ?? 0)) break;
  }
  const cut = Math.max(common, least);
  return widths.map((width, index) => (mayGiveWay(index) ? Math.min(width, cut) : width));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
