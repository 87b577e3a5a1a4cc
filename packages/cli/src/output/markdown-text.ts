import { markdownTable } from 'markdown-table';
import stringWidth from 'string-width';
import { toDisplayText } from './display-text.ts';
import { cellText, noBreakSpace, type Cell, type Section, type Table } from './section.ts';

/** The sections as GitHub-flavoured Markdown. */
export function toMarkdownText(sections: readonly Section[]): string {
  const blocks = sections.flatMap((section) => [
    ...(section.title === undefined ? [] : [`## ${escapeMarkdown(section.title)}`]),
    ...(section.lines ?? []).map(escapeMarkdown),
    ...(section.table === undefined ? [] : [toMarkdownTable(section.table)]),
    ...(section.tables ?? []).map(toMarkdownTable),
    ...(section.notes ?? []).map(escapeMarkdown),
  ]);
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** What a reader must know about all that stands above, as a block of its own at the end; nothing for none. */
export function toMarkdownCaveat(notes: readonly string[]): string {
  return notes.map((note) => `\n> **Note:** ${escapeMarkdown(note)}\n`).join('');
}

function toMarkdownTable(table: Table): string {
  return markdownTable(
    [table.columns.map((column) => column.header), ...table.rows.map((row) => toCells(table, row))],
    {
      align: alignmentOf(table),
      stringLength: stringWidth,
    },
  );
}

/** The rows of a long table whose pages come one after another; the first page brings the header. */
export function toMarkdownRows(table: Table, isFirstPage: boolean): string {
  const header = table.columns.map((column) => column.header);
  const text = markdownTable([header, ...table.rows.map((row) => toCells(table, row))], {
    align: alignmentOf(table),
    alignDelimiters: false,
  });
  const lines = isFirstPage ? text.split('\n') : text.split('\n').slice(2);
  return lines.map((line) => `${line}\n`).join('');
}

function alignmentOf(table: Table): (string | null)[] {
  return table.columns.map((column) => (column.align === 'right' ? 'r' : null));
}

function toCells(table: Table, row: readonly Cell[]): string[] {
  return table.columns.map((_, index) => escapeMarkdown(cellText(row[index] ?? '')));
}

/** Text of others must stay text: no HTML, link, image, emphasis, code or new cell. */
function escapeMarkdown(text: string): string {
  return toDisplayText(text.replaceAll(noBreakSpace, ' ')).replaceAll(/[\\`*_[\]<>&~|]/g, String.raw`\$&`);
}
