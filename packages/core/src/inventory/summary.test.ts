import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventoryArbitrary, sampleResource, sampleTypes } from '../test-support/resources.ts';
import { toResourceNames } from './resource-names.ts';
import { createSummaryBuilder, summarize } from './summary.ts';
import type { ResourceSummary, SummaryCount } from './summary.ts';

const names = toResourceNames(sampleTypes);

describe('summarize', () => {
  test('counts by display name, and buckets under global', () => {
    const summary = summarize(
      [
        sampleResource(),
        sampleResource({ status: 'stopped' }),
        sampleResource({ region: 'eu-west-1' }),
        sampleResource({ resourceType: 's3', kind: 'bucket', region: 'global', status: 'active' }),
        sampleResource({ provider: 'azure', resourceType: 'vm', region: 'westeurope' }),
      ],
      names,
    );
    expect(summary).toEqual({
      totalResources: 5,
      byProvider: { AWS: 4, Azure: 1 },
      byType: { EC2: 3, S3: 1, VM: 1 },
      byRegion: { 'us-east-1': 2, 'eu-west-1': 1, global: 1, westeurope: 1 },
      byStatus: { running: 3, stopped: 1, active: 1 },
    });
  });

  test('orders keys by count, then by name, whatever the order of the input', () => {
    const resources = ['eu-west-1', 'ap-south-1', 'us-east-1', 'us-east-1'].map((region) => sampleResource({ region }));
    expect(Object.keys(summarize(resources, names).byRegion)).toEqual(['us-east-1', 'ap-south-1', 'eu-west-1']);
    expect(Object.keys(summarize(resources.toReversed(), names).byRegion)).toEqual([
      'us-east-1',
      'ap-south-1',
      'eu-west-1',
    ]);
  });

  test('counts terminated instances as found', () => {
    const summary = summarize([sampleResource({ status: 'terminated' })], names);
    expect(summary.totalResources).toBe(1);
    expect(summary.byStatus).toEqual({ terminated: 1 });
  });

  test('calls a type that no adapter describes by its id', () => {
    expect(summarize([sampleResource({ resourceType: 'retired' })], names).byType).toEqual({ retired: 1 });
  });

  test('of nothing is empty', () => {
    const empty = { totalResources: 0, byProvider: {}, byType: {}, byRegion: {}, byStatus: {} };
    expect(summarize([], names)).toEqual(empty);
    expect(
      summaryFromCounts([{ provider: 'aws', resourceType: 'ec2', region: 'r', status: 'running', count: 0 }]),
    ).toEqual(empty);
  });

  test('keeps a region named like a property of every object', () => {
    const { byRegion } = summarize([sampleResource({ region: '__proto__' })], names);
    expect(Object.entries(byRegion)).toEqual([['__proto__', 1]]);
  });
});

describe('a summary', () => {
  test('adds up to the total in each view', () => {
    fc.assert(
      fc.property(inventoryArbitrary, (resources) => {
        const { totalResources, ...views } = summarize(resources, names);
        expect(totalResources).toBe(resources.length);
        for (const view of Object.values(views)) {
          expect(Object.values(view).reduce((sum, count) => sum + count, 0)).toBe(resources.length);
        }
      }),
    );
  });

  test('is the same from resources, from counted groups in any order, and from a mixture', () => {
    fc.assert(
      fc.property(inventoryArbitrary, fc.nat(), (resources, split) => {
        const expected = summarize(resources, names);
        const groups = groupByFacts(resources);
        expect(summaryFromCounts(groups)).toEqual(expected);
        expect(JSON.stringify(summaryFromCounts(groups.toReversed()))).toBe(JSON.stringify(expected));

        const at = resources.length === 0 ? 0 : split % resources.length;
        const builder = createSummaryBuilder(names);
        for (const group of groupByFacts(resources.slice(at))) builder.addCount(group);
        for (const resource of resources.slice(0, at)) builder.add(resource);
        expect(builder.build()).toEqual(expected);
      }),
    );
  });
});

function summaryFromCounts(groups: readonly SummaryCount[]): ResourceSummary {
  const builder = createSummaryBuilder(names);
  for (const group of groups) builder.addCount(group);
  return builder.build();
}

function groupByFacts(resources: readonly ReturnType<typeof sampleResource>[]): SummaryCount[] {
  const groups = Map.groupBy(resources, (one) => [one.provider, one.resourceType, one.region, one.status].join('|'));
  return [...groups.values()].map((members) => ({ ...members[0]!, count: members.length }));
}
