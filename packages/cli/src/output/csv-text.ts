import { stringify } from 'csv-stringify/sync';
import { toDisplayText } from './display-text.ts';

/** A column as spreadsheets and data tools read it. */
export interface Field<Row> {
  readonly name: string;
  readonly read: (row: Row) => unknown;
}

/**
 * RFC 4180 without the header line. Nested values are JSON, null is empty, text that a spreadsheet would take for a
 * formula is preceded by an apostrophe, and control characters are made visible.
 */
export function toCsvText<Row>(fields: readonly Field<Row>[], rows: readonly Row[]): string {
  return stringify(
    rows.map((row) => fields.map((field) => toCsvValue(field.read(row)))),
    { escape_formulas: true },
  );
}

export function toCsvHeader(fields: readonly Field<never>[]): string {
  return stringify([fields.map((field) => field.name)]);
}

function toCsvValue(value: unknown): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  return toDisplayText(typeof value === 'string' ? value : JSON.stringify(value));
}
