import { compareText } from '../inventory/counts.ts';
import type { ProviderId } from '../inventory/provider.ts';
import { costPriorities } from './cost-finding.ts';
import type { CostFinding, CostFindingType, CostPriority, PriceSource } from './cost-finding.ts';
import type { CostThresholds } from './cost-rule.ts';
import { ruleTexts } from './cost-rules.ts';
import { toPriceSources } from './saving.ts';

/** Sums of savings in micro-dollars per month. What is not known is counted, never taken for 0. */
export interface SavingSums {
  /** The sum of the known savings, or null when there is none among them that is known exactly. */
  readonly savingMicrosPerMonth: number | null;
  /** The sum of the savings of which only an upper bound is known, not part of the other sum; null when there is none. */
  readonly furtherSavingAtMostMicrosPerMonth: number | null;
  /** Findings whose saving is not known at all. */
  readonly findingsWithoutPrice: number;
}

/** What to do about all findings of a type. */
export interface CostRecommendation extends SavingSums {
  readonly type: CostFindingType;
  readonly priority: CostPriority;
  readonly count: number;
  readonly message: string;
  readonly action: string;
}

/** The savings in one region; untagged resources are no part of its findings. */
export interface RegionSavings extends SavingSums {
  readonly provider: ProviderId;
  readonly region: string;
  readonly count: number;
}

export interface CostReport extends SavingSums {
  /** All findings, untagged resources among them; the counts of the recommendations add up to it. */
  readonly totalFindings: number;
  readonly untaggedResources: number;
  /** Instances stopped for long enough to be a finding, or since an unknown time. */
  readonly stoppedInstances: number;
  /** Instances stopped more recently: no findings. With those above they are all stopped instances. */
  readonly recentlyStoppedInstances: number;
  /** The known savings; 0 when none is known, as the documented report wants a number. */
  readonly savingMicrosPerMonth: number;
  readonly currency: 'USD';
  readonly thresholds: CostThresholds;
  /** Of the prices behind all savings, by date and source. */
  readonly priceSources: readonly PriceSource[];
  /** One for each type that was found, the largest saving first, then by priority and type. */
  readonly recommendations: readonly CostRecommendation[];
  /** One for each region with findings, ordered by provider and region. */
  readonly byRegion: readonly RegionSavings[];
  /** Known savings first, then upper bounds, then unknown ones, each the largest first; untagged resources are not listed. */
  readonly findings: readonly CostFinding[];
  /** Findings that the limit left out of the list. */
  readonly findingsNotListed: number;
}

/** Collects findings as they come, in memory bounded by the list limit. */
export interface CostReportBuilder {
  add(finding: CostFinding): void;
  countUntagged(): void;
  countRecentlyStopped(): void;
  build(): CostReport;
}

