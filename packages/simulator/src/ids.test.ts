import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededIds } from './ids.ts';

it('has the forms of AWS', () => {
  const ids = seededIds(1);
  expect(ids.ec2('i')).toMatch(/^i-0[0-9a-f]{16}$/);
  expect(ids.uuid('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(ids.upperAlphanumeric('x', 26)).toMatch(/^[A-Z2-7]{26}$/);
});

it('gives the same ids for the same seed, whatever else is made in between', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.constantFrom('vol', 'snap', 'i')), (seed, between) => {
      const [plain, mixed] = [seededIds(seed), seededIds(seed)];
      for (const kind of between) if (kind !== 'i') mixed.ec2(kind);
      expect(mixed.ec2('i')).toBe(plain.ec2('i'));
      expect(mixed.ec2('i')).toBe(plain.ec2('i'));
    }),
  );
});

it('never gives one twice', () => {
  const seen = new Set<string>();
  for (const label of ['us-east-1', 'us-east-2', 'eu-west-1']) {
    const ids = seededIds(1, label);
    for (let n = 0; n < 20_000; n += 1) seen.add(ids.ec2('i'));
  }
  expect(seen.size).toBe(60_000);
});
