import { systemClock, type Clock } from './clock.ts';
import { composePolicies, type CallPolicy } from './provider-call.ts';
import { withMetrics, type CallObserver } from './with-metrics.ts';
import { withRetry, type RetryOptions } from './with-retry.ts';
import { withTimeout } from './with-timeout.ts';

export interface CallPolicyOptions {
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly retry?: Omit<RetryOptions, 'clock' | 'random'>;
  /** Bound of every attempt. */
  readonly timeoutMs?: number;
  readonly observer?: CallObserver;
}

/**
 * What surrounds every call of a provider's API, from the outside in: retry, then per attempt metrics and the bound in
 * time.
 */
export function createCallPolicy(options: CallPolicyOptions = {}): CallPolicy {
  const { clock = systemClock, random = Math.random } = options;
  const policies = [withRetry({ ...options.retry, clock, random })];
  if (options.observer !== undefined) policies.push(withMetrics({ clock, observer: options.observer }));
  policies.push(withTimeout(options.timeoutMs === undefined ? { clock } : { clock, timeoutMs: options.timeoutMs }));
  return composePolicies(...policies);
}
