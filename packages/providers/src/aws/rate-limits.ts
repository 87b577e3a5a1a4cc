import type { RateLimitFigures } from '../call-policy/provider-call.ts';
import type { ServiceName } from './clients.ts';

export interface LimitClass {
  /** Operations of one service with the same key share a limit. */
  readonly key: string;
  /** What AWS publishes of it per account and region, or null. */
  readonly figures: RateLimitFigures | null;
}

/**
 * EC2 counts every operation apart. Pages are counted more generously than whole lists.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html, read 2026-11-20.
 */
const ec2Pages: RateLimitFigures = { capacity: 100, refillPerSecond: 20 };
const ec2WholeLists: RateLimitFigures = { capacity: 50, refillPerSecond: 10 };
const ec2WithoutPages: ReadonlySet<string> = new Set(['DescribeAddresses', 'DescribeRegions']);

/**
 * All reads share one limit; the two versions of the API have one each.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html, read 2026-11-20.
 */
const elbReads: RateLimitFigures = { capacity: 40, refillPerSecond: 10 };

/**
 * "15 requests per second across all APIs" for nearly all that does not invoke a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests, read 2026-11-20.
 */
const lambdaControl: RateLimitFigures = { capacity: 15, refillPerSecond: 15 };

/** Not published: where the limits of changes are, they are far below those of reads. */
const carefulChanges: RateLimitFigures = { capacity: 20, refillPerSecond: 5 };

export function readLimitClass(service: ServiceName, operation: string): LimitClass {
  const isRead = /^(Describe|List|Get)/.test(operation);
  if (service === 'lambda') return { key: 'control plane', figures: lambdaControl };
  if (!isRead) return { key: operation, figures: carefulChanges };
  if (service === 'ec2') {
    return { key: operation, figures: ec2WithoutPages.has(operation) ? ec2WholeLists : ec2Pages };
  }
  if (service === 'elb' || service === 'elbv2') return { key: 'reads', figures: elbReads };
  return { key: operation, figures: null };
}
