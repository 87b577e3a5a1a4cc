import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { harmlessTexts, hostileTexts } from '../test-support/hostile-texts.ts';
import { createPalette } from './palette.ts';
import { renderSections } from './render-sections.ts';
import { renderTable } from './render-table.ts';
import type { Table } from './section.ts';

const plain = createPalette(false);

function nameTable(names: readonly string[]): Table {
  return {
    columns: [{ header: 'NAME', wraps: true }, { header: 'COUNT', align: 'right' }, { header: 'STATUS' }],
    rows: names.map((name, index) => [name, String(10 ** index), 'running']),
  };
}

describe('renderTable', () => {
  it('puts numbers on the right and text on the left', () => {
    expect(renderTable(nameTable(['a', 'web-1']), 80, plain)).toEqual([
      'NAME   COUNT  STATUS',
      'a          1  running',
      'web-1     10  running',
    ]);
  });

  it('aligns wide, combining and right-to-left characters by their width', () => {
    const lines = renderTable(nameTable(Object.values(harmlessTexts)), 80, plain);
    const columns = lines.slice(1).map((line) => stringWidth(line.slice(0, line.indexOf('running'))));
    expect(new Set(columns).size).toBe(1);
  });

  it.each(Object.entries(hostileTexts))('keeps %s in its place', (_, text) => {
    const lines = renderTable(nameTable([text]), 60, plain);
    for (const line of lines) {
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(stringWidth(line)).toBeLessThanOrEqual(60);
    }
    expect(lines[1]).toMatch(/ 1 {2}running$/);
  });

  it('wraps the widest columns that may wrap when the terminal is narrow', () => {
    const table: Table = {
      columns: [{ header: 'ID' }, { header: 'REASON', wraps: true }, { header: 'N', align: 'right' }],
      rows: [['i-0123456789abcdef0', 'the permission ec2:DescribeInstances is missing', '1']],
    };
    expect(renderTable(table, 45, plain)).toEqual([
      'ID                   REASON                 N',
      'i-0123456789abcdef0  the permission         1',
      '                     ec2:DescribeInstances',
      '                     is missing',
    ]);
  });

  it('colours a cell without moving the next', () => {
    const table: Table = { columns: [{ header: 'A' }, { header: 'B' }], rows: [[{ text: 'bad', tone: 'bad' }, 'b']] };
    expect(renderTable(table, 80, createPalette(true))[1]).toBe('\u001b[31mbad\u001b[39m  b');
  });

  it('fits any table into any terminal that has room for its columns', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), fc.integer({ min: 40, max: 200 }), (rows, width) => {
        const columns = [{ header: 'A' }, { header: 'B', wraps: true as const }, { header: 'C' }];
        for (const line of renderTable({ columns, rows }, width, plain)) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});

describe('renderSections', () => {
  const small = (header: string): Table => ({ columns: [{ header }, { header: 'N' }], rows: [['a', '1']] });

  it('sets small tables beside each other as far as the width allows', () => {
    const tables = [small('ONE'), small('TWO'), small('THREE')];
    expect(renderSections([{ title: 'All', tables }], 80, plain)).toBe(
      'All\nONE  N    TWO  N    THREE  N\na    1    a    1    a      1\n',
    );
    expect(renderSections([{ tables }], 20, plain)).toBe('ONE  N    TWO  N\na    1    a    1\n\nTHREE  N\na      1\n');
  });

  it('separates sections by an empty line and leaves out empty ones', () => {
    expect(renderSections([{ lines: ['one'] }, {}, { notes: ['two'] }], 80, plain)).toBe('one\n\ntwo\n');
    expect(renderSections([], 80, plain)).toBe('');
  });
});
