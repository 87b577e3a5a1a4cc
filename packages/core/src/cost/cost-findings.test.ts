// Long because every rule of the findings is shown once with its evidence, over one small estate.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleCostSettings, sampleFacts } from '../test-support/cost-facts.ts';
import { estateArbitrary } from '../test-support/estate.ts';
import { sampleResource } from '../test-support/resources.ts';
import type { Resource } from '../inventory/resource.ts';
import type { CostFinding } from './cost-finding.ts';
import { createCostFindingsBuilder, planCostFindings } from './cost-findings.ts';
import type { PriceQuery } from './cost-facts.ts';

function resource(
  kind: Resource['kind'],
  nativeId: string,
  attributes: Resource['attributes'],
  more: Partial<Resource> = {},
) {
  return sampleResource({
    kind,
    resourceType: kind,
    nativeId,
    status: 'active',
    attributes,
    tags: { Owner: 'me' },
    ...more,
  });
}

function stopped(nativeId: string, attributes: Resource['attributes'], more: Partial<Resource> = {}) {
  return resource(
    'instance',
    nativeId,
    { stopped_at: '2026-10-01T00:00:00Z', ...attributes },
    { status: 'stopped', ...more },
  );
}

function volume(nativeId: string, attachedTo: readonly string[], more: Resource['attributes'] = {}) {
  return resource('volume', nativeId, { size_gib: 100, volume_type: 'new-disk', attached_to: attachedTo, ...more });
}

function plan(resources: readonly Resource[], settings: Partial<typeof sampleCostSettings> = {}) {
  return planCostFindings(resources, { ...sampleCostSettings, ...settings });
}

/** Type, resource and saving in dollars, in the order of the report. */
function outline(resources: readonly Resource[]) {
  return plan(resources).findings.map(({ type, resource: { nativeId }, savingMicrosPerMonth, savingIsUpperBound }) => [
    type,
    nativeId,
    savingMicrosPerMonth === null ? null : savingMicrosPerMonth / 1e6,
    ...(savingIsUpperBound ? ['at most'] : []),
  ]);
}

