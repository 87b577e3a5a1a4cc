import type { Tone } from './palette.ts';

export interface Column {
  readonly header: string;
  /** Numbers stand on the right. */
  readonly align?: 'right';
  /** The first to be narrowed, and its text wrapped, when the table is wider than the terminal. */
  readonly wraps?: true;
}

/** Text as it came: the renderer makes it harmless. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A part of what a person reads: in a terminal and in Markdown. */
export interface Section {
  readonly title?: string;
  /** Sentences before the table. */
  readonly lines?: readonly string[];
  readonly table?: Table;
  /** Small tables to be set beside each other where the terminal is wide enough. */
  readonly tables?: readonly Table[];
  /** Sentences after the table. */
  readonly notes?: readonly string[];
}

export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Binds the words of a text, so that they stay on one line. Renderers show the no-break spaces as spaces. */
export function keepTogether(text: string): string {
  return text.replaceAll(' ', noBreakSpace);
}

export const noBreakSpace = '\u00a0';
