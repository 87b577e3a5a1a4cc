/** Below this a column of words is hard to read. */
const leastWordWidth = 12;
/** Below this anything is. */
const leastWidth = 6;

export interface FittableColumn {
  /** Width of its widest text. */
  readonly width: number;
  /** Width of its widest word. */
  readonly wordWidth: () => number;
  readonly wraps: boolean;
}

/**
 * Widths that fit into `available` if that is possible, the widest column giving way most. First lines break between
 * words, in columns that wrap and then in the others; only then do words break, in the same order. A table of very many
 * columns can stay too wide.
 */
export function fitColumns(columns: readonly FittableColumn[], available: number): number[] {
  let widths = columns.map((column) => column.width);
  if (sum(widths) <= available) return widths;
  const words = columns.map((column) => column.wordWidth());
  const wrapping = (least: (index: number) => number) => (index: number) =>
    columns[index]?.wraps === true ? least(index) : Infinity;
  const steps: ((index: number) => number)[] = [
    wrapping((index) => Math.max(leastWordWidth, words[index] ?? 0)),
    (index) => Math.max(leastWidth, words[index] ?? 0),
    wrapping(() => leastWordWidth),
    () => leastWidth,
  ];
  for (const least of steps) widths = narrow(widths, available, least);
  return widths;
}

/** Cuts the widest columns to one common width, the greatest that fits, and none below its least. */
function narrow(widths: readonly number[], available: number, least: (index: number) => number): number[] {
  const cutTo = (common: number): number[] =>
    widths.map((width, index) => Math.min(width, Math.max(common, least(index))));
  let fits = 0;
  let tooWide = Math.max(...widths, 0) + 1;
  while (tooWide - fits > 1) {
    const middle = Math.floor((fits + tooWide) / 2);
    if (sum(cutTo(middle)) <= available) fits = middle;
    else tooWide = middle;
  }
  return cutTo(fits);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