describe('single resources', () => {
  test.each<{ name: string; found: Resource; expected: unknown[] | null }>([
    { name: 'unattached volume', found: volume('v', []), expected: ['unattached_volumes', 'v', 8] },
    {
      name: 'unattached volume of an old type',
      found: volume('v', [], { volume_type: 'old-disk' }),
      expected: ['unattached_volumes', 'v', 10],
    },
    {
      name: 'unattached volume of unknown size',
      found: volume('v', [], { size_gib: null }),
      expected: ['unattached_volumes', 'v', null],
    },
    {
      name: 'unattached volume of an unpriced type',
      found: volume('v', [], { volume_type: 'exotic' }),
      expected: ['unattached_volumes', 'v', null],
    },
    {
      name: 'unattached volume without prices there',
      found: { ...volume('v', []), region: 'unpriced-1' },
      expected: ['unattached_volumes', 'v', null],
    },
    {
      name: 'unattached volume of a provider without prices',
      found: { ...volume('v', []), provider: 'azure' },
      expected: ['unattached_volumes', 'v', null],
    },
    { name: 'attached volume of a current type', found: volume('v', ['i']), expected: null },
    { name: 'volume in the making', found: { ...volume('v', []), status: 'pending' }, expected: null },
    {
      name: 'volume that may be attached',
      found: resource('volume', 'v', { size_gib: 1, volume_type: 'new-disk' }),
      expected: null,
    },

    {
      name: 'unused address',
      found: resource('address', 'a', { associated_with: null }),
      expected: ['unassociated_addresses', 'a', 3.65],
    },
    { name: 'used address', found: resource('address', 'a', { associated_with: 'i' }), expected: null },
    { name: 'address of unknown use', found: resource('address', 'a', {}), expected: null },

    {
      name: 'load balancer without targets',
      found: resource('load_balancer', 'l', { target_count: 0, load_balancer_type: 'application' }),
      expected: ['idle_load_balancers', 'l', 16.425],
    },
    {
      name: 'load balancer without targets or price',
      found: resource('load_balancer', 'l', { target_count: 0 }),
      expected: ['idle_load_balancers', 'l', null],
    },
    { name: 'load balancer with a target', found: resource('load_balancer', 'l', { target_count: 1 }), expected: null },
    { name: 'load balancer with unknown targets', found: resource('load_balancer', 'l', {}), expected: null },

    {
      name: 'old snapshot',
      found: resource(
        'snapshot',
        's',
        { size_gib: 100, storage_tier: 'standard' },
        { createdAt: '2026-08-22T12:00:00Z' },
      ),
      expected: ['old_snapshots', 's', 5, 'at most'],
    },
    {
      name: 'old snapshot in an unpriced tier',
      found: resource(
        'snapshot',
        's',
        { size_gib: 100, storage_tier: 'archive' },
        { createdAt: '2020-01-01T00:00:00Z' },
      ),
      expected: ['old_snapshots', 's', null],
    },
    {
      name: 'snapshot a second too young',
      found: resource('snapshot', 's', { size_gib: 100 }, { createdAt: '2026-08-22T12:00:01Z' }),
      expected: null,
    },
    { name: 'snapshot of unknown age', found: resource('snapshot', 's', { size_gib: 100 }), expected: null },

    {
      name: 'old volume type within the included performance',
      found: volume('v', ['i'], { volume_type: 'old-disk', iops: 3_000 }),
      expected: ['volume_type_upgrade', 'v', 2],
    },
    {
      name: 'old volume type beyond the included performance',
      found: volume('v', ['i'], { volume_type: 'old-disk', iops: 3_001 }),
      expected: ['volume_type_upgrade', 'v', 2, 'at most'],
    },
    {
      name: 'old volume type of unknown performance',
      found: volume('v', ['i'], { volume_type: 'old-disk' }),
      expected: ['volume_type_upgrade', 'v', 2, 'at most'],
    },
    {
      name: 'old volume type without a price',
      found: volume('v', ['i'], { volume_type: 'mystery-disk' }),
      expected: ['volume_type_upgrade', 'v', null],
    },

    {
      name: 'previous generation',
      found: resource('instance', 'i', { machine_type: 'gen1.large' }, { status: 'running' }),
      expected: ['previous_generation_instances', 'i', 2.92],
    },
    {
      name: 'previous generation without a known successor',
      found: resource('instance', 'i', { machine_type: 'gen1.unheard' }, { status: 'running' }),
      expected: ['previous_generation_instances', 'i', null],
    },
    {
      name: 'previous generation whose successor has no price',
      found: resource('instance', 'i', { machine_type: 'gen1.odd' }, { status: 'running' }),
      expected: ['previous_generation_instances', 'i', null],
    },
    {
      name: 'previous generation that is cheaper',
      found: resource('instance', 'i', { machine_type: 'gen1.huge' }, { status: 'running' }),
      expected: null,
    },
    {
      name: 'previous generation on spot',
      found: resource('instance', 'i', { machine_type: 'gen1.large', lifecycle: 'spot' }, { status: 'running' }),
      expected: ['previous_generation_instances', 'i', null],
    },
    {
      name: 'previous generation with Windows',
      found: resource('instance', 'i', { machine_type: 'gen1.large', platform: 'Windows' }, { status: 'running' }),
      expected: ['previous_generation_instances', 'i', null],
    },
    {
      name: 'previous generation, terminated',
      found: resource('instance', 'i', { machine_type: 'gen1.large' }, { status: 'terminated' }),
      expected: null,
    },
    {
      name: 'current generation',
      found: resource('instance', 'i', { machine_type: 'gen2.large' }, { status: 'running' }),
      expected: null,
    },
  ])('$name', ({ found, expected }) => {
    expect(outline([found])).toEqual(expected === null ? [] : [expected]);
  });
});

