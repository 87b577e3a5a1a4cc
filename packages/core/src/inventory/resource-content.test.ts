import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resourceArbitrary, sampleResource } from '../test-support/resources.ts';
import { toCanonicalText } from '../canonical-text.ts';
import { toResourceContent } from './resource-content.ts';
import type { Resource } from './resource.ts';

const base = sampleResource({
  name: 'web',
  tags: { a: '1', b: '2' },
  attributes: { volume_ids: ['v-1', 'v-2'], zone: 'a' },
});

function textOf(resource: Resource): string {
  return toCanonicalText(toResourceContent(resource));
}

describe('the content of a resource', () => {
  test.each<[string, Partial<Resource>]>([
    ['the name', { name: null }],
    ['the status', { status: 'stopped' }],
    ['the provider’s word for the status', { providerStatus: 'shutting-down' }],
    ['the time of creation', { createdAt: '2026-01-01T00:00:00Z' }],
    ['the kind', { kind: 'volume' }],
    ['the service type', { serviceType: 'storage' }],
    ['a tag’s value', { tags: { a: '1', b: '3' } }],
    ['a tag less', { tags: { a: '1' } }],
    ['an attribute', { attributes: { ...base.attributes, zone: 'b' } }],
    ['an attribute that becomes null', { attributes: { ...base.attributes, zone: null } }],
    ['a list', { attributes: { ...base.attributes, volume_ids: ['v-1'] } }],
  ])('differs with %s', (_, change) => {
    expect(textOf({ ...base, ...change })).not.toBe(textOf(base));
  });

  test.each<[string, Partial<Resource>]>([
    ['the connection', { connection: 'another' }],
    ['the order of tags', { tags: { b: '2', a: '1' } }],
    ['the order of a list', { attributes: { zone: 'a', volume_ids: ['v-2', 'v-1'] } }],
  ])('is the same whatever %s', (_, change) => {
    expect(textOf({ ...base, ...change })).toBe(textOf(base));
  });

  test('survives the way through a database, whatever the tags and attributes', () => {
    fc.assert(
      fc.property(resourceArbitrary, (resource) => {
        const restored = JSON.parse(JSON.stringify(resource)) as Resource;
        const reordered = {
          ...restored,
          tags: Object.fromEntries(Object.entries(restored.tags).toReversed()),
          attributes: Object.fromEntries(Object.entries(restored.attributes).toReversed()),
        };
        expect(textOf(reordered)).toBe(textOf(resource));
      }),
    );
  });
});