/** Starts an empty report. The order of adding does not change it. */
export function createCostReport(settings: CostThresholds & { readonly listLimit: number }): CostReportBuilder {
  const { listLimit, stoppedDays, snapshotDays, hoursPerMonth } = settings;
  const thresholds = { stoppedDays, snapshotDays, hoursPerMonth };
  const sums = new Map<CostFindingType, Sums>();
  const regions = new Map<string, { readonly provider: ProviderId; readonly region: string; readonly sums: Sums }>();
  const sources = new Map<string, PriceSource>();
  let listed: CostFinding[] = [];
  let counted = 0;
  let recentlyStopped = 0;

  function sumsOf(type: CostFindingType): Sums {
    const found = sums.get(type) ?? new Sums();
    sums.set(type, found);
    return found;
  }

  function sumsOfRegion({ provider, region }: CostFinding['resource']): Sums {
    const key = `${provider}/${region}`;
    const found = regions.get(key) ?? { provider, region, sums: new Sums() };
    regions.set(key, found);
    return found.sums;
  }

  function cutList(): void {
    listed = listed.sort(compareFindings).slice(0, listLimit);
  }

  return {
    add(finding) {
      counted += 1;
      for (const part of [sumsOf(finding.type), sumsOfRegion(finding.resource)]) {
        part.add(finding.savingMicrosPerMonth, finding.savingIsUpperBound);
      }
      for (const source of finding.priceSources) sources.set(`${source.date} ${source.source}`, source);
      listed.push(finding);
      // Cut seldom, so that sorting costs little over the whole stream.
      if (listed.length >= 2 * listLimit + 1_000) cutList();
    },
    // A tag saves nothing by itself: that is known, and so it is 0 and no missing price.
    countUntagged: () => sumsOf('untagged_resources').add(0, false),
    countRecentlyStopped: () => {
      recentlyStopped += 1;
    },
    build() {
      cutList();
      const total = new Sums();
      for (const part of sums.values()) total.addAll(part);
      return {
        totalFindings: total.count,
        untaggedResources: sums.get('untagged_resources')?.count ?? 0,
        stoppedInstances: sums.get('stopped_instances')?.count ?? 0,
        recentlyStoppedInstances: recentlyStopped,
        ...total.toSums(),
        savingMicrosPerMonth: total.exact,
        currency: 'USD',
        thresholds,
        priceSources: toPriceSources([...sources].sort(([a], [b]) => compareText(a, b)).map(([, source]) => source)),
        recommendations: [...sums]
          .map(([type, part]) => toRecommendation(type, part, thresholds))
          .sort(compareRecommendations),
        byRegion: [...regions]
          .sort(([a], [b]) => compareText(a, b))
          .map(([, { provider, region, sums: part }]) => ({ provider, region, count: part.count, ...part.toSums() })),
        findings: listed,
        findingsNotListed: counted - listed.length,
      };
    },
  };
}

class Sums {
  count = 0;
  exact = 0;
  private exactCount = 0;
  private atMost = 0;
  private atMostCount = 0;

  add(micros: number | null, isUpperBound: boolean): void {
    this.count += 1;
    if (micros === null) return;
    if (isUpperBound) {
      this.atMost += micros;
      this.atMostCount += 1;
    } else {
      this.exact += micros;
      this.exactCount += 1;
    }
  }

  addAll(other: Sums): void {
    this.count += other.count;
    this.exact += other.exact;
    this.exactCount += other.exactCount;
    this.atMost += other.atMost;
    this.atMostCount += other.atMostCount;
  }

  toSums(): SavingSums {
    return {
      savingMicrosPerMonth: this.exactCount === 0 ? null : this.exact,
      furtherSavingAtMostMicrosPerMonth: this.atMostCount === 0 ? null : this.atMost,
      findingsWithoutPrice: this.count - this.exactCount - this.atMostCount,
    };
  }
}

function toRecommendation(type: CostFindingType, sums: Sums, thresholds: CostThresholds): CostRecommendation {
  const text = ruleTexts.get(type);
  if (text === undefined) throw new Error(`no rule finds ${type}`);
  return {
    type,
    priority: text.priority,
    count: sums.count,
    message: `Found ${text.describe(sums.count, thresholds)}.`,
    action: text.advise(thresholds),
    ...sums.toSums(),
  };
}

function compareRecommendations(a: CostRecommendation, b: CostRecommendation): number {
  return (
    (b.savingMicrosPerMonth ?? 0) - (a.savingMicrosPerMonth ?? 0) ||
    (b.furtherSavingAtMostMicrosPerMonth ?? 0) - (a.furtherSavingAtMostMicrosPerMonth ?? 0) ||
    costPriorities.indexOf(a.priority) - costPriorities.indexOf(b.priority) ||
    compareText(a.type, b.type)
  );
}

function compareFindings(a: CostFinding, b: CostFinding): number {
  return (
    certaintyOf(a) - certaintyOf(b) ||
    (b.savingMicrosPerMonth ?? 0) - (a.savingMicrosPerMonth ?? 0) ||
    compareText(a.resource.uid, b.resource.uid) ||
    compareText(a.type, b.type)
  );
}

function certaintyOf({ savingMicrosPerMonth, savingIsUpperBound }: CostFinding): number {
  if (savingMicrosPerMonth === null) return 2;
  return savingIsUpperBound ? 1 : 0;
}
