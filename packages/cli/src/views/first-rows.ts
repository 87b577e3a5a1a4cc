import { formatQuantity } from '../output/numbers.ts';

/** How a report is shown to a person. */
export interface ListOptions {
  /** Rows of long lists, or null for all that were sent. */
  readonly limit: number | null;
  /** Columns of the terminal. */
  readonly width: number;
}

export interface FirstRows<Row> {
  readonly rows: readonly Row[];
  /** Says what is left out and how to see it; empty when nothing is. */
  readonly notes: readonly string[];
}

/** The first rows of a long list for a person. `total` may be more than were sent. */
export function firstRows<Row>(all: readonly Row[], limit: number | null, total: number, noun: string): FirstRows<Row> {
  const rows = limit === null ? all : all.slice(0, limit);
  const hidden = total - rows.length;
  if (hidden <= 0) return { rows, notes: [] };
  const more = formatQuantity(hidden, `more ${noun}`);
  return { rows, notes: [`${more}; see ${hidden === 1 ? 'it' : 'them'} with --limit or another --output.`] };
}
