import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventoryArbitrary, sampleResource } from '../test-support/resources.ts';
import { findUntagged, isUntagged } from './untagged.ts';

const prefixes = new Map([['aws' as const, ['aws:']]]);

describe('isUntagged', () => {
  test.each<[string, Parameters<typeof sampleResource>[0], boolean]>([
    ['no tags', { tags: {} }, true],
    ['only the provider’s own tags', { tags: { 'aws:a': '1', 'AWS:b': '2' } }, true],
    ['a tag of its own', { tags: { 'aws:a': '1', Name: '' } }, false],
    ['a tag with the prefix of another provider', { provider: 'azure', tags: { 'aws:a': '1' } }, false],
    ['a key that begins like a prefix', { tags: { awsome: '1' } }, false],
    ['tags that could not be read', { tags: {}, attributes: { tags_unknown: true } }, false],
  ])('%s', (_, overrides, expected) => {
    expect(isUntagged(sampleResource(overrides), prefixes)).toBe(expected);
  });
});

test('findUntagged passes on exactly the untagged ones in their order, terminated ones too', () => {
  const untagged = sampleResource({ status: 'terminated' });
  expect([...findUntagged([sampleResource({ tags: { a: 'b' } }), untagged], prefixes)]).toEqual([untagged]);
  fc.assert(
    fc.property(inventoryArbitrary, (resources) => {
      expect([...findUntagged(resources, prefixes)]).toEqual(resources.filter((one) => isUntagged(one, prefixes)));
    }),
  );
});
