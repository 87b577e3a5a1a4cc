import { expect, test } from 'vitest';
import { multiplyMicros, toUsd } from './money.ts';

test.each([
  [0, 0],
  [90_000_000, 90],
  [1_234_567, 1.23],
  [1_235_000, 1.24],
  [4_999, 0],
  [123_456_789_012_345, 123_456_789.01],
])('%i micro-dollars are %f dollars', (micros, usd) => {
  expect(toUsd(micros)).toBe(usd);
});

test('costs are whole micro-dollars', () => {
  expect(multiplyMicros(5_200, 730)).toBe(3_796_000);
  expect(multiplyMicros(100_000, 0.1)).toBe(10_000);
  expect(multiplyMicros(1, 0.4)).toBe(0);
});
