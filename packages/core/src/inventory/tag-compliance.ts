import { ComplianceTally } from './compliance-tally.ts';
import type { TagComplianceFigures } from './compliance-tally.ts';
import { compareText } from './counts.ts';
import type { ResourceNames } from './resource-names.ts';
import { toResourceReference } from './resource-reference.ts';
import type { ResourceReference } from './resource-reference.ts';
import { hasUnknownTags, type Resource } from './resource.ts';
import type { TagPolicy, TagProblem, TagViolation } from './tag-policy.ts';

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
  const all = new ComplianceTally();
  const byProvider = new Map<string, ComplianceTally>();
  const byType = new Map<string, ComplianceTally>();
  const byTag = new Map(policy.requiredTags.map(({ key }) => [key, noProblems()]));
  const listed: NonCompliantResource[] = [];

  return {
    add(resource) {
      const tallies = [
        all,
        tallyOf(byProvider, names.readProviderName(resource.provider)),
        tallyOf(byType, names.readTypeName(resource.provider, resource.resourceType)),
      ];
      if (hasUnknownTags(resource)) {
        for (const tally of tallies) tally.addUnknown();
        return [];
      }
      const violations = policy.check(resource.tags);
      const isTagged = policy.isTagged(resource.provider, resource.tags);
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
      nonCompliantTotal: all.total - all.compliant - all.unknown,
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

function noProblems(): Record<TagProblem, number> {
  return { missing: 0, empty: 0, value_not_allowed: 0, pattern_mismatch: 0 };
}

function tallyOf(tallies: Map<string, ComplianceTally>, name: string): ComplianceTally {
  const tally = tallies.get(name) ?? new ComplianceTally();
  tallies.set(name, tally);
  return tally;
}

function toBreakdown(tallies: ReadonlyMap<string, ComplianceTally>): Readonly<Record<string, TagComplianceFigures>> {
  const entries = [...tallies].sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([name, tally]) => [name, tally.toFigures()]));
}
