import type { Tracer } from '@opentelemetry/api';
import { systemClock, type Clock } from './clock.ts';
import { composePolicies, type CallPolicy, type RateLimitFigures } from './provider-call.ts';
import { withMetrics, type CallObserver } from './with-metrics.ts';
import { withRateLimit } from './with-rate-limit.ts';
import { withRetry, type RetryOptions } from './with-retry.ts';
import { withTimeout } from './with-timeout.ts';
import { withTracing } from './with-tracing.ts';

export interface CallPolicyOptions {
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly retry?: Omit<RetryOptions, 'clock' | 'random'>;
  /** Where a provider publishes no limit. */
  readonly unpublishedLimit?: RateLimitFigures;
  /** Bound of every attempt. */
  readonly timeoutMs?: number;
  readonly observer?: CallObserver;
  readonly tracer?: Tracer;
}

/**
 * What surrounds every call of a provider's API. From the outside in: a span; retry; then per attempt the wait for the
 * rate limit, metrics, and the bound in time. It remembers what it learns of the limits, so share one policy among all
 * that speak to the same accounts.
 */
export function createCallPolicy(options: CallPolicyOptions = {}): CallPolicy {
  const { clock = systemClock, random = Math.random, observer, tracer, timeoutMs, unpublishedLimit } = options;
  return composePolicies(
    ...(tracer === undefined ? [] : [withTracing({ tracer })]),
    withRetry({ ...options.retry, clock, random }),
    withRateLimit({ clock, ...(unpublishedLimit === undefined ? {} : { unpublishedLimit }) }),
    ...(observer === undefined ? [] : [withMetrics({ clock, observer })]),
    withTimeout({ clock, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
  );
}
