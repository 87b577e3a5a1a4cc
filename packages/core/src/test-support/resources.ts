import fc from 'fast-check';
import { toUid } from '../inventory/resource.ts';
import type { Resource } from '../inventory/resource.ts';
import type { ResourceTypeDescriptor } from '../inventory/resource-type.ts';
import { resourceStatuses } from '../inventory/status.ts';

/** The types of two providers, one regional and one global type among them. */
export const sampleTypes: readonly ResourceTypeDescriptor[] = [
  { id: 'ec2', provider: 'aws', kind: 'instance', serviceType: 'compute', displayName: 'EC2', scope: 'regional' },
  { id: 'ebs_volume', provider: 'aws', kind: 'volume', serviceType: 'storage', displayName: 'EBS', scope: 'regional' },
  { id: 's3', provider: 'aws', kind: 'bucket', serviceType: 'storage', displayName: 'S3', scope: 'global' },
  { id: 'vm', provider: 'azure', kind: 'instance', serviceType: 'compute', displayName: 'VM', scope: 'regional' },
];

let serial = 0;

/** A running instance with a native id of its own, changed by the overrides; the uid follows from the identity. */
export function sampleResource(overrides: Partial<Omit<Resource, 'uid'>> = {}): Resource {
  serial += 1;
  const resource = {
    provider: 'aws' as const,
    account: '123456789012',
    region: 'us-east-1',
    resourceType: 'ec2',
    nativeId: `i-${String(serial).padStart(8, '0')}`,
    connection: 'aws',
    kind: 'instance' as const,
    serviceType: 'compute' as const,
    name: null,
    status: 'running' as const,
    providerStatus: null,
    tags: {},
    createdAt: null,
    attributes: {},
    ...overrides,
  };
  return { ...resource, uid: toUid(resource) };
}

/** Tag maps with ordinary, empty, reserved-looking and prototype-like keys. */
export const tagsArbitrary = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('Environment', 'Project', 'Owner', 'owner', 'aws:createdBy', '__proto__', 'constructor', ''),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      fc.oneof(fc.constantFrom('production', 'test', ''), fc.string({ unit: 'grapheme', maxLength: 6 })),
    ),
    { maxLength: 5 },
  )
  .map((entries) => Object.fromEntries(entries) as Readonly<Record<string, string>>);

/** Resources of the sample types with few regions and ids, so that equal ones and groups occur. */
export const resourceArbitrary: fc.Arbitrary<Resource> = fc
  .record({
    type: fc.constantFrom(...sampleTypes),
    region: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-south-1'),
    nativeId: fc.integer({ min: 1, max: 4 }).map((id) => `id/${id}`),
    status: fc.constantFrom(...resourceStatuses),
    name: fc.option(fc.string({ maxLength: 4 })),
    tags: tagsArbitrary,
    attributes: fc.dictionary(
      fc.constantFrom('zone', 'size_gib', 'volume_ids', '__proto__'),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 3 },
    ),
  })
  .map(({ type, region, nativeId, status, name, tags, attributes }) =>
    sampleResource({
      provider: type.provider,
      resourceType: type.id,
      kind: type.kind,
      serviceType: type.serviceType,
      region: type.scope === 'global' ? 'global' : region,
      nativeId,
      status,
      name,
      tags,
      attributes: attributes as Resource['attributes'],
    }),
  );

/** An inventory: no two resources with one uid. */
export const inventoryArbitrary: fc.Arbitrary<Resource[]> = fc.uniqueArray(resourceArbitrary, {
  selector: (resource) => resource.uid,
  maxLength: 20,
});
