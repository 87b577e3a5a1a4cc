import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import { harmlessTexts, hostileTexts } from '../test-support/hostile-texts.ts';
import { toCsvHeader, toCsvText } from './csv-text.ts';
import { toJsonText } from './json-text.ts';
import { toMarkdownRows, toMarkdownText } from './markdown-text.ts';
import { toYamlText } from './yaml-text.ts';

const texts = Object.entries({ ...hostileTexts, ...harmlessTexts });
const controls = /[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]|[\u{e0000}-\u{e007f}]/u;

/** Something with the text as a value and as a key, also as the key `__proto__`. */
const documentOf = (text: string): unknown => ({
  tags: Object.fromEntries([
    [text, 'value'],
    ['key', text],
  ]),
  list: [text, null, 1.5],
});

const formats = [
  ['JSON', toJsonText, (text: string): unknown => JSON.parse(text)],
  ['YAML', toYamlText, (text: string): unknown => parseYaml(text)],
] as const;

describe.each(formats)('%s', (_, toText, parse) => {
  it.each(texts)('reads back %s as it was, and shows no control character', (_name, text) => {
    // A lone surrogate has no UTF-8, so it could not be written anyway.
    const document = documentOf(text.toWellFormed());
    const encoded = toText(document);
    expect(parse(encoded)).toEqual(document);
    expect(encoded.replaceAll('\n', '')).not.toMatch(controls);
  });

  it('reads back whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const document = JSON.parse(JSON.stringify(value).toWellFormed()) as unknown;
        expect(parse(toText(document))).toEqual(document);
      }),
    );
  });
});

describe('CSV', () => {
  const fields = [
    { name: 'text', read: (row: { text: unknown }) => row.text },
    { name: 'end', read: () => 'end' },
  ];
  const toLine = (text: unknown): string => toCsvText(fields, [{ text }]);

  it.each([
    ['a formula', hostileTexts.formula, `"'=cmd|""/c calc""!A1",end\n`],
    ['a sum', hostileTexts.plus, "'+1+1,end\n"],
    ['a difference', hostileTexts.minus, "'-2+3,end\n"],
    ['a function', hostileTexts.at, "'@SUM(1),end\n"],
    ['a formula behind a tab', '\t=1+1', String.raw`\t=1+1,end` + '\n'],
    ['a number', -2.5, '-2.5,end\n'],
    ['null', null, ',end\n'],
    ['a nested value', { b: ['x', 1] }, '"{""b"":[""x"",1]}",end\n'],
    ['true', true, 'true,end\n'],
    ['commas and quotes', 'a,"b"', '"a,""b""",end\n'],
    ['an escape sequence', hostileTexts.clearScreen, String.raw`\x1b[2J\x1b[H,end` + '\n'],
  ])('writes %s', (_, value, line) => {
    expect(toLine(value)).toBe(line);
  });

  it.each(texts)('keeps %s on one line and lets no cell start a formula', (_, text) => {
    const line = toLine(text);
    expect(line.trimEnd().split('\n')).toHaveLength(1);
    expect(line).not.toMatch(/^"?[=+\-@\t\r]/);
  });

  it('has a header with the names of the fields', () => {
    expect(toCsvHeader(fields)).toBe('text,end\n');
  });
});

describe('Markdown', () => {
  const table = (text: string) => ({
    columns: [{ header: 'NAME' }, { header: 'COUNT', align: 'right' as const }],
    rows: [[text, '1']],
  });

  it.each(texts)('keeps %s in its cell', (_, text) => {
    const lines = toMarkdownText([{ title: 'T', table: table(text) }])
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(5);
    // A pipe that is not escaped would be a fourth one.
    expect(lines[4]?.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
  });

  it('lets nothing act as markup', () => {
    expect(toMarkdownRows(table(hostileTexts.html), true)).toContain(String.raw`\<img src=x onerror=alert(1)\>`);
    expect(toMarkdownRows(table(hostileTexts.markdown), true)).toContain(
      String.raw`\[click\](javascript:alert(1)) \*\*bold\*\*`,
    );
  });

  it('lets later pages of a table follow the first', () => {
    expect(toMarkdownRows(table('a'), true) + toMarkdownRows(table('b'), false)).toBe(
      '| NAME | COUNT |\n| - | -: |\n| a | 1 |\n| b | 1 |\n',
    );
  });
});