describe('stopped instances', () => {
  test('cost their disks, not their hours', () => {
    const resources = [
      stopped('i-1', { volume_ids: ['v-1', 'v-2'], machine_type: 'gen1.large' }),
      volume('v-1', ['i-1']),
      volume('v-2', ['i-1'], { size_gib: 50 }),
    ];
    const [finding, ...others] = plan(resources).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      type: 'stopped_instances',
      priority: 'HIGH',
      savingMicrosPerMonth: 12_000_000,
      evidence: { stopped_days: 50, volumes_gib: 150, volumes_of_unknown_cost: 0, machine_type: 'gen1.large' },
      message: 'Stopped for 50 days; 2 volumes would be freed',
      priceSources: [{ source: 'list of volume_gib_month', date: '2026-11-01' }],
    });
  });

  test.each<{ name: string; resources: Resource[]; expected: unknown[][] }>([
    {
      name: 'without disks cost nothing',
      resources: [stopped('i', { volume_ids: [] })],
      expected: [['stopped_instances', 'i', 0]],
    },
    {
      name: 'with unknown disks cost an unknown sum',
      resources: [stopped('i', {})],
      expected: [['stopped_instances', 'i', null]],
    },
    {
      name: 'with one disk that was not found cost an unknown sum',
      resources: [stopped('i', { volume_ids: ['v', 'lost'] }), volume('v', ['i'])],
      expected: [['stopped_instances', 'i', null]],
    },
    {
      name: 'with one unpriced disk cost an unknown sum',
      resources: [
        stopped('i', { volume_ids: ['v', 'w'] }),
        volume('v', ['i']),
        volume('w', ['i'], { volume_type: 'exotic' }),
      ],
      expected: [['stopped_instances', 'i', null]],
    },
    {
      name: 'stopped since an unknown time are findings too',
      resources: [stopped('i', { stopped_at: null, volume_ids: ['v'] }), volume('v', ['i'])],
      expected: [['stopped_instances', 'i', 8]],
    },
    {
      name: 'stopped too recently are none, and their old disks can be upgraded',
      resources: [
        stopped('i', { stopped_at: '2026-10-21T12:00:01Z', volume_ids: ['v'] }),
        volume('v', ['i'], { volume_type: 'old-disk', iops: 1 }),
      ],
      expected: [['volume_type_upgrade', 'v', 2]],
    },
    {
      name: 'stopped for exactly the threshold are findings',
      resources: [stopped('i', { stopped_at: '2026-10-21T12:00:00Z', volume_ids: [] })],
      expected: [['stopped_instances', 'i', 0]],
    },
    {
      name: 'swallow the upgrade of their disks',
      resources: [volume('v', ['i'], { volume_type: 'old-disk', iops: 1 }), stopped('i', { volume_ids: ['v'] })],
      expected: [['stopped_instances', 'i', 10]],
    },
    {
      name: 'do not save a disk that a running instance shares',
      resources: [
        stopped('i', { volume_ids: ['v', 'w'] }),
        volume('v', ['i', 'running'], { volume_type: 'old-disk', iops: 1 }),
        volume('w', ['i']),
      ],
      expected: [
        ['stopped_instances', 'i', 8],
        ['volume_type_upgrade', 'v', 2],
      ],
    },
    {
      name: 'that share a disk save it once',
      resources: [
        stopped('i-2', { volume_ids: ['v'] }),
        stopped('i-1', { volume_ids: ['v'] }),
        volume('v', ['i-1', 'i-2']),
      ],
      expected: [
        ['stopped_instances', 'i-1', 8],
        ['stopped_instances', 'i-2', 0],
      ],
    },
    {
      name: 'do not take a disk of the same id in another account',
      resources: [stopped('i', { volume_ids: ['v'] }), { ...volume('v', ['i']), account: 'other' }],
      expected: [['stopped_instances', 'i', null]],
    },
  ])('$name', ({ resources, expected }) => {
    expect(outline(resources)).toEqual(expected);
    expect(outline(resources.toReversed())).toEqual(expected);
  });

  test('say when the time of the stop is not known', () => {
    const [finding] = plan([stopped('i', { stopped_at: null, volume_ids: [] })]).findings;
    expect(finding).toMatchObject({
      message: 'Stopped, since when is not known; it has no volumes',
      evidence: { stopped_at: null, stopped_days: null },
    });
  });

  test('are counted apart when stopped recently', () => {
    const report = plan([stopped('i-1', { volume_ids: [] }), stopped('i-2', { stopped_at: '2026-11-19T00:00:00Z' })]);
    expect(report).toMatchObject({ stoppedInstances: 1, recentlyStoppedInstances: 1, totalFindings: 1 });
  });
});

