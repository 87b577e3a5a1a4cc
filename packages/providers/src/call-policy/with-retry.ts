import { ProviderError } from '@tradewind/core';
import { AttemptTimeoutError } from './with-timeout.ts';
import type { Clock } from './clock.ts';
import type { CallPolicy, ProviderCall } from './provider-call.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** All attempts of one call, by what went wrong last. A hang counts apart: each costs a whole timeout. */
  readonly maxAttempts?: { readonly rateLimited?: number; readonly unavailable?: number; readonly timedOut?: number };
  readonly baseDelayMs?: { readonly rateLimited?: number; readonly unavailable?: number };
  readonly maxDelayMs?: number;
  /** A provider that asks for a longer wait than this has its refusal passed on. */
  readonly maxRetryAfterMs?: number;
}

/**
 * Repeats calls that were refused for their rate or met an outage, after a random share of an exponentially growing
 * delay ("full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, read 2026-11-20),
 * and never sooner than the provider asked for. A call that is not repeatable is repeated only when the provider
 * surely did nothing.
 */
export function withRetry(options: RetryOptions): CallPolicy {
  const { clock, random } = options;
  const maxAttempts = { rateLimited: 6, unavailable: 4, timedOut: 2, ...options.maxAttempts };
  const baseDelayMs = { rateLimited: 500, unavailable: 100, ...options.baseDelayMs };
  const maxDelayMs = options.maxDelayMs ?? 20_000;
  const maxRetryAfterMs = options.maxRetryAfterMs ?? 60_000;

  const attemptsFor = (error: ProviderError): number => {
    if (error.code === 'rate_limited') return maxAttempts.rateLimited;
    return error instanceof AttemptTimeoutError ? maxAttempts.timedOut : maxAttempts.unavailable;
  };

  return async (call, attempt, context) => {
    for (let attemptNumber = 1; ; attemptNumber += 1) {
      context.signal.throwIfAborted();
      context.counters.calls += 1;
      try {
        return await attempt(context.signal, attemptNumber);
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof ProviderError)) throw error;
        if (error.code === 'rate_limited') context.counters.throttled += 1;
        if (!mayRepeat(call, error) || attemptNumber >= attemptsFor(error)) throw error;
        const askedMs = error.retryAfterMs ?? 0;
        if (askedMs > maxRetryAfterMs) throw error;
        const baseMs = error.code === 'rate_limited' ? baseDelayMs.rateLimited : baseDelayMs.unavailable;
        const delayMs = askedMs + backoffMs(attemptNumber, baseMs, maxDelayMs, random);
        context.logger.debug(
          {
            operation: call.operation,
            service: call.service,
            region: call.region,
            code: error.code,
            attemptNumber,
            delayMs,
          },
          'provider call is repeated',
        );
        await clock.sleep(delayMs, context.signal);
        context.counters.retries += 1;
      }
    }
  };
}

/** Between 0 and `baseMs` x 2^(n-1), at most `maxMs`. */
export function backoffMs(attemptNumber: number, baseMs: number, maxMs: number, random: () => number): number {
  return random() * Math.min(maxMs, baseMs * 2 ** (attemptNumber - 1));
}

function mayRepeat(call: ProviderCall, error: ProviderError): boolean {
  const isTransient = error.code === 'rate_limited' || error.code === 'unavailable';
  return isTransient && (call.repeatable || error.outcome === 'not-applied');
}
