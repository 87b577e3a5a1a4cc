import type { CallContext } from '@tradewind/core';
import type { ProviderCall } from '../provider-call.ts';

export const someCall: ProviderCall = {
  provider: 'aws',
  connection: 'aws',
  service: 'ec2',
  region: 'us-east-1',
  operation: 'DescribeInstances',
  repeatable: true,
  rateLimitClass: 'DescribeInstances',
  publishedLimit: null,
  attemptNumber: 1,
};

export function newContext(signal: AbortSignal = new AbortController().signal): CallContext {
  return { signal, logger: { debug() {}, warn() {} }, counters: { calls: 0, retries: 0, throttled: 0 } };
}