/** What a resource costs at list prices in this state, as far as it is known. An oracle of its own, without the rules. */
function knownCostMicros(one: Resource): number {
  const text = (name: string) => (typeof one.attributes[name] === 'string' ? one.attributes[name] : '');
  const price = (what: PriceQuery['what'], item: string) =>
    sampleFacts.readPrice({ what, region: one.region, item })?.micros ?? 0;
  const gib = typeof one.attributes['size_gib'] === 'number' ? one.attributes['size_gib'] : 0;
  if (one.kind === 'volume') return gib * price('volume_gib_month', text('volume_type'));
  if (one.kind === 'snapshot') return gib * price('snapshot_gib_month', text('storage_tier'));
  if (one.kind === 'address') return 730 * price('address_hour', 'unassociated');
  if (one.kind === 'load_balancer') return 730 * price('load_balancer_hour', text('load_balancer_type'));
  return one.status === 'running' ? 730 * price('instance_hour', text('machine_type')) : 0;
}

describe('over any estate', () => {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

  test('savings never exceed what the resources involved are known to cost, kind by kind', () => {
    fc.assert(
      fc.property(estateArbitrary, (estate) => {
        const { findings } = plan(estate);
        const byUid = new Map(estate.map((one) => [one.uid, one]));
        const isOnDisks = (finding: CostFinding) => finding.type === 'stopped_instances';
        for (const kind of ['volume', 'snapshot', 'address', 'load_balancer', 'instance'] as const) {
          const savings = findings
            .filter((finding) => (isOnDisks(finding) ? 'volume' : byUid.get(finding.resource.uid)?.kind) === kind)
            .map((finding) => finding.savingMicrosPerMonth ?? 0);
          expect(sum(savings)).toBeLessThanOrEqual(sum(estate.filter((one) => one.kind === kind).map(knownCostMicros)));
          expect(savings.every((saving) => Number.isInteger(saving) && saving >= 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the report depends neither on the order of resources nor on the length of the list', () => {
    const shuffled = estateArbitrary.chain((estate) =>
      fc.tuple(fc.constant(estate), fc.shuffledSubarray(estate, { minLength: estate.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(5), ([estate, other], listLimit) => {
        const report = plan(estate);
        expect(plan(other)).toEqual(report);
        const short = plan(estate, { listLimit });
        expect(short.findings).toEqual(report.findings.slice(0, listLimit));
        expect(short.findingsNotListed).toBe(report.findings.length - short.findings.length);
        expect({ ...short, findings: [], findingsNotListed: 0 }).toEqual({ ...report, findings: [] });
      }),
    );
  });

  test('the report is the same when instances come first and few volumes are kept', () => {
    fc.assert(
      fc.property(estateArbitrary, (estate) => {
        const builder = createCostFindingsBuilder({ ...sampleCostSettings, instancesComeFirst: true });
        for (const one of estate) if (one.kind === 'instance') builder.add(one);
        for (const one of estate) if (one.kind !== 'instance') builder.add(one);
        expect(builder.finish()).toEqual(plan(estate));
      }),
    );
  });

  test('a promise that instances come first must be kept', () => {
    const builder = createCostFindingsBuilder({ ...sampleCostSettings, instancesComeFirst: true });
    builder.add(volume('v', ['i']));
    expect(() => builder.add(stopped('i', { volume_ids: ['v'] }))).toThrow(/instances were to come first/);
  });

  test('each resource has one finding at most, and counts and sums add up', () => {
    fc.assert(
      fc.property(estateArbitrary, (estate) => {
        const report = plan(estate);
        const uids = report.findings.map((finding) => finding.resource.uid);
        expect(new Set(uids).size).toBe(uids.length);
        expect(report.totalFindings).toBe(report.untaggedResources + report.findings.length);
        expect(report.untaggedResources).toBe(estate.filter((one) => Object.keys(one.tags).length === 0).length);
        expect(sum(report.recommendations.map(({ count }) => count))).toBe(report.totalFindings);
        expect(sum(report.recommendations.map((one) => one.savingMicrosPerMonth ?? 0))).toBe(
          report.savingMicrosPerMonth,
        );
        expect(report.findingsWithoutPrice).toBe(
          report.findings.filter((one) => one.savingMicrosPerMonth === null).length,
        );
        expect(sum(report.byRegion.map((one) => one.savingMicrosPerMonth ?? 0))).toBe(report.savingMicrosPerMonth);
        expect(sum(report.byRegion.map(({ count }) => count))).toBe(report.findings.length);
        const longOrShort = report.stoppedInstances + report.recentlyStoppedInstances;
        expect(longOrShort).toBe(estate.filter((one) => one.kind === 'instance' && one.status === 'stopped').length);
      }),
    );
  });
});
