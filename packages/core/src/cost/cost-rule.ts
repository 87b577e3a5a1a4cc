import type { ProviderId } from '../inventory/provider.ts';
import type { ResourceKind } from '../inventory/resource-type.ts';
import type { Resource } from '../inventory/resource.ts';
import { toResourceReference } from '../inventory/resource-reference.ts';
import type { CostFacts } from './cost-facts.ts';
import type { CostFinding, CostFindingType, CostPriority, Saving } from './cost-finding.ts';

/** From when on something counts as waste, and how a month is reckoned. */
export interface CostThresholds {
  /** Whole days that an instance must have been stopped. */
  readonly stoppedDays: number;
  /** Whole days that a snapshot must have existed. */
  readonly snapshotDays: number;
  readonly hoursPerMonth: number;
}

/** A month has 730 hours in the providers' own calculators. */
export const defaultCostThresholds: CostThresholds = { stoppedDays: 30, snapshotDays: 90, hoursPerMonth: 730 };

export interface CostContext extends CostThresholds {
  /** The time at which the inventory is judged, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Prices of a provider without an entry are unknown. */
  readonly factsByProvider: ReadonlyMap<ProviderId, CostFacts>;
}

/** What a recommendation says about all findings of a type. */
export interface RuleText {
  /** The finding as a noun phrase behind its number, for example `unattached volumes`. */
  describe(count: number, thresholds: CostThresholds): string;
  /** What to do about all of them. */
  advise(thresholds: CostThresholds): string;
}

/** Finds waste that shows on a single resource. */
export interface CostRule extends RuleText {
  readonly type: CostFindingType;
  readonly priority: CostPriority;
  readonly kind: ResourceKind;
  /** Judges a resource of the rule's kind; null when there is nothing to say, also when too little is known. */
  find(resource: Resource, context: CostContext): CostFinding | null;
}

/** Puts a finding together. */
export function toFinding(
  rule: Pick<CostRule, 'type' | 'priority'>,
  resource: Resource,
  saving: Saving,
  facts: Pick<CostFinding, 'evidence' | 'message' | 'action'>,
): CostFinding {
  return { type: rule.type, priority: rule.priority, resource: toResourceReference(resource), ...facts, ...saving };
}

/** `1 volume`, `2 volumes`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
