import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonicalText } from './canonical-text.ts';
import type { JsonValue } from './json.ts';

/** The same value with the keys of its objects and the items of its lists the other way round. */
function reverse(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => reverse(item)).toReversed();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reverse(item)]),
  );
}

/** Slow and plain: sorted objects, sorted lists. */
function toOracle(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toOracle).toSorted().join(',')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${toOracle(item)}`);
  return `{${entries.toSorted().join(',')}}`;
}

describe('toCanonicalText', () => {
  test('depends neither on the order of keys nor on that of lists', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toCanonicalText(reverse(value as JsonValue))).toBe(toCanonicalText(value as JsonValue));
      }),
    );
  });

  test('tells values apart as sorted JSON does', () => {
    const tricky = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<JsonValue>('', '{', '[', '"', 'a', '1', 1, 0, null, true, 'null', '"a'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('', '{', 'a', '__proto__'), tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tricky.value, tricky.value, (a, b) => {
        expect(toCanonicalText(a) === toCanonicalText(b)).toBe(toOracle(a) === toOracle(b));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['an empty object and an empty list', {}, []],
    ['an object and the list of its parts', { a: 'b' }, ['{', 'a', 'b']],
    ['a text and the text of a text', ['"a"'], ['a']],
    ['a number and its text', [1], ['1']],
    ['null and nothing', { a: null }, {}],
  ])('tells %s apart', (_, a, b) => {
    expect(toCanonicalText(a)).not.toBe(toCanonicalText(b));
  });

  test('sorts many keys as it sorts few', () => {
    const entries = Array.from({ length: 10_000 }, (_, index) => [`tag-${index}`, 'x'] as const);
    const text = toCanonicalText(Object.fromEntries(entries));
    expect(toCanonicalText(Object.fromEntries(entries.toReversed()))).toBe(text);
  });
});
