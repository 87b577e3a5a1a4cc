import { describe, expect, it } from 'vitest';
import { formatDuration, formatMonthlyCost, formatQuantity } from './numbers.ts';

describe('formatMonthlyCost', () => {
  it.each([
    [12.34, '$12.34/month'],
    [1234567.891, '$1,234,567.89/month'],
    [0, '$0.00/month'],
    [0.004, 'under $0.01/month'],
    [null, 'unknown'],
  ])('shows %j as %s', (usd, text) => {
    expect(formatMonthlyCost(usd)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [59_949, '59.9 s'],
    [59_990, '1 min 00 s'],
    [125_400, '2 min 05 s'],
  ])('shows %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatQuantity', () => {
  it.each([
    [0, '0 units'],
    [1, '1 unit'],
    [170_000, '170,000 units'],
  ])('shows %i as %s', (count, text) => {
    expect(formatQuantity(count, 'unit')).toBe(text);
  });
});
