import { ProviderError, type ProviderErrorCode, type ProviderId } from '@tradewind/core';
import type { Clock } from './clock.ts';
import type { CallPolicy } from './provider-call.ts';

/** How one attempt of one call ended. */
export interface ObservedCall {
  readonly provider: ProviderId;
  readonly connection: string;
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly outcome: 'ok' | 'aborted' | 'internal' | ProviderErrorCode;
  /** From sending to the end of the reply, waits for the rate limit apart. */
  readonly durationMs: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

export interface CallObserver {
  onCall(call: ObservedCall): void;
}

/** Tells the observer about every attempt. */
export function withMetrics(options: { readonly clock: Clock; readonly observer: CallObserver }): CallPolicy {
  const { clock, observer } = options;
  return async (call, attempt, context) => {
    const startedMs = clock.now();
    const report = (outcome: ObservedCall['outcome']): void => {
      const { provider, connection, service, region, operation, attemptNumber } = call;
      const durationMs = clock.now() - startedMs;
      observer.onCall({
        provider,
        connection,
        service,
        region,
        operation,
        outcome,
        durationMs,
        attempt: attemptNumber,
      });
    };
    try {
      const result = await attempt(context.signal);
      report('ok');
      return result;
    } catch (error) {
      if (context.signal.aborted) report('aborted');
      else report(error instanceof ProviderError ? error.code : 'internal');
      throw error;
    }
  };
}
