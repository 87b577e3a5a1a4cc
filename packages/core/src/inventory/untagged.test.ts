import { describe, expect, test } from 'vitest';
import { sampleResource } from '../test-support/resources.ts';
import { isUntagged } from './untagged.ts';

const prefixes = new Map([['aws' as const, ['aws:']]]);

describe('isUntagged', () => {
  test.each<[string, Parameters<typeof sampleResource>[0], boolean]>([
    ['no tags', { tags: {} }, true],
    ['no tags, though terminated', { tags: {}, status: 'terminated' }, true],
    ['only the provider’s own tags', { tags: { 'aws:a': '1', 'AWS:b': '2' } }, true],
    ['a tag of its own', { tags: { 'aws:a': '1', Name: '' } }, false],
    ['a tag with the prefix of another provider', { provider: 'azure', tags: { 'aws:a': '1' } }, false],
    ['a key that begins like a prefix', { tags: { awsome: '1' } }, false],
    ['tags that could not be read', { tags: {}, attributes: { tags_unknown: true } }, false],
  ])('%s', (_, overrides, expected) => {
    expect(isUntagged(sampleResource(overrides), prefixes)).toBe(expected);
  });
});
