import type { CallContext, ProviderId } from '@tradewind/core';

/** How many calls a server takes: `capacity` at once, then `refillPerSecond`. */
export interface RateLimitFigures {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** One call of a provider's API, as the policies around it see it. */
export interface ProviderCall {
  readonly provider: ProviderId;
  readonly connection: string;
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** False when repeating a call whose outcome is unknown could do its work twice. */
  readonly repeatable: boolean;
  /** Calls with the same connection, service, region and this class share one limit at the provider. */
  readonly rateLimitClass: string;
  /** What the provider publishes for this class, or null where it publishes nothing. */
  readonly publishedLimit: RateLimitFigures | null;
  /** Counts from 1. */
  readonly attemptNumber: number;
}

/**
 * One attempt; the signal is what it must obey. A policy that repeats says which attempt it is, others leave that out.
 * Throws only `ProviderError`, aborts apart.
 */
export type Attempt<T> = (signal: AbortSignal, attemptNumber?: number) => Promise<T>;

/** Something around a call: waits before it, repeats it, bounds it or watches it. */
export type CallPolicy = <T>(call: ProviderCall, attempt: Attempt<T>, context: CallContext) => Promise<T>;

/** The first policy is the outermost. */
export function composePolicies(...policies: readonly CallPolicy[]): CallPolicy {
  return policies.reduceRight<CallPolicy>(
    (inner, outer) => (call, attempt, context) =>
      outer(
        call,
        (signal, attemptNumber) => {
          const attemptedCall = attemptNumber === undefined ? call : { ...call, attemptNumber };
          return inner(attemptedCall, attempt, { ...context, signal });
        },
        context,
      ),
    (_call, attempt, context) => attempt(context.signal),
  );
}
