import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { defaultRegionNames } from '../aws/estate/region-names.ts';
import { parseEstateFile } from '../estate/estate-file.ts';
import { createTestCloud } from '../test-support/test-cloud.ts';
import { generateEstate } from './generate-estate.ts';

function resourceCount(count: number, seed: number): number {
  const { estate } = createTestCloud(generateEstate(count, seed)).world;
  const inRegions = Array.from(estate.regions.values(), (region) =>
    [
      region.instances,
      region.volumes,
      region.snapshots,
      region.addresses,
      region.natGateways,
      region.databases,
      region.databaseClusters,
      region.kubernetesClusters,
      region.functions,
      region.loadBalancers,
    ].reduce((sum, store) => sum + store.size, 0),
  );
  return inRegions.reduce((sum, size) => sum + size, estate.buckets.size);
}

describe('generateEstate', () => {
  it.each([0, 1, 2, 3, 17, 100, 1000])('makes exactly %i resources', (count) => {
    expect(resourceCount(count, 1)).toBe(count);
    expect(resourceCount(count, 2)).toBe(count);
  });

  it('makes what an estate file may hold', () => {
    expect(parseEstateFile(stringify(generateEstate(500, 3)))).toMatchObject({ ok: true });
  });

  it('makes the same for the same seed, down to the ids, and other things for another', () => {
    const ids = (seed: number): unknown =>
      createTestCloud(generateEstate(300, seed), seed).ec2('DescribeInstances').texts('instanceId');
    expect(ids(7)).toEqual(ids(7));
    expect(ids(7)).not.toEqual(ids(8));
  });

  it('spreads over all regions and types', () => {
    const { estate } = createTestCloud(generateEstate(2000, 1)).world;
    for (const name of defaultRegionNames) {
      const region = estate.regions.get(name);
      expect(region?.instances.size, name).toBeGreaterThan(0);
      expect(region?.snapshots.size, name).toBeGreaterThan(0);
    }
    const total = (of: 'databaseClusters' | 'kubernetesClusters' | 'natGateways' | 'loadBalancers'): number =>
      Array.from(estate.regions.values()).reduce((sum, region) => sum + region[of].size, 0);
    expect(total('databaseClusters')).toBeGreaterThan(0);
    expect(total('kubernetesClusters')).toBeGreaterThan(0);
    expect(total('natGateways')).toBeGreaterThan(0);
    expect(total('loadBalancers')).toBeGreaterThan(0);
  });
});
