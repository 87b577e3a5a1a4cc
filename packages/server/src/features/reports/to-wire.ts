import type {
  ComplianceReportDto,
  CostReportDto,
  CoverageDto,
  RegionsReportDto,
  SummaryReportDto,
} from '@tradewind/api';
import { toUsd } from '@tradewind/core';
import type {
  CostFinding,
  CostReport,
  RegionComparison,
  ResourceSummary,
  TagComplianceReport,
  TagPolicy,
  TagViolation,
} from '@tradewind/core';
import type { Catalog } from '../../catalog.ts';
import { toReferenceDto } from '../inventory/index.ts';

export function toSummaryDto(summary: ResourceSummary, coverage: CoverageDto): SummaryReportDto {
  return {
    total_resources: summary.totalResources,
    by_provider: summary.byProvider,
    by_type: summary.byType,
    by_region: summary.byRegion,
    by_status: summary.byStatus,
    coverage,
  };
}

export function toCostReportDto(report: CostReport, coverage: CoverageDto, catalog: Catalog): CostReportDto {
  return {
    total_findings: report.totalFindings,
    untagged_resources: report.untaggedResources,
    stopped_instances: report.stoppedInstances,
    recently_stopped_instances: report.recentlyStoppedInstances,
    potential_monthly_savings_usd: toUsd(report.savingMicrosPerMonth),
    further_savings_at_most_usd: toUsdOrNull(report.furtherSavingAtMostMicrosPerMonth),
    findings_without_price: report.findingsWithoutPrice,
    recommendations: report.recommendations.map((recommendation) => ({
      priority: recommendation.priority,
      type: recommendation.type,
      count: recommendation.count,
      message: recommendation.message,
      action: recommendation.action,
      estimated_savings_usd: toUsdOrNull(recommendation.savingMicrosPerMonth),
      further_savings_at_most_usd: toUsdOrNull(recommendation.furtherSavingAtMostMicrosPerMonth),
      findings_without_price: recommendation.findingsWithoutPrice,
    })),
    findings: report.findings.map((finding) => toFindingDto(finding, catalog)),
    findings_not_listed: report.findingsNotListed,
    coverage,
  };
}

function toFindingDto(finding: CostFinding, catalog: Catalog): CostReportDto['findings'][number] {
  const sources = [...new Set(finding.priceSources.map(({ source }) => source))];
  const dates = finding.priceSources.map(({ date }) => date).toSorted();
  return {
    type: finding.type,
    priority: finding.priority,
    resource: toReferenceDto(finding.resource, catalog),
    message: finding.message,
    action: finding.action,
    evidence: finding.evidence,
    savings_usd_per_month: toUsdOrNull(finding.savingMicrosPerMonth),
    savings_is_upper_bound: finding.savingIsUpperBound,
    price_source: sources.length === 0 ? null : sources.join('; '),
    price_date: dates[0] ?? null,
  };
}

function toUsdOrNull(micros: number | null): number | null {
  return micros === null ? null : toUsd(micros);
}

export function toComplianceReportDto(
  report: TagComplianceReport,
  policy: TagPolicy,
  coverage: CoverageDto,
  catalog: Catalog,
): ComplianceReportDto {
  return {
    total_resources: report.totalResources,
    tagged_resources: report.taggedResources,
    tagging_compliance_percent: report.taggingCompliancePercent,
    fully_compliant: report.fullyCompliant,
    full_compliance_percent: report.fullCompliancePercent,
    tags_unknown: report.tagsUnknown,
    required_tags: [...report.requiredTags],
    by_tag: Object.fromEntries(
      report.violationsByTag.map(({ tag, missing, ...invalid }) => [
        tag,
        { missing, invalid: invalid.empty + invalid.value_not_allowed + invalid.pattern_mismatch },
      ]),
    ),
    violations: report.nonCompliantResources.map(({ resource, violations }) => ({
      resource: toReferenceDto(resource, catalog),
      missing: violations.filter(({ problem }) => problem === 'missing').map(({ tag }) => tag),
      invalid: violations
        .filter(({ problem }) => problem !== 'missing')
        .map((violation) => ({
          key: violation.tag,
          value: violation.value ?? '',
          reason: describeViolation(violation, policy),
        })),
    })),
    violations_total: report.nonCompliantTotal,
    coverage,
  };
}

function describeViolation({ tag, problem }: TagViolation, policy: TagPolicy): string {
  const rule = policy.requiredTags.find(({ key }) => key === tag);
  switch (problem) {
    case 'missing':
      return 'is missing';
    case 'empty':
      return 'is empty';
    case 'value_not_allowed':
      return `is none of ${(rule?.allowedValues ?? []).join(', ')}`;
    case 'pattern_mismatch':
      return `does not fit ${rule?.pattern ?? 'the pattern'}`;
  }
}

export function toRegionsReportDto(
  { regions }: RegionComparison,
  coverage: CoverageDto,
  catalog: Catalog,
): RegionsReportDto {
  return {
    regions: regions.map((region) => ({
      provider: catalog.names.readProviderName(region.provider),
      region: region.region,
      total_resources: region.totalResources,
      by_type: region.byType,
      by_status: region.byStatus,
      // Beside regions that have some, 0 % of nothing would read as the worst of them.
      tagging_compliance_percent: region.totalResources === 0 ? null : region.taggingCompliancePercent,
      full_compliance_percent: region.totalResources === 0 ? null : region.fullCompliancePercent,
      potential_monthly_savings_usd: toUsd(region.savings?.savingMicrosPerMonth ?? 0),
      further_savings_at_most_usd: toUsdOrNull(region.savings?.furtherSavingAtMostMicrosPerMonth ?? null),
      findings_without_price: region.savings?.findingsWithoutPrice ?? 0,
      incomplete_types: [...region.incompleteTypes],
      only_here: [...region.onlyHere],
    })),
    coverage,
  };
}
