import type { RegionSavings, SavingSums } from '../cost/cost-report.ts';
import { ComplianceTally } from './compliance-tally.ts';
import type { TagComplianceFigures } from './compliance-tally.ts';
import { addCount, compareText, toCounts } from './counts.ts';
import type { Counts } from './counts.ts';
import type { ProviderId } from './provider.ts';
import { globalRegion } from './resource-type.ts';
import type { ResourceNames } from './resource-names.ts';
import type { Resource } from './resource.ts';
import type { LedgerEntry } from './scan.ts';
import type { TagPolicy } from './tag-policy.ts';

/** What one region holds. Keys of counts are display names and statuses. */
export interface RegionFigures extends TagComplianceFigures {
  readonly provider: ProviderId;
  readonly region: string;
  readonly byType: Counts;
  readonly byStatus: Counts;
  /** Waste found in it; null when the cost report was not asked for. */
  readonly savings: SavingSums | null;
  /** Types of which this is the provider's only region that has any; not claimed where another could not be read. */
  readonly onlyHere: readonly string[];
  /** Types that the scan did not read completely here: more may exist. */
  readonly incompleteTypes: readonly string[];
}

/** Figures of each region side by side, ordered by provider and region, `global` among them. */
export interface RegionComparison {
  readonly regions: readonly RegionFigures[];
}

export interface RegionComparisonOptions {
  readonly policy: TagPolicy;
  readonly names: ResourceNames;
}

/** What is set beside the resources; null where it is not known. */
export interface RegionComparisonAdditions {
  readonly savings: readonly RegionSavings[] | null;
  /** The ledger of the scan. Regions in which nothing was found appear too. */
  readonly ledger: Iterable<LedgerEntry> | null;
}

/** Compares a stream of resources by region, in memory that grows with regions and types only. */
export interface RegionComparisonBuilder {
  add(resource: Resource): void;
  build(additions: RegionComparisonAdditions): RegionComparison;
}

/** Starts an empty comparison. The order of adding does not change it. */
export function createRegionComparisonBuilder({ policy, names }: RegionComparisonOptions): RegionComparisonBuilder {
  const found = new Map<string, RegionTally>();

  return {
    add(resource) {
      const region = regionOf(found, resource);
      region.tags.add(policy.isTagged(resource.provider, resource.tags), policy.check(resource.tags).length === 0);
      addCount(region.byType, names.readTypeName(resource.provider, resource.resourceType));
      addCount(region.byStatus, resource.status);
    },
    build({ savings, ledger }) {
      const all = new Map([...found].map(([key, region]) => [key, { ...region, incomplete: new Set<string>() }]));
      for (const { provider, region, resourceType, outcome } of ledger ?? []) {
        const { incomplete } = regionOf(all, { provider, region });
        if (outcome !== 'complete') incomplete.add(names.readTypeName(provider, resourceType));
      }
      const savingsByRegion = new Map(savings?.map((one) => [toRegionKey(one), one]));
      const regions = [...all].sort(([a], [b]) => compareText(a, b));
      return {
        regions: regions.map(([key, region]) => ({
          provider: region.provider,
          region: region.region,
          ...region.tags.toFigures(),
          byType: toCounts(region.byType),
          byStatus: toCounts(region.byStatus),
          savings: savings === null ? null : toSums(savingsByRegion.get(key)),
          onlyHere: findOnlyHere(region, [...all.values()]),
          incompleteTypes: [...region.incomplete].sort(),
        })),
      };
    },
  };
}

/** Compares resources one by one. */
export function compareRegions(
  resources: Iterable<Resource>,
  options: RegionComparisonOptions,
  additions: RegionComparisonAdditions = { savings: null, ledger: null },
): RegionComparison {
  const builder = createRegionComparisonBuilder(options);
  for (const resource of resources) builder.add(resource);
  return builder.build(additions);
}

interface RegionTally {
  readonly provider: ProviderId;
  readonly region: string;
  readonly tags: ComplianceTally;
  readonly byType: Map<string, number>;
  readonly byStatus: Map<string, number>;
  /** Display names of types that were not read completely. */
  readonly incomplete: Set<string>;
}

type RegionName = Pick<RegionTally, 'provider' | 'region'>;

function toRegionKey({ provider, region }: RegionName): string {
  return `${provider}/${region}`;
}

function regionOf(regions: Map<string, RegionTally>, { provider, region }: RegionName): RegionTally {
  const key = toRegionKey({ provider, region });
  const existing = regions.get(key);
  if (existing !== undefined) return existing;
  const tally = {
    provider,
    region,
    tags: new ComplianceTally(),
    byType: new Map(),
    byStatus: new Map(),
    incomplete: new Set<string>(),
  };
  regions.set(key, tally);
  return tally;
}

/** Global types are in `global` only by nature, and a single region has nothing to be compared with. */
function findOnlyHere(region: RegionTally, all: readonly RegionTally[]): readonly string[] {
  const others = all.filter((one) => one !== region && one.provider === region.provider && one.region !== globalRegion);
  if (region.region === globalRegion || others.length === 0) return [];
  return [...region.byType.keys()]
    .filter((type) => others.every((one) => !one.byType.has(type) && !one.incomplete.has(type)))
    .sort();
}

function toSums(savings: RegionSavings | undefined): SavingSums {
  return {
    savingMicrosPerMonth: savings?.savingMicrosPerMonth ?? null,
    furtherSavingAtMostMicrosPerMonth: savings?.furtherSavingAtMostMicrosPerMonth ?? null,
    findingsWithoutPrice: savings?.findingsWithoutPrice ?? 0,
  };
}
