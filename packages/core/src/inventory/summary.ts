import { addCount, toCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import type { ResourceNames } from './resource-names.ts';
import type { Resource } from './resource.ts';

/** How many resources there are, in four views; each view adds up to the total. Keys are display names (`AWS`, `EC2`). */
export interface ResourceSummary {
  readonly totalResources: number;
  readonly byProvider: Counts;
  readonly byType: Counts;
  /** Regions as the resources name them, `global` among them. Equal names of two providers share a count. */
  readonly byRegion: Counts;
  readonly byStatus: Counts;
}

/** What a summary looks at. A terminated instance that the provider still lists counts as found. */
export type SummaryFacts = Pick<Resource, 'provider' | 'resourceType' | 'region' | 'status'>;

/** So many resources that agree in all that a summary looks at, as a database groups them. */
export interface SummaryCount extends SummaryFacts {
  readonly count: number;
}

/** Counts a stream of resources, or of groups of them, in constant memory. */
export interface SummaryBuilder {
  add(resource: SummaryFacts): void;
  addCount(group: SummaryCount): void;
  /** The summary of what was added so far; adding may go on. */
  build(): ResourceSummary;
}

/** Starts an empty summary. Neither order nor grouping of what is added changes the result. */
export function createSummaryBuilder(names: ResourceNames): SummaryBuilder {
  let total = 0;
  const byProvider = new Map<string, number>();
  const byType = new Map<string, number>();
  const byRegion = new Map<string, number>();
  const byStatus = new Map<string, number>();

  function addMany(facts: SummaryFacts, count: number): void {
    if (count === 0) return;
    total += count;
    addCount(byProvider, names.readProviderName(facts.provider), count);
    addCount(byType, names.readTypeName(facts.provider, facts.resourceType), count);
    addCount(byRegion, facts.region, count);
    addCount(byStatus, facts.status, count);
  }

  return {
    add: (resource) => addMany(resource, 1),
    addCount: (group) => addMany(group, group.count),
    build: () => ({
      totalResources: total,
      byProvider: toCounts(byProvider),
      byType: toCounts(byType),
      byRegion: toCounts(byRegion),
      byStatus: toCounts(byStatus),
    }),
  };
}

/** Summarises resources one by one. */
export function summarize(resources: Iterable<SummaryFacts>, names: ResourceNames): ResourceSummary {
  const builder = createSummaryBuilder(names);
  for (const resource of resources) builder.add(resource);
  return builder.build();
}
