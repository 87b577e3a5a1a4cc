import { describe, expect, it } from 'vitest';
import { createTestCloud, type TestAnswer, type TestCloud } from '../../test-support/test-cloud.ts';

const ids = {
  instance: 'i-0123456789abcdef0',
  volume: 'vol-0123456789abcdef0',
  snapshot: 'snap-0123456789abcdef0',
  address: 'eipalloc-0123456789abcdef0',
  nat: 'nat-0123456789abcdef0',
};

function cloudWith(tags: Record<string, string> = {}): TestCloud {
  return createTestCloud({
    aws: {
      regions: {
        'us-east-1': {
          instances: [{ id: ids.instance, type: 't3.micro', disks: [], tags }],
          volumes: [{ id: ids.volume, size_gib: 1 }],
          snapshots: [{ id: ids.snapshot, size_gib: 1 }],
          addresses: [{ id: ids.address }],
          nat_gateways: [{ id: ids.nat, connectivity: 'private' }],
        },
      },
    },
  });
}

function tagParameters(
  resourceIds: readonly string[],
  tags: readonly (readonly [string, string | null])[],
): Record<string, string> {
  return Object.fromEntries([
    ...resourceIds.map((id, n) => [`ResourceId.${n + 1}`, id]),
    ...tags.flatMap(([key, value], n) => [
      [`Tag.${n + 1}.Key`, key],
      ...(value === null ? [] : [[`Tag.${n + 1}.Value`, value]]),
    ]),
  ]) as Record<string, string>;
}

function tagsOf(cloud: TestCloud): string[] {
  const answer = cloud.ec2('DescribeTags');
  const values = answer.texts('value');
  return answer.texts('key').map((key, n) => `${key}=${values[n]}`);
}

function create(
  cloud: TestCloud,
  tags: readonly (readonly [string, string])[],
  resourceIds = [ids.instance],
): TestAnswer {
  return cloud.ec2('CreateTags', tagParameters(resourceIds, tags));
}

describe('CreateTags', () => {
  it('adds and replaces, on resources of every kind at once', () => {
    const cloud = cloudWith({ a: '1', b: '2' });
    expect(
      create(
        cloud,
        [
          ['b', '3'],
          ['c', ''],
        ],
        Object.values(ids),
      ).texts('return'),
    ).toEqual(['true']);
    expect(tagsOf(cloud)).toEqual(['a=1', 'b=3', 'c=', 'b=3', 'c=', 'b=3', 'c=', 'b=3', 'c=', 'b=3', 'c=']);
  });

  it.each([
    ['i-0fedcba9876543210', 'InvalidInstanceID.NotFound'],
    ['vol-0fedcba9876543210', 'InvalidVolume.NotFound'],
    ['snap-0fedcba9876543210', 'InvalidSnapshot.NotFound'],
    ['eipalloc-0fedcba9876543210', 'InvalidAllocationID.NotFound'],
    ['nat-0fedcba9876543210', 'NatGatewayNotFound'],
    ['i-nonsense', 'InvalidInstanceID.Malformed'],
    ['nonsense', 'InvalidID'],
  ])('of %s is %s and tags nothing else either', (id, code) => {
    const cloud = cloudWith();
    expect(create(cloud, [['a', 'b']], [ids.instance, id]).texts('Code')).toEqual([code]);
    expect(tagsOf(cloud)).toEqual([]);
  });

  it('allows 50 tags, those of AWS not counted', () => {
    const full = Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`k${n}`, '']));
    const cloud = cloudWith({ ...full, 'aws:cloudformation:stack-name': 'x' });
    expect(create(cloud, [['one', 'more']]).status).toBe(200);
    expect(create(cloud, [['k0', 'replaced']]).status).toBe(200);
    expect(create(cloud, [['too', 'many']]).texts('Code')).toEqual(['TagLimitExceeded']);
  });

  it.each<[string, string]>([
    ['', 'x'],
    ['aws:mine', 'x'],
    ['AWS:mine', 'x'],
    ['k'.repeat(129), 'x'],
    ['k', 'v'.repeat(257)],
  ])('refuses %.10s=%.10s', (key, value) => {
    expect(create(cloudWith(), [[key, value]]).texts('Code')).toEqual(['InvalidParameterValue']);
  });

  it('counts characters, not bytes or UTF-16 units', () => {
    expect(create(cloudWith(), [['🦄'.repeat(128), '🦄'.repeat(256)]]).status).toBe(200);
  });
});

describe('DeleteTags', () => {
  it.each<[string, readonly (readonly [string, string | null])[], string[]]>([
    ['by key', [['a', null]], ['b=2', 'aws:c=3']],
    ['by key and value', [['a', '1']], ['b=2', 'aws:c=3']],
    ['not when the value is another', [['a', '9']], ['a=1', 'b=2', 'aws:c=3']],
    ['not when an empty value is named', [['a', '']], ['a=1', 'b=2', 'aws:c=3']],
    ['what is not there', [['z', null]], ['a=1', 'b=2', 'aws:c=3']],
    ['all but those of AWS', [], ['aws:c=3']],
  ])('%s', (_, tags, left) => {
    const cloud = cloudWith({ a: '1', b: '2', 'aws:c': '3' });
    expect(cloud.ec2('DeleteTags', tagParameters([ids.instance], tags)).texts('return')).toEqual(['true']);
    expect(tagsOf(cloud)).toEqual(left);
  });
});
