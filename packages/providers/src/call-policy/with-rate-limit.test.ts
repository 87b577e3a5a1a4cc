import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composePolicies, type RateLimitFigures } from './provider-call.ts';
import { newContext, someCall } from './test-support/calls.ts';
import { seededRandom } from './test-support/seeded-random.ts';
import { ServerBucket } from './test-support/server-bucket.ts';
import { VirtualClock } from './test-support/virtual-clock.ts';
import { withRateLimit } from './with-rate-limit.ts';
import { withRetry } from './with-retry.ts';

interface Load {
  readonly server: RateLimitFigures;
  readonly published: RateLimitFigures | null;
  readonly calls: number;
  readonly workers: number;
  readonly latencyMs: number;
  readonly jitterMs: number;
}

/** Makes so many calls by so many workers against a provider with such a bucket, in virtual time. */
async function run(load: Load) {
  const clock = new VirtualClock();
  const server = new ServerBucket(load.server, clock);
  const random = seededRandom(1);
  const policy = composePolicies(
    withRetry({ clock, random, maxAttempts: { rateLimited: 50 } }),
    withRateLimit({ clock }),
  );
  const call = { ...someCall, publishedLimit: load.published };
  let left = load.calls;
  const refusedAt: number[] = [];
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await policy(
        call,
        async (signal) => {
          const halfMs = (load.latencyMs + random() * load.jitterMs) / 2;
          await clock.sleep(halfMs, signal);
          try {
            server.handle();
          } catch (error) {
            refusedAt.push(server.accepted);
            throw error;
          } finally {
            await clock.sleep(halfMs, signal);
          }
        },
        newContext(),
      );
    }
  };
  await clock.run(Promise.all(Array.from({ length: load.workers }, work)));
  const idealS = Math.max(0, load.calls - load.server.capacity) / load.server.refillPerSecond;
  return {
    throughput: (idealS * 1000) / clock.now(),
    refusedShare: server.refused / (server.refused + server.accepted),
    /** Refusals in the second half of the work. */
    lateRefusals: refusedAt.filter((accepted) => accepted > load.calls / 2).length,
  };
}

describe('against a bucket as published', () => {
  const figures = { capacity: 100, refillPerSecond: 20 };
  test.each([
    { workers: 1, latencyMs: 20, jitterMs: 0 },
    { workers: 8, latencyMs: 50, jitterMs: 20 },
    { workers: 32, latencyMs: 200, jitterMs: 100 },
  ])('$workers workers use at least 95 % of it with fewer than 1 % of calls refused', async (load) => {
    const result = await run({ server: figures, published: figures, calls: 400, ...load });
    expect(result.throughput).toBeGreaterThan(0.95);
    expect(result.refusedShare).toBeLessThan(0.01);
  });
});

describe('against a bucket that nothing is known of, or too much is promised of', () => {
  test.each([
    { server: { capacity: 50, refillPerSecond: 10 }, published: { capacity: 100, refillPerSecond: 20 } },
    { server: { capacity: 20, refillPerSecond: 5 }, published: { capacity: 100, refillPerSecond: 20 } },
    { server: { capacity: 100, refillPerSecond: 10 }, published: { capacity: 100, refillPerSecond: 20 } },
    { server: { capacity: 50, refillPerSecond: 10 }, published: null },
    { server: { capacity: 20, refillPerSecond: 5 }, published: null },
  ])('it learns $server given $published', async (limits) => {
    for (const workers of [1, 8]) {
      const result = await run({ ...limits, calls: 600, workers, latencyMs: 30, jitterMs: 10 });
      expect(result.throughput).toBeGreaterThan(0.95);
      expect(result.refusedShare).toBeLessThan(0.03);
    }
  });

  test('refusals get few whatever the bucket', async () => {
    const limits = fc.record({
      capacity: fc.integer({ min: 1, max: 200 }),
      refillPerSecond: fc.integer({ min: 2, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(limits, limits, fc.integer({ min: 1, max: 8 }), async (server, published, workers) => {
        const result = await run({ server, published, calls: 400, workers, latencyMs: 40, jitterMs: 20 });
        expect(result.lateRefusals).toBeLessThanOrEqual(16);
      }),
      { numRuns: 25, seed: 1 },
    );
  }, 20_000);
});

describe('the queue', () => {
  const figures = { capacity: 4, refillPerSecond: 1 };

  function newQueue() {
    const clock = new VirtualClock();
    const policy = withRateLimit({ clock });
    const passed: string[] = [];
    const call = (name: string, region = 'us-east-1', signal?: AbortSignal): Promise<void> =>
      policy(
        { ...someCall, region, publishedLimit: figures },
        async () => {
          passed.push(`${name} at ${Math.ceil(clock.now() / 1000)} s`);
        },
        newContext(signal),
      );
    return { clock, call, passed };
  }

  test('is first come, first served, and each region has its own', async () => {
    const { clock, call, passed } = newQueue();
    // Two of the published four tokens are kept in reserve.
    await clock.run(Promise.all([call('a'), call('b'), call('c'), call('d'), call('x', 'eu-west-1')]));
    expect(passed).toEqual(['a at 0 s', 'b at 0 s', 'x at 0 s', 'c at 2 s', 'd at 3 s']);
  });

  test('is left at once on an abort, and those behind move up', async () => {
    const { clock, call, passed } = newQueue();
    const abort = new AbortController();
    const stopped = new Error('stopped');
    const left = call('c', 'us-east-1', abort.signal);
    const others = Promise.all([call('a'), call('b')]);
    const leaving = call('d', 'us-east-1', abort.signal).catch((reason: unknown) => reason);
    const last = call('e');
    abort.abort(stopped);
    await clock.run(Promise.all([left, others, last]));
    expect(await leaving).toBe(stopped);
    await clock.run(call('f'));
    expect(passed.map((entry) => entry[0])).toEqual(['c', 'a', 'b', 'e', 'f']);
  });

  test('keeps no timer when everybody has left', async () => {
    const { clock, call } = newQueue();
    await clock.run(Promise.all([call('a'), call('b')]));
    const abort = new AbortController();
    const waiting = call('c', 'us-east-1', abort.signal);
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('waits for something other');
    expect(clock.now()).toBe(0);
  });

  test.each([
    [7_000, 7_000],
    [86_400_000, 60_000],
  ])('is closed for as long as the provider asks, within reason: %s ms for %s ms', async (askedMs, closedMs) => {
    const clock = new VirtualClock();
    const server = new ServerBucket({ capacity: 1, refillPerSecond: 1 }, clock);
    const policy = withRateLimit({ clock });
    const passedAt: number[] = [];
    const attempt = async (): Promise<void> => {
      passedAt.push(clock.now());
      server.handle(askedMs);
    };
    await policy(someCall, attempt, newContext());
    await policy(someCall, attempt, newContext()).catch(() => undefined);
    await clock.run(policy(someCall, attempt, newContext()));
    expect(passedAt).toEqual([0, 0, closedMs]);
  });
});
