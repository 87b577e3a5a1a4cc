import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { toDisplayText } from './display-text.ts';
import { fitColumns } from './fit-columns.ts';
import type { Palette } from './palette.ts';
import { cellText, noBreakSpace, type Cell, type Column, type Table } from './section.ts';

const gap = '  ';

export interface TableLayout {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  /** False where there is no terminal to fit into: a wider text of a later page moves its line's rest, and stays whole. */
  readonly wraps: boolean;
}

/** Decides the widths from these rows. Rows that come later are wrapped into them. */
export function layOut(table: Table, terminalWidth: number): TableLayout {
  const columns = table.columns.map((column, index) => ({
    width: table.rows.reduce(
      (widest, row) => Math.max(widest, stringWidth(toDisplayText(cellText(row[index] ?? '')))),
      stringWidth(column.header),
    ),
    wordWidth: () =>
      table.rows.reduce((widest, row) => Math.max(widest, widestWord(row[index] ?? '')), widestWord(column.header)),
    wraps: column.wraps ?? false,
  }));
  const gaps = gap.length * Math.max(columns.length - 1, 0);
  return {
    columns: table.columns,
    widths: fitColumns(columns, terminalWidth - gaps),
    wraps: Number.isFinite(terminalWidth),
  };
}

function widestWord(cell: Cell): number {
  return Math.max(
    ...toDisplayText(cellText(cell))
      .split(' ')
      .map((word) => stringWidth(word)),
  );
}

/** The line of headers, or none when no column has one. */
export function renderHeader(layout: TableLayout, paint: Palette): string[] {
  const headers = layout.columns.map((column) => column.header);
  if (headers.every((header) => header === '')) return [];
  return renderRow(
    layout,
    headers.map((text) => ({ text, tone: 'heading' })),
    paint,
  );
}

/** One row: as many lines as its tallest cell takes. */
export function renderRow(layout: TableLayout, row: readonly Cell[], paint: Palette): string[] {
  const cells = layout.columns.map((_, index) =>
    toLines(row[index] ?? '', layout.wraps ? (layout.widths[index] ?? 0) : Infinity),
  );
  const height = Math.max(...cells.map((lines) => lines.length), 1);
  return Array.from({ length: height }, (_, line) =>
    layout.columns
      .map((column, index) => {
        const cell = row[index] ?? '';
        const text = cells[index]?.[line] ?? '';
        const padding = ' '.repeat(Math.max((layout.widths[index] ?? 0) - stringWidth(text), 0));
        const painted = typeof cell === 'string' || text === '' ? text : paint(cell.tone, text);
        return column.align === 'right' ? padding + painted : painted + padding;
      })
      .join(gap)
      .trimEnd(),
  );
}

/** The whole table as lines. */
export function renderTable(table: Table, terminalWidth: number, paint: Palette): string[] {
  const layout = layOut(table, terminalWidth);
  return [...renderHeader(layout, paint), ...table.rows.flatMap((row) => renderRow(layout, row, paint))];
}

function toLines(cell: Cell, width: number): string[] {
  const text = toDisplayText(cellText(cell));
  const lines = stringWidth(text) <= width ? [text] : wrapAnsi(text, width, { hard: true }).split('\n');
  return lines.map((line) => line.replaceAll(noBreakSpace, ' '));
}
