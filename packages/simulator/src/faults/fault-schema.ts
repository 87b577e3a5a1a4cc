import { z } from 'zod';

const pattern = z.string().min(1).describe('a name, or a pattern with * for any characters; default *');

/** What every fault has: which calls it hits, and how often. */
const scope = {
  id: z.string().min(1).max(100).optional().describe('default fault-1, fault-2, ...'),
  service: pattern
    .optional()
    .describe('name of the credential scope: ec2, sts, s3, rds, eks, lambda, elasticloadbalancing'),
  region: pattern.optional(),
  operation: pattern.optional().describe('for example DescribeInstances or Describe*'),
  count: z.int().min(1).optional().describe('how many calls it hits before it is gone; default without end'),
  rate_percent: z.number().min(0).max(100).optional().describe('share of the calls that it hits; default 100'),
};

const durationMs = z.int().min(0).max(86_400_000);

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refuse'), ...scope }).describe('the connection is cut before anything happens'),
  z.strictObject({ kind: z.literal('hang'), ...scope }).describe('the call is read and never answered'),
  z.strictObject({ kind: z.literal('latency'), ...scope, latency_ms: durationMs }).describe('answers come later'),
  z
    .strictObject({
      kind: z.literal('error'),
      ...scope,
      status: z.int().min(400).max(599).optional().describe('default 500'),
      code: z.string().min(1).optional().describe("default the service's own code for an internal error"),
      message: z.string().optional(),
      retry_after_seconds: z.number().min(0).optional(),
    })
    .describe('an error answer instead of the change'),
  z
    .strictObject({
      kind: z.literal('throttle'),
      ...scope,
      capacity: z.number().min(0).describe('calls that pass at once'),
      refill_per_second: z.number().min(0),
      retry_after_seconds: z.number().min(0).optional().describe('sent as Retry-After'),
    })
    .describe('a token bucket for each service, region and operation that matches'),
  z
    .strictObject({ kind: z.literal('deny'), ...scope, message: z.string().optional() })
    .describe('the permission is missing'),
  z.strictObject({ kind: z.literal('expired_credentials'), ...scope }).describe('credentials are answered as expired'),
  z
    .strictObject({ kind: z.literal('lost_reply'), ...scope })
    .describe('the change is made, then the connection is cut'),
  z
    .strictObject({ kind: z.literal('malformed'), ...scope })
    .describe('the body of the answer is damaged: complete, with its length right, and not well formed'),
  z
    .strictObject({
      kind: z.literal('truncated'),
      ...scope,
      mode: z
        .enum(['connection_cut', 'short_body'])
        .optional()
        .describe(
          'connection_cut (default): less comes than Content-Length says; short_body: the length fits the half',
        ),
    })
    .describe('half of the body comes'),
  z
    .strictObject({ kind: z.literal('slow_states'), ...scope, duration_ms: durationMs })
    .describe('state changes that a call begins take this long, in simulated time'),
  z
    .strictObject({ kind: z.literal('eventual_reads'), ...scope, delay_ms: durationMs })
    .describe('what a call creates or tags shows in reads only after this long, in simulated time'),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];
