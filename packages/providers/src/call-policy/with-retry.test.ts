import { ProviderError, type ProviderErrorDetails } from '@tradewind/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newContext, someCall } from './test-support/calls.ts';
import { VirtualClock } from './test-support/virtual-clock.ts';
import { backoffMs, withRetry, type RetryOptions } from './with-retry.ts';
import { AttemptTimeoutError } from './with-timeout.ts';

const rateLimited = failure({ code: 'rate_limited', outcome: 'not-applied' });
const refused = failure({ code: 'unavailable', outcome: 'not-applied' });
const lost = failure({ code: 'unavailable', outcome: 'unknown' });

function failure(details: ProviderErrorDetails): ProviderError {
  return new ProviderError('it failed', details);
}

/** Runs a call whose attempts fail with these errors, in this order, and then succeed. */
async function run(errors: readonly Error[], options: Partial<RetryOptions> & { readonly repeatable?: boolean } = {}) {
  const clock = new VirtualClock();
  const policy = withRetry({ clock, random: () => 0.5, ...options });
  const context = newContext();
  const startedAt: number[] = [];
  const attempt = async (_signal: AbortSignal, attemptNumber?: number): Promise<string> => {
    startedAt.push(clock.now());
    const error = errors[startedAt.length - 1];
    if (error !== undefined) throw error;
    return `attempt ${attemptNumber}`;
  };
  const call = { ...someCall, repeatable: options.repeatable ?? true };
  const result = await clock.run(policy(call, attempt, context)).catch((error: unknown) => error);
  return { result, startedAt, counters: context.counters };
}

test('a call that succeeds is made once', async () => {
  const { result, counters } = await run([]);
  expect(result).toBe('attempt 1');
  expect(counters).toEqual({ calls: 1, retries: 0, throttled: 0 });
});

test('waits grow exponentially, from a longer base when the rate was refused', async () => {
  expect((await run([refused, refused, refused])).startedAt).toEqual([0, 50, 150, 350]);
  const throttled = await run([rateLimited, rateLimited, rateLimited]);
  expect(throttled.startedAt).toEqual([0, 250, 750, 1750]);
  expect(throttled.result).toBe('attempt 4');
  expect(throttled.counters).toEqual({ calls: 4, retries: 3, throttled: 3 });
});

describe('the number of attempts', () => {
  test.each([
    { name: 'refused for the rate', error: rateLimited, attempts: 6 },
    { name: 'unavailable', error: refused, attempts: 4 },
    { name: 'hanging', error: new AttemptTimeoutError('it', 30_000), attempts: 2 },
  ])('is $attempts when $name', async ({ error, attempts }) => {
    const { result, startedAt, counters } = await run(Array.from({ length: 20 }, () => error));
    expect(result).toBe(error);
    expect(startedAt).toHaveLength(attempts);
    expect(counters).toMatchObject({ calls: attempts, retries: attempts - 1 });
  });

  test('can be configured', async () => {
    const { startedAt } = await run([lost, lost, lost], { maxAttempts: { unavailable: 2 } });
    expect(startedAt).toHaveLength(2);
  });
});

describe('Retry-After', () => {
  test('is the least that is waited', async () => {
    const { startedAt } = await run([failure({ code: 'rate_limited', outcome: 'not-applied', retryAfterMs: 7_000 })]);
    expect(startedAt).toEqual([0, 7_250]);
  });

  test('that is longer than one cares to wait ends the call', async () => {
    const error = failure({ code: 'unavailable', outcome: 'not-applied', retryAfterMs: 3_600_000 });
    expect(await run([error])).toMatchObject({ result: error, startedAt: [0] });
  });
});

describe('a call that is not repeatable', () => {
  test('is not repeated when it may have taken effect', async () => {
    expect(await run([lost], { repeatable: false })).toMatchObject({ result: lost, startedAt: [0] });
  });

  test('is repeated when it surely had no effect', async () => {
    expect(await run([refused, rateLimited], { repeatable: false })).toMatchObject({ result: 'attempt 3' });
  });
});

test.each(['not_found', 'forbidden', 'unauthenticated', 'invalid', 'conflict', 'quota', 'no_capacity'] as const)(
  'is not repeated: %s',
  async (code) => {
    const error = failure({ code, outcome: 'not-applied' });
    expect(await run([error])).toMatchObject({ result: error, startedAt: [0] });
  },
);

test('what is no ProviderError is a bug and passed on', async () => {
  const bug = new TypeError('a bug');
  expect(await run([bug])).toMatchObject({ result: bug, startedAt: [0] });
});

describe('an abort', () => {
  const stopped = new Error('stopped');

  test('ends a wait at once, with its reason unchanged', async () => {
    const clock = new VirtualClock();
    const abort = new AbortController();
    const policy = withRetry({ clock, random: () => 0.5 });
    let attempts = 0;
    const failing = policy(
      someCall,
      async () => {
        attempts += 1;
        // While the policy waits for the next attempt.
        setImmediate(() => abort.abort(stopped));
        throw lost;
      },
      newContext(abort.signal),
    );
    await expect(failing).rejects.toBe(stopped);
    expect([attempts, clock.now()]).toEqual([1, 0]);
  });

  test('before the first attempt prevents it', async () => {
    const policy = withRetry({ clock: new VirtualClock(), random: () => 0.5 });
    const made = policy(someCall, () => Promise.reject(new Error('attempted')), newContext(AbortSignal.abort(stopped)));
    await expect(made).rejects.toBe(stopped);
  });

  test('counts more than the error that it caused', async () => {
    const abort = new AbortController();
    const policy = withRetry({ clock: new VirtualClock(), random: () => 0.5 });
    const attempt = async (): Promise<never> => {
      abort.abort(stopped);
      throw lost;
    };
    await expect(policy(someCall, attempt, newContext(abort.signal))).rejects.toBe(stopped);
  });
});

test('the delay is never negative and never beyond its bounds', () => {
  const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), unit, (attemptNumber, random) => {
      const delayMs = backoffMs(attemptNumber, 100, 20_000, () => random);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.min(20_000, 100 * 2 ** (attemptNumber - 1)));
    }),
  );
});
