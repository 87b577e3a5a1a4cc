import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventoryArbitrary, sampleResource, sampleTypes } from '../test-support/resources.ts';
import { toResourceNames } from './resource-names.ts';
import type { Resource } from './resource.ts';
import { summarize } from './summary.ts';
import { checkTagCompliance } from './tag-compliance.ts';
import { compileTagPolicy, defaultRequiredTags } from './tag-policy.ts';

const names = toResourceNames(sampleTypes);
const complete = { Environment: 'test', Project: 'p', Owner: 'me' };

function report(resources: readonly Resource[], listLimit = 100) {
  const compiled = compileTagPolicy({
    requiredTags: defaultRequiredTags.map((tag) =>
      tag.key === 'Environment' ? { ...tag, allowedValues: ['test', 'production'] } : tag,
    ),
    caseSensitive: true,
    reservedTagPrefixes: new Map([['aws', ['aws:']]]),
  });
  if (!compiled.ok) throw new Error('the policy of this test is wrong');
  return checkTagCompliance(resources, { policy: compiled.policy, names, listLimit });
}

describe('checkTagCompliance', () => {
  test('counts tagged and fully compliant resources in percent, terminated ones too', () => {
    const resources = [
      ...Array.from({ length: 8 }, () => sampleResource({ tags: complete })),
      ...Array.from({ length: 8 }, () => sampleResource({ tags: { Name: 'x' }, status: 'terminated' })),
      ...Array.from({ length: 7 }, () => sampleResource({ tags: { 'aws:createdBy': 'x' } })),
    ];
    expect(report(resources)).toMatchObject({
      totalResources: 23,
      taggedResources: 16,
      taggingCompliancePercent: 69.6,
      fullyCompliant: 8,
      fullCompliancePercent: 34.8,
      requiredTags: ['Environment', 'Project', 'Owner'],
    });
  });

  test('breaks violations down by tag, and figures by provider and type', () => {
    const { violationsByTag, byProvider, byType } = report([
      sampleResource({ tags: complete }),
      sampleResource({ resourceType: 's3', tags: { ...complete, Environment: 'nowhere', Owner: '' } }),
      sampleResource({ provider: 'azure', resourceType: 'vm' }),
    ]);
    expect(violationsByTag).toEqual([
      { tag: 'Environment', missing: 1, empty: 0, value_not_allowed: 1, pattern_mismatch: 0 },
      { tag: 'Project', missing: 1, empty: 0, value_not_allowed: 0, pattern_mismatch: 0 },
      { tag: 'Owner', missing: 1, empty: 1, value_not_allowed: 0, pattern_mismatch: 0 },
    ]);
    expect(byProvider['AWS']).toMatchObject({
      totalResources: 2,
      taggedResources: 2,
      fullyCompliant: 1,
      fullCompliancePercent: 50,
    });
    expect(Object.keys(byType)).toEqual(['EC2', 'S3', 'VM']);
    expect(byType['VM']).toMatchObject({ totalResources: 1, taggedResources: 0, taggingCompliancePercent: 0 });
  });

  test('lists resources with their violations up to the limit and tells how many there are', () => {
    const resources = [
      sampleResource({ tags: complete }),
      sampleResource({ name: 'web' }),
      sampleResource(),
      sampleResource(),
    ];
    const { nonCompliantTotal, nonCompliantResources } = report(resources, 2);
    expect(nonCompliantTotal).toBe(3);
    expect(nonCompliantResources.map(({ resource }) => resource.uid)).toEqual([resources[1]?.uid, resources[2]?.uid]);
    expect(nonCompliantResources[0]?.resource.name).toBe('web');
    expect(nonCompliantResources[0]?.violations).toHaveLength(3);
  });

  test('of nothing claims no compliance', () => {
    expect(report([])).toMatchObject({
      totalResources: 0,
      taggingCompliancePercent: 0,
      fullCompliancePercent: 0,
      nonCompliantTotal: 0,
    });
  });

  test('agrees with the summary and with itself', () => {
    fc.assert(
      fc.property(inventoryArbitrary, (resources) => {
        const { nonCompliantTotal, nonCompliantResources, byType, ...figures } = report(resources);
        expect(figures.totalResources).toBe(summarize(resources, names).totalResources);
        expect(figures.fullyCompliant + nonCompliantTotal).toBe(figures.totalResources);
        expect(figures.fullyCompliant).toBeLessThanOrEqual(figures.taggedResources);
        expect(nonCompliantResources).toHaveLength(nonCompliantTotal);
        const sum = (of: (one: (typeof byType)[string]) => number) =>
          Object.values(byType).reduce((total, one) => total + of(one), 0);
        expect(sum((one) => one.totalResources)).toBe(figures.totalResources);
        expect(sum((one) => one.taggedResources)).toBe(figures.taggedResources);
        expect(sum((one) => one.fullyCompliant)).toBe(figures.fullyCompliant);
        const { violationsByTag } = report(resources.toReversed());
        expect(violationsByTag).toEqual(figures.violationsByTag);
      }),
    );
  });
});

test('what is not known of tags counts in the total and in nothing else', () => {
  const { totalResources, taggedResources, fullyCompliant, tagsUnknown, nonCompliantTotal } = report([
    sampleResource({ tags: complete }),
    sampleResource({ tags: {} }),
    sampleResource({ tags: {}, attributes: { tags_unknown: true } }),
  ]);
  expect({ totalResources, taggedResources, fullyCompliant, tagsUnknown, nonCompliantTotal }).toEqual({
    totalResources: 3,
    taggedResources: 1,
    fullyCompliant: 1,
    tagsUnknown: 1,
    nonCompliantTotal: 1,
  });
});
