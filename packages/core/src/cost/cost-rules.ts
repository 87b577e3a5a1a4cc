import type { CostFindingType } from './cost-finding.ts';
import type { CostRule, RuleText } from './cost-rule.ts';
import { countOf } from './cost-rule.ts';
import { idleLoadBalancers } from './rules/idle-load-balancers.ts';
import { oldSnapshots } from './rules/old-snapshots.ts';
import { previousGenerationInstances } from './rules/previous-generation-instances.ts';
import { stoppedInstances } from './rules/stopped-instances.ts';
import { unassociatedAddresses } from './rules/unassociated-addresses.ts';
import { unattachedVolumes } from './rules/unattached-volumes.ts';
import { volumeTypeUpgrade } from './rules/volume-type-upgrade.ts';

/** The rules that judge one resource at a time. At most one of them finds something on any resource. */
export const costRules: readonly CostRule[] = [
  unattachedVolumes,
  unassociatedAddresses,
  idleLoadBalancers,
  oldSnapshots,
  volumeTypeUpgrade,
  previousGenerationInstances,
];

const untaggedResources: RuleText & Pick<CostRule, 'type' | 'priority'> = {
  type: 'untagged_resources',
  priority: 'MEDIUM',
  describe: (count) => `${countOf(count, 'resource')} without tags`,
  advise: () => 'Tag them, so that their cost has an owner',
};

/** What the recommendation of each type of finding says. */
export const ruleTexts: ReadonlyMap<CostFindingType, RuleText & Pick<CostRule, 'priority'>> = new Map(
  [stoppedInstances, ...costRules, untaggedResources].map((rule) => [rule.type, rule]),
);
