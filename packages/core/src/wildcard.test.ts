import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesWildcard } from './wildcard.ts';

describe('matchesWildcard', () => {
  test.each<[string, string, boolean]>([
    ['us-*', 'us-east-1', true],
    ['us-*', 'eu-west-1', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['', '', true],
    ['', 'a', false],
    ['*-1', 'us-east-1', true],
    ['*-1', 'us-east-2', false],
    ['us-*-1', 'us-east-1', true],
    ['us-*-1', 'us-1', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*a*b*', 'xaxbx', true],
    ['*a*b*', 'xbxax', false],
    ['a**b', 'ab', true],
    ['.', 'a', false],
    ['[a-z]*', 'b', false],
  ])('%j on %j is %j', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test('agrees with the same pattern as a regular expression', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (wildcard, value) => {
        const oracle = new RegExp(`^${wildcard.replaceAll(/\*+/g, '.*')}$`);
        expect(matchesWildcard(wildcard, value)).toBe(oracle.test(value));
      }),
      { numRuns: 500 },
    );
  });

  test('stays fast on patterns that make backtracking matchers hang', () => {
    expect(matchesWildcard('a*'.repeat(2_000) + 'b', 'a'.repeat(20_000))).toBe(false);
  });
});
