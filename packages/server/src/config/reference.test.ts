import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toJsonSchema, toReferencePage } from './reference.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../docs/reference/${name}`, import.meta.url), 'utf8');

// When these fail: npm run generate -w packages/server
describe('the generated reference', () => {
  it('has the JSON schema of the configuration', () => {
    expect(JSON.parse(read('tradewind.schema.json'))).toEqual(toJsonSchema());
  });

  it('has the page', () => {
    expect(read('configuration.md')).toBe(toReferencePage());
  });

  it('explains every key', () => {
    const rows = toReferencePage()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => row.endsWith('|  |'))).toEqual([]);
  });
});
