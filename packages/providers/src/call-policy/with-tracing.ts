import { ProviderError } from '@tradewind/core';
import type { SpanKind, SpanStatusCode, Tracer } from '@opentelemetry/api';
import type { CallPolicy } from './provider-call.ts';

// The API's own constants, written out since only its types are imported: loading it costs 13 ms (2026-11-20), which a
// process without tracing need not pay.
const clientSpan: SpanKind.CLIENT = 2;
const errorStatus: SpanStatusCode.ERROR = 2;

/**
 * One span around every call with all its attempts and waits. Attribute names:
 * https://opentelemetry.io/docs/specs/semconv/rpc/, read 2026-11-20.
 */
export function withTracing(options: { readonly tracer: Tracer }): CallPolicy {
  const { tracer } = options;
  return async (call, attempt, context) => {
    const attributes = {
      'rpc.service': call.service,
      'rpc.method': call.operation,
      'cloud.provider': call.provider,
      'cloud.region': call.region,
      'tradewind.connection': call.connection,
    };
    const span = tracer.startSpan(`${call.service}.${call.operation}`, { kind: clientSpan, attributes });
    try {
      return await attempt(context.signal);
    } catch (error) {
      const code = error instanceof ProviderError ? error.code : 'internal';
      span.setAttribute('error.type', context.signal.aborted ? 'aborted' : code);
      span.setStatus({ code: errorStatus });
      throw error;
    } finally {
      span.end();
    }
  };
}
