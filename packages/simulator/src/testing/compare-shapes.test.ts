import { describe, expect, it } from 'vitest';
import { compareShapes } from './compare-shapes.ts';

describe('compareShapes', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['the same', { a: 1, b: ['x'] }, { a: 2, b: ['y'] }, []],
    ['more on the other side', { a: 1 }, { a: 1, b: 2 }, []],
    ['a missing field', { a: { b: 1 } }, { a: {} }, ['a.b: number, missing']],
    ['another type', { a: new Date(0) }, { a: 'x' }, ['a: date, string']],
    ['a list where none should be', { a: 'x' }, { a: ['x'] }, ['a: string, list']],
    ['a field in any element of a list', { a: [{ b: 1 }, { c: 1 }] }, { a: [{ c: 1 }, { b: 1 }] }, []],
    ['a field in no element of a list', { a: [{ b: 1 }] }, { a: [{ c: 1 }] }, ['a[].b: number, missing']],
    ['an empty list here', { a: [] }, { a: [{ b: 1 }] }, []],
    ['an empty list there', { a: [{ b: { c: 1 } }] }, { a: [] }, []],
    ['no list there', { a: [] }, {}, ['a: empty list, missing']],
    ['undefined', { a: undefined }, {}, []],
    ['metadata of the SDK', { $metadata: { a: 1 } }, {}, []],
  ])('%s', (_, expected, found, differences) => {
    const described = compareShapes(expected, found).map((one) => `${one.path}: ${one.expected}, ${one.found}`);
    expect(described).toEqual(differences);
  });
});
