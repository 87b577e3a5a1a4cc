import fc from 'fast-check';
import type { Resource } from '../inventory/resource.ts';
import { resourceStatuses } from '../inventory/status.ts';
import { sampleResource } from './resources.ts';

const identifiers = fc.subarray(['vol-1', 'vol-2', 'vol-3', 'vol-4']);
const machines = ['i-1', 'i-2', 'i-3', 'i-4'];
const common = {
  region: fc.oneof(
    { weight: 9, arbitrary: fc.constant('us-east-1') },
    { weight: 1, arbitrary: fc.constant('unpriced-1') },
  ),
  status: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('running' as const, 'stopped' as const, 'stopped' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...resourceStatuses) },
  ),
  tags: fc.constantFrom({}, { Owner: 'me' }),
};
const days = fc.constantFrom('2026-11-19T00:00:00Z', '2026-10-01T00:00:00Z', '2024-01-01T00:00:00Z');
const sizeGib = fc.integer({ min: 1, max: 2_000 });

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined, freq: 8 });
}

function resourcesOf(
  kind: Resource['kind'],
  nativeId: fc.Arbitrary<string>,
  attributes: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Resource> {
  return fc
    .record({ ...common, nativeId, createdAt: fc.option(days), attributes: fc.record(attributes) })
    .map((facts) =>
      sampleResource({
        ...facts,
        kind,
        resourceType: kind,
        attributes: Object.fromEntries(
          Object.entries(facts.attributes).filter(([, value]) => value !== undefined),
        ) as Resource['attributes'],
      }),
    );
}

/** Instances, volumes that are attached in any consistent or inconsistent way, and the other kinds that cost money. */
export const estateArbitrary: fc.Arbitrary<Resource[]> = fc.uniqueArray(
  fc.oneof(
    {
      weight: 4,
      arbitrary: resourcesOf('instance', fc.constantFrom(...machines), {
        machine_type: optional(fc.constantFrom('gen1.large', 'gen2.large', 'gen1.huge', 'gen1.unheard')),
        lifecycle: fc.constantFrom('on_demand', 'spot'),
        stopped_at: optional(fc.option(days)),
        volume_ids: optional(identifiers),
      }),
    },
    {
      weight: 4,
      arbitrary: resourcesOf('volume', fc.constantFrom('vol-1', 'vol-2', 'vol-3', 'vol-4'), {
        size_gib: optional(sizeGib),
        volume_type: optional(fc.constantFrom('old-disk', 'new-disk', 'mystery-disk')),
        iops: optional(fc.constantFrom(300, 6_000)),
        attached_to: optional(fc.subarray(machines)),
      }),
    },
    resourcesOf('snapshot', fc.constantFrom('snap-1', 'snap-2'), {
      size_gib: optional(sizeGib),
      storage_tier: optional(fc.constantFrom('standard', 'archive')),
    }),
    resourcesOf('address', fc.constantFrom('ip-1', 'ip-2'), {
      associated_with: optional(fc.option(fc.constant('i-1'))),
    }),
    resourcesOf('load_balancer', fc.constantFrom('lb-1', 'lb-2'), {
      load_balancer_type: optional(fc.constantFrom('application', 'classic')),
      target_count: optional(fc.nat(1)),
    }),
  ),
  { selector: (resource) => resource.uid, minLength: 4, maxLength: 24, size: 'max' },
);
