import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPercent } from './percent.ts';

test.each([
  [16, 23, 69.6],
  [8, 23, 34.8],
  [1, 2, 50],
  [23, 23, 100],
  [0, 23, 0],
  [0, 0, 0],
  [2_999, 3_000, 99.9],
  [1, 170_000, 0.1],
])('%i of %i is %f percent', (part, whole, percent) => {
  expect(toPercent(part, whole)).toBe(percent);
});

test('has one decimal, and is 100 only for all and 0 only for none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.nat(), (whole, seed) => {
      const part = seed % (whole + 1);
      const percent = toPercent(part, whole);
      expect(Number(percent.toFixed(1))).toBe(percent);
      expect(percent === 100).toBe(part === whole);
      expect(percent === 0).toBe(part === 0);
      expect(Math.abs(percent - (part / whole) * 100)).toBeLessThanOrEqual(0.1);
    }),
  );
});
