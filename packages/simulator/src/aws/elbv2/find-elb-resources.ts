import { visibleResources, type ResourceBase } from '../../estate/resource.ts';
import type { LoadBalancer } from '../estate/load-balancer.ts';
import type { AwsRegion } from '../estate/region.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { TargetGroup } from '../estate/target-group.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';

interface Named extends ResourceBase {
  readonly arn: string;
  readonly name: string;
}

/** The load balancers that reads show, in order of creation. */
export function visibleLoadBalancers(call: AwsCall): readonly LoadBalancer[] {
  settleRegion(call.region, call.nowMs);
  return visibleResources(call.region.loadBalancers.values(), call.nowMs);
}

export function visibleTargetGroups(call: AwsCall): readonly TargetGroup[] {
  return visibleResources(call.region.targetGroups.values(), call.nowMs);
}

export function loadBalancerNotFound(what: string): AwsError {
  return new AwsError('LoadBalancerNotFound', `Load balancers '[${what}]' not found`);
}

export function targetGroupNotFound(): AwsError {
  return new AwsError('TargetGroupNotFound', 'One or more target groups not found');
}

/** The resources of these ARNs or names; every one has to be there. */
export function selectAll<R extends Named>(
  resources: readonly R[],
  by: 'arn' | 'name',
  wanted: readonly string[],
  notFound: (what: string) => AwsError,
): readonly R[] {
  const missing = wanted.filter((key) => !resources.some((resource) => resource[by] === key));
  if (missing.length > 0) throw notFound(missing.join(', '));
  return resources.filter((resource) => wanted.includes(resource[by]));
}

/** Load balancers with a listener that forwards to the group. */
export function loadBalancersOf(region: AwsRegion, targetGroup: TargetGroup): readonly LoadBalancer[] {
  return Array.from(region.loadBalancers.values()).filter(({ listeners }) =>
    listeners.some(({ targetGroupArn }) => targetGroupArn === targetGroup.arn),
  );
}
