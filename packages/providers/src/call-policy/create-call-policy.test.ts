import { ProviderError } from '@tradewind/core';
import type { Span, Tracer } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { createCallPolicy } from './create-call-policy.ts';
import { newContext, someCall } from './test-support/calls.ts';
import { ServerBucket } from './test-support/server-bucket.ts';
import { VirtualClock } from './test-support/virtual-clock.ts';
import type { ObservedCall } from './with-metrics.ts';

const limit = { capacity: 4, refillPerSecond: 1 };

function newTracer() {
  const spans: unknown[] = [];
  const tracer = {
    startSpan(name: string, options: object) {
      const span = { name, options, attributes: {} as Record<string, unknown>, status: null as unknown, ended: 0 };
      spans.push(span);
      return {
        setAttribute: (key: string, value: unknown) => void (span.attributes[key] = value),
        setStatus: (status: unknown) => void (span.status = status),
        end: () => void (span.ended += 1),
      } as unknown as Span;
    },
  } as unknown as Tracer;
  return { tracer, spans };
}

test('every attempt waits for a token, is bounded and observed; the call has one span', async () => {
  const clock = new VirtualClock();
  const observed: ObservedCall[] = [];
  const { tracer, spans } = newTracer();
  const policy = createCallPolicy({
    clock,
    random: () => 0,
    timeoutMs: 10_000,
    observer: { onCall: (call) => observed.push(call) },
    tracer,
  });
  // The first attempt hangs, the second is refused, the third answers after a second.
  const server = new ServerBucket({ capacity: 0, refillPerSecond: 1 }, clock);
  let attempts = 0;
  const attempt = async (signal: AbortSignal): Promise<string> => {
    attempts += 1;
    if (attempts === 1) return new Promise<never>(() => undefined);
    if (attempts === 2) server.handle();
    await clock.sleep(1_000, signal);
    return 'answer';
  };
  const context = newContext();
  expect(await clock.run(policy({ ...someCall, publishedLimit: limit }, attempt, context))).toBe('answer');
  const outcomes = observed.map((call) => [call.attempt, call.outcome, call.durationMs]);
  expect(outcomes).toEqual([
    [1, 'unavailable', 10_000],
    [2, 'rate_limited', 0],
    [3, 'ok', 1_000],
  ]);
  expect(context.counters).toEqual({ calls: 3, retries: 2, throttled: 1 });
  // The refusal emptied the bucket: the third attempt waited for a token before its time was taken.
  expect(clock.now()).toBeGreaterThan(11_000);
  expect(spans).toEqual([
    {
      name: 'ec2.DescribeInstances',
      options: {
        kind: 2,
        attributes: expect.objectContaining({ 'rpc.service': 'ec2', 'cloud.region': 'us-east-1' }) as object,
      },
      attributes: {},
      status: null,
      ended: 1,
    },
  ]);
});

test('a failure is told to the observer and the span, without its text', async () => {
  const observed: ObservedCall[] = [];
  const { tracer, spans } = newTracer();
  const policy = createCallPolicy({
    clock: new VirtualClock(),
    observer: { onCall: (call) => observed.push(call) },
    tracer,
  });
  const error = new ProviderError('no', { code: 'forbidden', outcome: 'not-applied' });
  await expect(policy(someCall, () => Promise.reject(error), newContext())).rejects.toBe(error);
  expect(observed).toMatchObject([
    { outcome: 'forbidden', service: 'ec2', operation: 'DescribeInstances', connection: 'aws' },
  ]);
  expect(spans).toMatchObject([{ attributes: { 'error.type': 'forbidden' }, status: { code: 2 }, ended: 1 }]);
});

test('an abort is observed as such', async () => {
  const observed: ObservedCall[] = [];
  const policy = createCallPolicy({ clock: new VirtualClock(), observer: { onCall: (call) => observed.push(call) } });
  const abort = new AbortController();
  const made = policy(someCall, () => new Promise<never>(() => undefined), newContext(abort.signal));
  await new Promise(setImmediate);
  abort.abort(new Error('stopped'));
  await expect(made).rejects.toThrow('stopped');
  expect(observed).toMatchObject([{ outcome: 'aborted' }]);
});
