import { readNumber, readText } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toMonthlyCost } from '../saving.ts';

/** A load balancer without targets serves nobody; where the targets could not be read, nothing is claimed. */
export const idleLoadBalancers: CostRule = {
  type: 'idle_load_balancers',
  priority: 'MEDIUM',
  kind: 'load_balancer',
  describe: (count) => `${countOf(count, 'load balancer')} without targets`,
  advise: () => 'Register targets, or delete the load balancers',
  find(loadBalancer, context) {
    if (readNumber(loadBalancer.attributes, 'target_count') !== 0) return null;
    const loadBalancerType = readText(loadBalancer.attributes, 'load_balancer_type');
    const price = readResourcePrice(loadBalancer, 'load_balancer_hour', loadBalancerType, context);
    return toFinding(this, loadBalancer, toMonthlyCost(price, context.hoursPerMonth), {
      evidence: { target_count: 0, load_balancer_type: loadBalancerType ?? null },
      message: 'No target is registered',
      action: 'Register targets, or delete the load balancer',
    });
  },
};
