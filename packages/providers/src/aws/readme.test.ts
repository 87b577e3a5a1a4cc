import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { awsPermissions } from './permissions.ts';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

/** The words in backquotes. */
function codeIn(text: string): string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, code]) => code ?? '');
}

test('the table of permissions is that of the code', () => {
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
  const table = rows.map((row) => {
    const [, type = '', discover = '', tag = ''] = row.split('|');
    return [codeIn(type)[0], { discover: codeIn(discover), tag: codeIn(tag) }];
  });
  expect(Object.fromEntries(table)).toEqual(awsPermissions.types);
});

test('the permissions of regions and machines are named', () => {
  const section = readme.slice(readme.indexOf('To list the regions'), readme.indexOf('## Quirks'));
  expect(codeIn(section)).toEqual([
    ...awsPermissions.account,
    ...awsPermissions.compute,
    'sts:AssumeRole',
    'forbidden',
  ]);
});
