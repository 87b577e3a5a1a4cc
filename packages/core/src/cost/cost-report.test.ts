import { describe, expect, test } from 'vitest';
import { sampleCostSettings } from '../test-support/cost-facts.ts';
import { sampleResource } from '../test-support/resources.ts';
import type { Resource } from '../inventory/resource.ts';
import { planCostFindings } from './cost-findings.ts';
import { toUsd } from './money.ts';

function estate(): Resource[] {
  const make = (
    kind: Resource['kind'],
    nativeId: string,
    attributes: Resource['attributes'],
    more: Partial<Resource> = {},
  ) =>
    sampleResource({
      kind,
      resourceType: kind,
      nativeId,
      status: 'active',
      attributes,
      tags: { Owner: 'me' },
      ...more,
    });
  return [
    make('instance', 'i-1', { stopped_at: '2026-01-01T00:00:00Z', volume_ids: ['v-1'] }, { status: 'stopped' }),
    make('instance', 'i-2', { volume_ids: ['v-lost'] }, { status: 'stopped' }),
    make('volume', 'v-1', { size_gib: 500, volume_type: 'old-disk', attached_to: ['i-1'] }),
    make('volume', 'v-2', { size_gib: 10, volume_type: 'new-disk', attached_to: [] }),
    make(
      'snapshot',
      's-1',
      { size_gib: 1_000, storage_tier: 'standard' },
      { createdAt: '2025-01-01T00:00:00Z', tags: {} },
    ),
    make('load_balancer', 'l-1', { target_count: 0 }, { tags: { 'aws:created': 'x' } }),
  ];
}

describe('the cost report', () => {
  const report = planCostFindings(estate(), sampleCostSettings);

  test('adds up what is known, beside upper bounds and what is not known', () => {
    expect(report).toMatchObject({
      totalFindings: 7,
      untaggedResources: 2,
      stoppedInstances: 2,
      recentlyStoppedInstances: 0,
      savingMicrosPerMonth: 50_800_000,
      furtherSavingAtMostMicrosPerMonth: 50_000_000,
      findingsWithoutPrice: 2,
      currency: 'USD',
      thresholds: { stoppedDays: 30, snapshotDays: 90, hoursPerMonth: 730 },
      priceSources: [
        { source: 'list of snapshot_gib_month', date: '2026-11-01' },
        { source: 'list of volume_gib_month', date: '2026-11-01' },
      ],
    });
    expect(toUsd(report.savingMicrosPerMonth)).toBe(50.8);
  });

  test('recommends by saving, then upper bound, then priority; what has no price has no estimate', () => {
    expect(
      report.recommendations.map((one) => [
        one.type,
        one.priority,
        one.count,
        one.savingMicrosPerMonth,
        one.furtherSavingAtMostMicrosPerMonth,
        one.findingsWithoutPrice,
      ]),
    ).toEqual([
      ['stopped_instances', 'HIGH', 2, 50_000_000, null, 1],
      ['unattached_volumes', 'HIGH', 1, 800_000, null, 0],
      ['old_snapshots', 'LOW', 1, null, 50_000_000, 0],
      ['idle_load_balancers', 'MEDIUM', 1, null, null, 1],
      ['untagged_resources', 'MEDIUM', 2, 0, null, 0],
    ]);
    expect(report.recommendations[0]).toMatchObject({
      message: 'Found 2 instances stopped for 30 days or more, or since an unknown time.',
      action: 'Review and terminate instances stopped for 30 days or more; snapshot the disks that may be needed',
    });
    expect(report.recommendations[1]?.message).toBe('Found 1 volume attached to nothing.');
  });

  test('lists known savings first, then upper bounds, then unknown ones', () => {
    expect(report.findings.map(({ resource }) => resource.nativeId)).toEqual(['i-1', 'v-2', 's-1', 'i-2', 'l-1']);
  });

  test('of nothing has no recommendation', () => {
    expect(planCostFindings([], sampleCostSettings)).toMatchObject({
      totalFindings: 0,
      savingMicrosPerMonth: 0,
      furtherSavingAtMostMicrosPerMonth: null,
      findingsWithoutPrice: 0,
      recommendations: [],
      findings: [],
    });
  });

  test('keeps only the largest of a stream of findings, and counts them all', () => {
    const volumes = Array.from({ length: 3_000 }, (_, index) =>
      sampleResource({
        kind: 'volume',
        nativeId: `v-${index}`,
        status: 'active',
        attributes: { size_gib: (index * 7_919) % 3_000, volume_type: 'new-disk', attached_to: [] },
      }),
    );
    const { findings, findingsNotListed, stoppedInstances, savingMicrosPerMonth } = planCostFindings(volumes, {
      ...sampleCostSettings,
      listLimit: 3,
    });
    expect(findings.map(({ evidence }) => evidence['size_gib'])).toEqual([2_999, 2_998, 2_997]);
    expect(findingsNotListed).toBe(2_997);
    expect(stoppedInstances).toBe(0);
    expect(savingMicrosPerMonth).toBe(((2_999 * 3_000) / 2) * 80_000);
  });
});
