import { toPercent } from '../percent.ts';
import { compareText } from './counts.ts';
import type { ResourceNames } from './resource-names.ts';
import { toResourceReference } from './resource-reference.ts';
import type { ResourceReference } from './resource-reference.ts';
import type { Resource } from './resource.ts';
import type { TagPolicy, TagProblem, TagViolation } from './tag-policy.ts';

/** How many of a group carry tags, and how many carry all the required ones in order. */
export interface TagComplianceFigures {
  readonly totalResources: number;
  /** With at least one tag that the provider did not set itself. */
  readonly taggedResources: number;
  /** Percent with one decimal; of no resources it is 0 (see `toPercent`). */
  readonly taggingCompliancePercent: number;
  /** Without a violation of any required tag. */
  readonly fullyCompliant: number;
  readonly fullCompliancePercent: number;
}

/** How often each problem was found with one required tag. */
export interface TagProblemCounts extends Readonly<Record<TagProblem, number>> {
  readonly tag: string;
}

export interface NonCompliantResource {
  readonly resource: ResourceReference;
  readonly violations: readonly TagViolation[];
}

/**
 * Tagging against a policy. Every resource found counts, terminated ones too, so that the total is the summary's. The
 * breakdowns are keyed by display name.
 */
export interface TagComplianceReport extends TagComplianceFigures {
  /** Keys in the order of the policy. */
  readonly requiredTags: readonly string[];
  readonly violationsByTag: readonly TagProblemCounts[];
  readonly byProvider: Readonly<Record<string, TagComplianceFigures>>;
  readonly byType: Readonly<Record<string, TagComplianceFigures>>;
  /** How many resources have violations; `nonCompliantResources` holds the first of them, up to the limit. */
  readonly nonCompliantTotal: number;
  readonly nonCompliantResources: readonly NonCompliantResource[];
}

export interface TagComplianceOptions {
  readonly policy: TagPolicy;
  readonly names: ResourceNames;
  /** How many resources to list with their violations, in the order in which they are added. */
  readonly listLimit: number;
}

/** Checks a stream of resources; memory grows with the list limit only. */
export interface TagComplianceBuilder {
  /** Counts a resource and answers its violations, for callers that list all of them. */
  add(resource: Resource): readonly TagViolation[];
  build(): TagComplianceReport;
}

/** Starts an empty report. Figures do not depend on the order of adding, the bounded list does. */
export function createTagComplianceBuilder({ policy, names, listLimit }: TagComplianceOptions): TagComplianceBuilder {
  const all = new Tally();
  const byProvider = new Map<string, Tally>();
  const byType = new Map<string, Tally>();
  const byTag = new Map(policy.requiredTags.map(({ key }) => [key, noProblems()]));
  const listed: NonCompliantResource[] = [];

  return {
    add(resource) {
      const violations = policy.check(resource.tags);
      const isTagged = policy.isTagged(resource.provider, resource.tags);
      const tallies = [
        all,
        tallyOf(byProvider, names.readProviderName(resource.provider)),
        tallyOf(byType, names.readTypeName(resource.provider, resource.resourceType)),
      ];
      for (const tally of tallies) tally.add(isTagged, violations.length === 0);
      for (const { tag, problem } of violations) {
        const counts = byTag.get(tag);
        if (counts !== undefined) counts[problem] += 1;
      }
      if (violations.length > 0 && listed.length < listLimit) {
        listed.push({ resource: toResourceReference(resource), violations });
      }
      return violations;
    },
    build: () => ({
      ...all.toFigures(),
      requiredTags: policy.requiredTags.map(({ key }) => key),
      violationsByTag: [...byTag].map(([tag, counts]) => ({ tag, ...counts })),
      byProvider: toBreakdown(byProvider),
      byType: toBreakdown(byType),
      nonCompliantTotal: all.total - all.compliant,
      nonCompliantResources: [...listed],
    }),
  };
}

/** Checks resources one by one. */
export function checkTagCompliance(resources: Iterable<Resource>, options: TagComplianceOptions): TagComplianceReport {
  const builder = createTagComplianceBuilder(options);
  for (const resource of resources) builder.add(resource);
  return builder.build();
}

class Tally {
  total = 0;
  tagged = 0;
  compliant = 0;

  add(isTagged: boolean, isCompliant: boolean): void {
    this.total += 1;
    if (isTagged) this.tagged += 1;
    if (isCompliant) this.compliant += 1;
  }

  toFigures(): TagComplianceFigures {
    return {
      totalResources: this.total,
      taggedResources: this.tagged,
      taggingCompliancePercent: toPercent(this.tagged, this.total),
      fullyCompliant: this.compliant,
      fullCompliancePercent: toPercent(this.compliant, this.total),
    };
  }
}

function noProblems(): Record<TagProblem, number> {
  return { missing: 0, empty: 0, value_not_allowed: 0, pattern_mismatch: 0 };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? new Tally();
  tallies.set(name, tally);
  return tally;
}

function toBreakdown(tallies: ReadonlyMap<string, Tally>): Readonly<Record<string, TagComplianceFigures>> {
  const entries = [...tallies].sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([name, tally]) => [name, tally.toFigures()]));
}
