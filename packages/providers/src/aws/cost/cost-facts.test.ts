import { expect, test } from 'vitest';
import { awsCostFacts } from './cost-facts.ts';
import { priceGroups } from './price-table.ts';

const { readPrice, readSuccessorOf, isPreviousGeneration } = awsCostFacts;

test('a known price is exact in micro-dollars, with its source and date', () => {
  expect(readPrice({ what: 'volume_gib_month', region: 'eu-west-1', item: 'sc1' })).toEqual({
    micros: 16_800,
    source: 'https://aws.amazon.com/ebs/pricing/',
    date: '2026-07-17',
  });
});

test('an unknown price is null, never 0', () => {
  expect(readPrice({ what: 'volume_gib_month', region: 'ap-east-1', item: 'gp3' })).toBeNull();
  expect(readPrice({ what: 'instance_hour', region: 'us-east-1', item: 'gp3' })).toBeNull();
  expect(readPrice({ what: 'instance_hour', region: 'us-east-1', item: 'constructor' })).toBeNull();
});

test('every price is positive, sourced and dated, and stands in the table once', () => {
  const seen = new Set<string>();
  for (const { what, regions, source, date, usd } of priceGroups) {
    expect(source).toMatch(/^https:\/\//);
    expect(date).toMatch(/^2026-\d{2}-\d{2}$/);
    for (const region of regions) {
      for (const [item, dollars] of Object.entries(usd)) {
        const key = `${what} ${region} ${item}`;
        expect(seen.has(key)).toBe(false);
        seen.add(key);
        expect(dollars).toBeGreaterThan(0);
        expect(readPrice({ what, region, item })?.micros).toBeCloseTo(dollars * 1e6, 6);
        expect(Number.isInteger(readPrice({ what, region, item })?.micros)).toBe(true);
      }
    }
  }
});

test.each([
  ['m4.large', 'm6i.large'],
  ['t2.micro', 't3.micro'],
  ['c4.2xlarge', 'c6i.2xlarge'],
  ['r4.16xlarge', 'r6i.16xlarge'],
  ['i2.8xlarge', 'i3.8xlarge'],
])('%s is replaced by %s', (old, successor) => {
  expect(isPreviousGeneration(old)).toBe(true);
  expect(readSuccessorOf(old)).toBe(successor);
  expect(isPreviousGeneration(successor)).toBe(false);
});

test.each(['m4.10xlarge', 'g2.2xlarge', 'p2.xlarge'])('%s is of a previous generation without an equal', (type) => {
  expect(isPreviousGeneration(type)).toBe(true);
  expect(readSuccessorOf(type)).toBeNull();
});

test.each(['m7i.large', 't4g.small', 'u-6tb1.metal', 'm4', '', '.large', 't22.micro'])(
  '%s is current or unknown',
  (type) => {
    expect(isPreviousGeneration(type)).toBe(false);
    expect(readSuccessorOf(type)).toBeNull();
  },
);

test('no successor costs more than what it replaces, where both prices are known', () => {
  const items = priceGroups.filter(({ what }) => what === 'instance_hour');
  const pairs = items.flatMap(({ regions, usd }) =>
    Object.keys(usd).flatMap((item) => {
      const successor = readSuccessorOf(item);
      const [region] = regions;
      if (successor === null || region === undefined) return [];
      const price = readPrice({ what: 'instance_hour', region, item: successor });
      return price === null
        ? []
        : [{ old: readPrice({ what: 'instance_hour', region, item })!.micros, successor: price.micros }];
    }),
  );
  expect(pairs.length).toBeGreaterThan(10);
  expect(pairs.filter(({ old, successor }) => successor > old)).toEqual([]);
});
