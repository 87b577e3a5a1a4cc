import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planCostFindings } from '../cost/cost-findings.ts';
import { sampleCostSettings } from '../test-support/cost-facts.ts';
import { inventoryArbitrary, sampleResource, sampleTypes } from '../test-support/resources.ts';
import { compareRegions } from './region-comparison.ts';
import { toResourceNames } from './resource-names.ts';
import type { Resource } from './resource.ts';
import type { LedgerEntry, UnitOutcome } from './scan.ts';
import { summarize } from './summary.ts';
import { compileTagPolicy } from './tag-policy.ts';

const names = toResourceNames(sampleTypes);
const compiled = compileTagPolicy({
  requiredTags: [{ key: 'Owner', allowedValues: null, pattern: null }],
  caseSensitive: true,
  reservedTagPrefixes: new Map(),
});
if (!compiled.ok) throw new Error('the policy of this test is wrong');
const options = { policy: compiled.policy, names };

function entry(region: string, resourceType: string, outcome: UnitOutcome): LedgerEntry {
  const none = { account: null, reasonCode: null, reason: null, startedAt: null, finishedAt: null };
  return {
    connection: 'aws',
    provider: 'aws',
    region,
    resourceType,
    outcome,
    resources: 0,
    calls: 0,
    retries: 0,
    throttled: 0,
    ...none,
  };
}

const owner = { Owner: 'me' };
const disk = { resourceType: 'ebs_volume', kind: 'volume', status: 'active' } as const;
const estate: Resource[] = [
  sampleResource({ region: 'us-east-1', tags: owner }),
  sampleResource({ region: 'us-east-1', status: 'stopped' }),
  sampleResource({
    region: 'us-east-1',
    tags: owner,
    ...disk,
    attributes: { size_gib: 100, volume_type: 'new-disk', attached_to: [] },
  }),
  sampleResource({ region: 'eu-west-1', tags: { Name: 'x' } }),
  sampleResource({ region: 'global', tags: owner, resourceType: 's3', kind: 'bucket', status: 'active' }),
  sampleResource({ region: 'westeurope', provider: 'azure', resourceType: 'vm' }),
];

describe('compareRegions', () => {
  test('sets the regions side by side in a fixed order', () => {
    const savings = planCostFindings(estate, sampleCostSettings).byRegion;
    const { regions } = compareRegions(estate, options, { savings, ledger: null });
    expect(regions.map(({ provider, region }) => `${provider}/${region}`)).toEqual([
      'aws/eu-west-1',
      'aws/global',
      'aws/us-east-1',
      'azure/westeurope',
    ]);
    expect(regions[2]).toEqual({
      provider: 'aws',
      region: 'us-east-1',
      totalResources: 3,
      taggedResources: 2,
      taggingCompliancePercent: 66.7,
      fullyCompliant: 2,
      fullCompliancePercent: 66.7,
      tagsUnknown: 0,
      byType: { EC2: 2, EBS: 1 },
      byStatus: { active: 1, running: 1, stopped: 1 },
      savings: { savingMicrosPerMonth: 8_000_000, furtherSavingAtMostMicrosPerMonth: null, findingsWithoutPrice: 1 },
      onlyHere: ['EBS'],
      incompleteTypes: [],
    });
    expect(regions[0]).toMatchObject({
      taggedResources: 1,
      fullyCompliant: 0,
      savings: { savingMicrosPerMonth: null, findingsWithoutPrice: 0 },
      onlyHere: [],
    });
  });

  test('claims nothing to be in one region only where there is no other, or it is global, or could not be read', () => {
    const onlyHere = (ledger: LedgerEntry[] | null) =>
      Object.fromEntries(
        compareRegions(estate, options, { savings: null, ledger }).regions.map((one) => [one.region, one.onlyHere]),
      );
    expect(onlyHere(null)).toEqual({ 'us-east-1': ['EBS'], 'eu-west-1': [], global: [], westeurope: [] });
    expect(onlyHere([entry('eu-west-1', 'ebs_volume', 'failed')])).toMatchObject({ 'us-east-1': [] });
    expect(onlyHere([entry('eu-west-1', 'ebs_volume', 'complete')])).toMatchObject({ 'us-east-1': ['EBS'] });
  });

  test('shows regions in which nothing was found, and what was not read', () => {
    const ledger = [
      entry('ap-south-1', 'ec2', 'complete'),
      entry('me-south-1', 'ec2', 'failed'),
      entry('me-south-1', 'ebs_volume', 'partial'),
    ];
    const { regions } = compareRegions(estate, options, { savings: null, ledger });
    expect(regions.find(({ region }) => region === 'ap-south-1')).toMatchObject({
      totalResources: 0,
      incompleteTypes: [],
    });
    expect(regions.find(({ region }) => region === 'me-south-1')).toMatchObject({
      totalResources: 0,
      incompleteTypes: ['EBS', 'EC2'],
    });
  });

  test('leaves savings out when they were not asked for', () => {
    expect(compareRegions(estate, options).regions.every(({ savings }) => savings === null)).toBe(true);
  });

  test('adds up to the summary, in any order', () => {
    fc.assert(
      fc.property(inventoryArbitrary, (resources) => {
        const comparison = compareRegions(resources, options);
        expect(compareRegions(resources.toReversed(), options)).toEqual(comparison);
        const counts = comparison.regions.map(({ provider, region, totalResources }) => ({
          provider,
          region,
          totalResources,
        }));
        const sums: Record<string, number> = {};
        for (const { region, totalResources } of counts) sums[region] = (sums[region] ?? 0) + totalResources;
        expect(sums).toEqual(summarize(resources, names).byRegion);
        for (const one of comparison.regions) {
          for (const view of [one.byType, one.byStatus]) {
            expect(Object.values(view).reduce((sum, count) => sum + count, 0)).toBe(one.totalResources);
          }
        }
      }),
    );
  });
});
