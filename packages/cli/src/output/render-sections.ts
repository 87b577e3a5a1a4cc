import stringWidth from 'string-width';
import { toDisplayText } from './display-text.ts';
import type { Palette } from './palette.ts';
import { renderTable } from './render-table.ts';
import type { Section, Table } from './section.ts';
import { wrapText } from './wrap-text.ts';

const gapBetweenTables = 4;

/** Sections as a person reads them in a terminal, with an empty line between them. */
export function renderSections(sections: readonly Section[], terminalWidth: number, paint: Palette): string {
  const blocks = sections.flatMap((section) => {
    const lines = [
      ...(section.title === undefined ? [] : [paint('heading', toDisplayText(section.title))]),
      ...(section.lines ?? []).map((line) => wrapText(line, terminalWidth)),
      ...(section.table === undefined ? [] : renderTable(section.table, terminalWidth, paint)),
      ...renderBeside(section.tables ?? [], terminalWidth, paint),
      ...(section.notes ?? []).map((line) => wrapText(line, terminalWidth)),
    ];
    return lines.length === 0 ? [] : [lines.join('\n')];
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** Sets tables side by side as long as they fit, and the rest below. */
function renderBeside(tables: readonly Table[], terminalWidth: number, paint: Palette): string[] {
  const lines: string[] = [];
  let rest = tables.map((table) => renderTable(table, terminalWidth, paint));
  while (rest.length > 0) {
    let count = 1;
    while (count < rest.length && widthBeside(rest.slice(0, count + 1)) <= terminalWidth) count += 1;
    if (lines.length > 0) lines.push('');
    lines.push(...joinBeside(rest.slice(0, count)));
    rest = rest.slice(count);
  }
  return lines;
}

function widthOf(block: readonly string[]): number {
  return Math.max(...block.map((line) => stringWidth(line)), 0);
}

function widthBeside(blocks: readonly (readonly string[])[]): number {
  return blocks.reduce((total, block) => total + widthOf(block), gapBetweenTables * (blocks.length - 1));
}

function joinBeside(blocks: readonly (readonly string[])[]): string[] {
  const height = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, index) =>
    blocks
      .map((block) => {
        const line = block[index] ?? '';
        return line + ' '.repeat(widthOf(block) - stringWidth(line));
      })
      .join(' '.repeat(gapBetweenTables))
      .trimEnd(),
  );
}
