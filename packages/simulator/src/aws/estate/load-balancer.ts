import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { arn, type BuildContext, type Subnet } from './region.ts';

const listenerSchema = z.strictObject({
  port: z.int().min(1).max(65_535),
  protocol: z.enum(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE']),
  target_group: z.string().optional().describe('name of a target group of this region; none answers a fixed 503'),
});

/** A load balancer of the second generation: application, network or gateway. */
export const loadBalancerEntrySchema = z.strictObject({
  name: z
    .string()
    .max(32)
    .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/),
  type: z.enum(['application', 'network', 'gateway']).optional().describe('default application'),
  scheme: z.enum(['internet-facing', 'internal']).optional().describe('default internet-facing'),
  state: z.enum(['provisioning', 'active', 'active_impaired', 'failed']).optional().describe('default active'),
  listeners: z.array(listenerSchema).optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

export type LoadBalancerState = 'provisioning' | 'active' | 'active_impaired' | 'failed';

export interface Listener {
  readonly arn: string;
  readonly port: number;
  readonly protocol: string;
  /** Null when it answers a fixed response. */
  readonly targetGroupArn: string | null;
}

export interface LoadBalancer extends ResourceBase, Transitioning<LoadBalancerState> {
  readonly name: string;
  readonly arn: string;
  readonly loadBalancerType: 'application' | 'network' | 'gateway';
  readonly scheme: 'internet-facing' | 'internal';
  readonly dnsName: string;
  readonly canonicalHostedZoneId: string;
  readonly subnets: readonly Subnet[];
  listeners: readonly Listener[];
}

const arnWords = { application: 'app', network: 'net', gateway: 'gwy' } as const;

export function buildLoadBalancer(
  entry: z.infer<typeof loadBalancerEntrySchema>,
  { region, startMs }: BuildContext,
): LoadBalancer {
  const loadBalancerType = entry.type ?? 'application';
  const scheme = entry.scheme ?? 'internet-facing';
  const suffix = region.ids.hex('loadbalancer', 16);
  const path = `${arnWords[loadBalancerType]}/${entry.name}/${suffix}`;
  const elbArn = (resource: string): string => arn('elasticloadbalancing', region.name, region.accountId, resource);
  return {
    name: entry.name,
    arn: elbArn(`loadbalancer/${path}`),
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    state: entry.state ?? 'active',
    upcoming: [],
    loadBalancerType,
    scheme,
    dnsName: `${scheme === 'internal' ? 'internal-' : ''}${entry.name}-${suffix}.${region.name}.elb.amazonaws.com`,
    canonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    subnets: region.network.subnets,
    listeners: (entry.listeners ?? []).map((listener) => ({
      arn: elbArn(`listener/${path}/${region.ids.hex('listener', 16)}`),
      port: listener.port,
      protocol: listener.protocol,
      targetGroupArn: region.targetGroups.get(listener.target_group ?? '')?.arn ?? null,
    })),
  };
}
