import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdaptiveBucket } from './adaptive-bucket.ts';

const figures = fc.record({
  capacity: fc.double({ min: 1, max: 1000, noNaN: true }),
  refillPerSecond: fc.double({ min: 0.5, max: 1000, noNaN: true }),
});
const events = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 20_000 }),
    event: fc.constantFrom('take', 'accepted', 'refused', 'refused late'),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 5_000 })),
  }),
  { maxLength: 200 },
);

test('tokens stay between none and the published capacity, the rate at or below the published one', () => {
  fc.assert(
    fc.property(figures, events, (published, happened) => {
      let nowMs = 0;
      const bucket = new AdaptiveBucket(published, nowMs);
      for (const { afterMs, event, retryAfterMs } of happened) {
        nowMs += afterMs;
        if (event === 'take') bucket.take(nowMs);
        else if (event === 'accepted') bucket.noteAccepted(nowMs);
        else bucket.noteRefused(event === 'refused' ? nowMs : nowMs - 500, nowMs, retryAfterMs);
        expect(bucket.tokens(nowMs)).toBeGreaterThanOrEqual(0);
        expect(bucket.tokens(nowMs)).toBeLessThanOrEqual(Math.max(1, published.capacity));
        expect(bucket.ratePerSecond(nowMs)).toBeGreaterThan(0);
        expect(bucket.ratePerSecond(nowMs)).toBeLessThanOrEqual(published.refillPerSecond);
        expect(bucket.msUntilToken(nowMs)).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }),
  );
});

test('never more is taken than capacity and refill allow', () => {
  fc.assert(
    fc.property(figures, fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 300 }), (published, pauses) => {
      const bucket = new AdaptiveBucket(published, 0);
      let nowMs = 0;
      let taken = 0;
      for (const pauseMs of pauses) {
        nowMs += pauseMs;
        if (bucket.take(nowMs)) taken += 1;
        expect(taken).toBeLessThanOrEqual(
          Math.max(1, published.capacity) + (nowMs / 1000) * published.refillPerSecond + 1e-3,
        );
      }
    }),
  );
});

test('a token is there when the bucket said that it would be', () => {
  fc.assert(
    fc.property(
      figures,
      fc.integer({ min: 0, max: 500 }),
      fc.option(fc.integer({ min: 0, max: 9_000 })),
      (published, takes, retryAfterMs) => {
        const bucket = new AdaptiveBucket(published, 0);
        for (let taken = 0; taken < takes; taken += 1) bucket.take(0);
        bucket.noteRefused(0, 0, retryAfterMs);
        // The rate changes along its curve meanwhile, so ask again as a waiter does.
        let nowMs = 0;
        for (let asked = 0; asked < 20 && bucket.msUntilToken(nowMs) > 0; asked += 1)
          nowMs += bucket.msUntilToken(nowMs);
        expect(bucket.take(nowMs)).toBe(true);
      },
    ),
  );
});

test('a refusal empties it, cuts the rate, and the rate comes back', () => {
  const bucket = new AdaptiveBucket({ capacity: 10, refillPerSecond: 10 }, 0);
  while (bucket.take(0)) bucket.noteAccepted(0);
  const fullRate = bucket.ratePerSecond(0);
  bucket.noteRefused(0, 100, null);
  expect(bucket.tokens(100)).toBe(0);
  expect(bucket.ratePerSecond(100)).toBeLessThan(fullRate * 0.6);
  const rates = [1_000, 5_000, 20_000, 60_000].map((ms) => bucket.ratePerSecond(ms));
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  expect(rates.at(-1)).toBe(fullRate);
});
