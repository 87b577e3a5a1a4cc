import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapConcurrently } from './map-concurrently.ts';

test('answers in order, never with more under way than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.integer()),
      fc.integer({ min: 1, max: 5 }),
      async (scheduler, items, limit) => {
        let underWay = 0;
        let most = 0;
        const mapping = mapConcurrently(items, limit, async (item) => {
          underWay += 1;
          most = Math.max(most, underWay);
          await scheduler.schedule(Promise.resolve());
          underWay -= 1;
          return item * 2;
        });
        const results = await scheduler.waitFor(mapping);
        expect(results).toEqual(items.map((item) => item * 2));
        expect(most).toBeLessThanOrEqual(limit);
      },
    ),
    { numRuns: 50 },
  );
});

test('a failure lets no further one start', async () => {
  const started: number[] = [];
  const mapping = mapConcurrently([1, 2, 3, 4], 2, async (item) => {
    started.push(item);
    await Promise.resolve();
    if (item === 1) throw new Error('one failed');
  });
  await expect(mapping).rejects.toThrow('one failed');
  await new Promise((resolve) => setImmediate(resolve));
  expect(started.length).toBeLessThan(4);
});
