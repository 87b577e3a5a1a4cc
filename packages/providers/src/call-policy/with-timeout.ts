import { ProviderError, type CallContext } from '@tradewind/core';
import type { Clock } from './clock.ts';
import type { Attempt, CallPolicy, ProviderCall } from './provider-call.ts';

/** No whole reply came in time. The request may have taken effect. */
export class AttemptTimeoutError extends ProviderError {
  constructor(what: string, timeoutMs: number) {
    super(`${what} did not answer within ${timeoutMs / 1000} s`, { code: 'unavailable', outcome: 'unknown' });
  }
}

export interface TimeoutOptions {
  readonly clock: Clock;
  /** From connecting to the last byte of the reply. */
  readonly timeoutMs?: number;
}

/**
 * Bounds every attempt, so that a hang becomes `unavailable`. Also an attempt that ignores its signal ends then, or at
 * once when the caller aborts.
 */
export function withTimeout(options: TimeoutOptions): CallPolicy {
  const { clock, timeoutMs = 30_000 } = options;
  return async <T>(call: ProviderCall, attempt: Attempt<T>, context: CallContext): Promise<T> => {
    context.signal.throwIfAborted();
    const ended = Promise.withResolvers<T>();
    const attemptAbort = new AbortController();
    const timer = new AbortController();
    const fail = (reason: unknown): void => {
      attemptAbort.abort(reason);
      ended.reject(reason);
    };
    const onAbort = (): void => fail(context.signal.reason);
    context.signal.addEventListener('abort', onAbort, { once: true });
    clock.sleep(timeoutMs, timer.signal).then(
      () => fail(new AttemptTimeoutError(`${call.service}:${call.operation} in ${call.region}`, timeoutMs)),
      () => undefined,
    );
    attempt(attemptAbort.signal).then(ended.resolve, ended.reject);
    try {
      return await ended.promise;
    } finally {
      timer.abort();
      context.signal.removeEventListener('abort', onAbort);
    }
  };
}
