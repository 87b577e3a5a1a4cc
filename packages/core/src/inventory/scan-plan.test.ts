import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleTypes } from '../test-support/resources.ts';
import type { ScannableConnection } from './scan-plan.ts';
import { planScanUnits } from './scan-plan.ts';
import type { ScanUnit } from './scan.ts';
import { matchesSelectors, parseSelectors } from './selector.ts';
import type { Selector } from './selector.ts';

const aws = connection('aws', ['us-east-1', 'eu-west-1']);

function connection(name: string, regions: readonly string[], disabled: readonly string[] = []): ScannableConnection {
  return {
    name,
    provider: 'aws',
    regions: [
      ...regions.map((region) => ({ name: region, enabled: true })),
      ...disabled.map((region) => ({ name: region, enabled: false })),
    ],
    types: sampleTypes,
  };
}

function parse(...texts: string[]): readonly Selector[] {
  const parsed = parseSelectors(texts, { providers: ['aws', 'azure'], regionsByProvider: new Map() });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.selectors;
}

const toText = (unit: ScanUnit) => `${unit.connection}/${unit.region}/${unit.resourceType}`;

describe('planScanUnits', () => {
  test('crosses regional types with regions and takes global types once, neighbours in different regions', () => {
    const { units, skipped } = planScanUnits([aws], []);
    expect(units.map(toText)).toEqual([
      'aws/us-east-1/ec2',
      'aws/eu-west-1/ec2',
      'aws/us-east-1/ebs_volume',
      'aws/eu-west-1/ebs_volume',
      'aws/global/s3',
    ]);
    expect(skipped).toEqual([]);
  });

  test('takes global types of each connection, also without any region', () => {
    const { units } = planScanUnits([connection('one', []), connection('two', [])], []);
    expect(units.map(toText)).toEqual(['one/global/s3', 'two/global/s3']);
  });

  test('plans nothing twice for repeated regions and types', () => {
    const repeated = { ...connection('aws', ['us-east-1', 'us-east-1']), types: [...sampleTypes, ...sampleTypes] };
    expect(planScanUnits([repeated], []).units.map(toText)).toEqual([
      'aws/us-east-1/ec2',
      'aws/us-east-1/ebs_volume',
      'aws/global/s3',
    ]);
  });

  test('skips what the selectors leave out, each with its reason', () => {
    const { units, skipped } = planScanUnits([aws], parse('aws/us-*', '!aws/eu-*'));
    expect(units.map(toText)).toEqual(['aws/us-east-1/ec2', 'aws/us-east-1/ebs_volume']);
    expect(skipped.map((unit) => [toText(unit), unit.cause, unit.reason])).toEqual([
      ['aws/eu-west-1/ec2', 'excluded', 'excluded by selector !aws/eu-*'],
      ['aws/eu-west-1/ebs_volume', 'excluded', 'excluded by selector !aws/eu-*'],
      ['aws/global/s3', 'not_selected', 'no selector includes it'],
    ]);
  });

  test('skips regions that the account may not use', () => {
    const { units, skipped } = planScanUnits(
      [connection('aws', ['us-east-1'], ['me-south-1'])],
      parse('aws', '!aws/global'),
    );
    expect(units.map(toText)).toEqual(['aws/us-east-1/ec2', 'aws/us-east-1/ebs_volume']);
    expect(
      skipped.filter(({ cause }) => cause === 'region_disabled').map((unit) => [toText(unit), unit.reason]),
    ).toEqual([
      ['aws/me-south-1/ec2', 'region me-south-1 is not enabled for this account'],
      ['aws/me-south-1/ebs_volume', 'region me-south-1 is not enabled for this account'],
    ]);
  });

  test('puts every unit either into the plan or among the skipped, once, and plans only what is selected', () => {
    const regions = fc.subarray(['us-east-1', 'us-west-2', 'eu-west-1', 'me-south-1']);
    const selectors = fc
      .subarray(['aws/us-*', 'aws/global', '!aws/us-west-2', '*', '!*/me-*', 'azure'])
      .map((texts) => parse(...texts));
    fc.assert(
      fc.property(regions, regions, selectors, (enabled, disabled, chosen) => {
        const connections = [
          connection(
            'a',
            enabled,
            disabled.filter((name) => !enabled.includes(name)),
          ),
          connection('b', enabled),
        ];
        const all = planScanUnits(connections, []);
        const plan = planScanUnits(connections, chosen);
        const texts = [...plan.units, ...plan.skipped].map(toText);
        expect(texts.toSorted()).toEqual([...all.units, ...all.skipped].map(toText).toSorted());
        expect(new Set(texts).size).toBe(texts.length);
        expect(plan.units.every((unit) => matchesSelectors(chosen, unit))).toBe(true);
      }),
    );
  });
});
