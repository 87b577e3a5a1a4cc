import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'me-south-1'];

describe('nearestName', () => {
  test.each([
    { mistake: 'a missing letter', word: 'us-eas-1', expected: 'us-east-1' },
    { mistake: 'a letter too many', word: 'eu-centrall-1', expected: 'eu-central-1' },
    { mistake: 'swapped letters', word: 'me-suoth-1', expected: 'me-south-1' },
    { mistake: 'a missing dash', word: 'uswest-2', expected: 'us-west-2' },
    { mistake: 'capital letters', word: 'EU-West-1', expected: 'eu-west-1' },
    { mistake: 'a number that does not exist, in doubt the first', word: 'us-east-9', expected: 'us-east-1' },
  ])('finds the name behind $mistake: $word', ({ word, expected }) => {
    expect(nearestName(word, regions)).toBe(expected);
    expect(nearestName(word, regions.toReversed())).toBe(expected);
  });

  test.each(['frankfurt', '', 'x', 'u'.repeat(100_000)])('suggests nothing when nothing is close: %#', (word) => {
    expect(nearestName(word, regions)).toBeNull();
  });

  test('counts a swap of neighbours as one mistake', () => {
    expect(nearestName('wsa', ['aws', 'was'])).toBe('was');
    expect(nearestName('asw', ['aws'])).toBe('aws');
    expect(nearestName('xyz', ['aws'])).toBeNull();
  });

  test('finds every name with one letter dropped, replaced or doubled', () => {
    const names = ['kubernetes', 'digitalocean', 'alibaba', 'oracle'];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom('drop', 'replace', 'double'),
        (name, at, change) => {
          const index = at % name.length;
          const letter = { drop: '', replace: '#', double: name.charAt(index).repeat(2) }[change];
          const word = name.slice(0, index) + letter + name.slice(index + 1);
          expect(nearestName(word, names)).toBe(name);
        },
      ),
    );
  });
});
