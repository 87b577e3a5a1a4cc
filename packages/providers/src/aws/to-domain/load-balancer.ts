import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { DiscoveredResource, LoadBalancerAttributes, ResourceStatus, Tags } from '@tradewind/core';
import { toResource, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['provisioning', 'pending'],
  ['active', 'active'],
  ['active_impaired', 'active'],
  ['failed', 'failed'],
]);

/** What could be found out beside the description; undefined when it could not be read. */
export interface LoadBalancerExtras {
  readonly tags: Tags | undefined;
  readonly targetCount: number | undefined;
}

export function toLoadBalancer(owner: Owner, balancer: LoadBalancer, extras: LoadBalancerExtras): DiscoveredResource {
  const state = balancer.State?.Code ?? null;
  const attributes: Known<LoadBalancerAttributes> = {
    load_balancer_type: balancer.Type,
    scheme: balancer.Scheme,
    dns_name: balancer.DNSName,
    network_id: balancer.VpcId,
    target_count: extras.targetCount,
  };
  return toResource(owner, {
    resourceType: 'load_balancer',
    nativeId:
      balancer.LoadBalancerArn === undefined ? balancer.LoadBalancerName : toLoadBalancerId(balancer.LoadBalancerArn),
    name: balancer.LoadBalancerName ?? null,
    status: statusByState.get(state ?? '') ?? 'unknown',
    providerStatus: state,
    tags: extras.tags,
    createdAt: balancer.CreatedTime,
    attributes,
  });
}

export function toClassicLoadBalancer(
  owner: Owner,
  balancer: LoadBalancerDescription,
  tags: Tags | undefined,
): DiscoveredResource {
  const attributes: Known<LoadBalancerAttributes> = {
    load_balancer_type: 'classic',
    scheme: balancer.Scheme,
    dns_name: balancer.DNSName,
    network_id: balancer.VPCId,
    target_count: balancer.Instances?.length ?? 0,
  };
  return toResource(owner, {
    resourceType: 'load_balancer',
    nativeId: balancer.LoadBalancerName,
    name: balancer.LoadBalancerName ?? null,
    status: 'active',
    providerStatus: null,
    tags,
    createdAt: balancer.CreatedTime,
    attributes,
  });
}

/** `app/name/50dc6c495c0c9188`: the part of the ARN after `loadbalancer/`. A classic one's id is its name alone. */
export function toLoadBalancerId(arn: string): string {
  const marker = ':loadbalancer/';
  const at = arn.indexOf(marker);
  return at === -1 ? arn : arn.slice(at + marker.length);
}
