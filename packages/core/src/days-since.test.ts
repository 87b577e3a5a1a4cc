import { expect, test } from 'vitest';
import { daysSince } from './days-since.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');

test.each<[string | null | undefined, number | null]>([
  ['2026-11-20T11:59:59Z', 0],
  ['2026-11-19T12:00:00Z', 1],
  ['2026-11-19T12:00:01Z', 0],
  ['2026-10-21T12:00:00.000Z', 30],
  ['2026-11-21T00:00:00Z', 0],
  ['yesterday', null],
  [null, null],
  [undefined, null],
])('since %s: %s', (time, days) => {
  expect(daysSince(time, nowMs)).toBe(days);
});
