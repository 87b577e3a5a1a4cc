import type { JsonValue } from '../json.ts';
import type { ResourceReference } from '../inventory/resource-reference.ts';
import type { Price } from './cost-facts.ts';

/** The rules by which waste is found. `untagged_resources` is counted but not listed: see the untagged report. */
export const costFindingTypes = [
  'stopped_instances',
  'unattached_volumes',
  'unassociated_addresses',
  'idle_load_balancers',
  'old_snapshots',
  'volume_type_upgrade',
  'previous_generation_instances',
  'untagged_resources',
] as const;

export type CostFindingType = (typeof costFindingTypes)[number];

/** In falling order. */
export const costPriorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type CostPriority = (typeof costPriorities)[number];

/** Where the figures behind a saving were published, and when they were read there. */
export type PriceSource = Pick<Price, 'source' | 'date'>;

/** What could be saved per month by following a finding. */
export interface Saving {
  /** Micro-dollars per month at list prices; null when a price or a quantity is not known, never 0 for that. */
  readonly savingMicrosPerMonth: number | null;
  /** The saving is at most this: the billed quantity is not known, or following the finding may cost something else. */
  readonly savingIsUpperBound: boolean;
  /** Of the prices used, without repetition; empty when none was known or needed. */
  readonly priceSources: readonly PriceSource[];
}

/** Waste on one resource. No two findings count the same money twice. */
export interface CostFinding extends Saving {
  readonly type: CostFindingType;
  readonly priority: CostPriority;
  readonly resource: ResourceReference;
  /** The facts that it rests on, in snake_case since they reach the wire unchanged; null stands for what is not known. */
  readonly evidence: Readonly<Record<string, JsonValue>>;
  /** A sentence for a person about this resource. */
  readonly message: string;
  /** What to do about it. */
  readonly action: string;
}
