import type { RateLimitFigures } from '../call-policy/provider-call.ts';
import type { ServiceName } from './clients.ts';

interface LimitClass {
  /** Operations with the same key share a limit. */
  readonly key: string;
  readonly figures: RateLimitFigures | null;
}

/**
 * What AWS publishes of its limits per account and region. EC2 counts every operation apart; an operation without
 * figures of its own has those of its category.
 * Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html, read 2026-11-20.
 */
const ec2Reads: RateLimitFigures = { capacity: 100, refillPerSecond: 20 };

export function readPublishedLimit(service: ServiceName, operation: string): LimitClass {
  if (service === 'ec2') return { key: operation, figures: operation.startsWith('Describe') ? ec2Reads : null };
  return { key: operation, figures: null };
}
