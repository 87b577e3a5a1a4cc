import { z } from 'zod';
import { countMap, inventoryFilter, stringMap, timestamp } from './common.ts';
import { resource, resourceReference } from './resource.ts';

export const reportQuery = inventoryFilter;

/**
 * How far a report can be trusted: whether all that was ever scanned within its filter is confirmed, and whether all that
 * the filter names was ever scanned.
 */
export const coverage = z
  .object({
    scan_id: z.string().nullable().meta({ description: 'The last scan, or null before the first.' }),
    scanned_at: timestamp.nullable(),
    complete: z.boolean(),
    stale_resources: z.int().meta({ description: 'Resources whose last known state could not be confirmed.' }),
    incomplete_units: z.int().meta({ description: 'Units of which the last scan that had them did not read all.' }),
    incomplete_scan_ids: z
      .array(z.string())
      .meta({ description: 'The scans whose ledgers hold the reasons of incomplete units, the latest first.' }),
    never_scanned: z
      .array(z.string())
      .meta({ description: 'What the filter names and no scan was ever asked for.', examples: [['s3']] }),
  })
  .meta({ id: 'Coverage' });
export type CoverageDto = z.infer<typeof coverage>;

/** The documented resource summary, with `coverage` added. Keys of the maps are display names. */
export const summaryReport = z
  .object({
    total_resources: z.int(),
    by_provider: countMap,
    by_type: countMap,
    by_region: countMap,
    by_status: countMap,
    coverage,
  })
  .meta({ id: 'SummaryReport' });
export type SummaryReportDto = z.infer<typeof summaryReport>;

const priority = z.enum(['HIGH', 'MEDIUM', 'LOW']);
const usd = z.number().meta({ description: 'US dollars.' });

export const costRecommendation = z.object({
  priority,
  type: z.string().meta({ examples: ['stopped_instances'] }),
  count: z.int(),
  message: z.string(),
  action: z.string(),
  estimated_savings_usd: usd.nullable().meta({
    description: 'Per month: the sum of what is known, null when none of it is.',
  }),
  further_savings_at_most_usd: usd.nullable().meta({
    description: 'Per month, of findings of which only an upper bound is known; not part of the sum above.',
  }),
  findings_without_price: z.int(),
});

export const costFinding = z
  .object({
    type: z.string(),
    priority,
    resource: resourceReference,
    message: z.string(),
    action: z.string(),
    evidence: z.record(z.string(), z.unknown()),
    savings_usd_per_month: usd.nullable(),
    savings_is_upper_bound: z.boolean(),
    price_source: z.string().nullable().meta({ description: 'Where the prices were published, or null without any.' }),
    price_date: z.string().nullable().meta({ description: 'When they were read there (the oldest of several).' }),
  })
  .meta({ id: 'CostFinding' });

/** The documented cost optimisation report, with the findings behind it. */
export const costReport = z
  .object({
    total_findings: z.int(),
    untagged_resources: z.int(),
    stopped_instances: z.int(),
    recently_stopped_instances: z.int().meta({ description: 'Stopped too recently to be findings.' }),
    potential_monthly_savings_usd: usd.meta({ description: 'Sum of the savings that are known.' }),
    further_savings_at_most_usd: usd.nullable().meta({
      description: 'Sum of the savings of which only an upper bound is known, or null when there are none.',
    }),
    findings_without_price: z.int(),
    recommendations: z.array(costRecommendation),
    findings: z
      .array(costFinding)
      .meta({ description: 'The largest savings first; untagged resources are not listed.' }),
    findings_not_listed: z.int().meta({ description: 'Findings that `max_findings` left out of the list.' }),
    coverage,
  })
  .meta({ id: 'CostReport' });
export type CostReportDto = z.infer<typeof costReport>;

export const costReportQuery = reportQuery.extend({
  stopped_days: z.coerce.number().int().min(0).max(3650).optional(),
  snapshot_days: z.coerce.number().int().min(0).max(3650).optional(),
  max_findings: z.coerce.number().int().min(0).max(1_000_000).default(1_000_000),
});

export const tagViolation = z.object({
  resource: resourceReference,
  missing: z.array(z.string()),
  invalid: z.array(z.object({ key: z.string(), value: z.string(), reason: z.string() })),
});

/** The documented compliance report, with the violations behind it. */
export const complianceReport = z
  .object({
    total_resources: z.int(),
    tagged_resources: z.int(),
    tagging_compliance_percent: z.number(),
    fully_compliant: z.int(),
    full_compliance_percent: z.number(),
    tags_unknown: z.int().meta({
      description: 'Resources whose tags could not be read: counted in the total, in nothing else.',
    }),
    required_tags: z.array(z.string()),
    by_tag: z.record(z.string(), z.object({ missing: z.int(), invalid: z.int() })),
    violations: z.array(tagViolation),
    violations_total: z.int().meta({ description: 'All of them; `violations` may hold only the first.' }),
    coverage,
  })
  .meta({ id: 'ComplianceReport' });
export type ComplianceReportDto = z.infer<typeof complianceReport>;

export const complianceReportQuery = reportQuery.extend({
  /** In place of the configured ones. A tag with a configured rule keeps its rule. */
  required_tag: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  max_violations: z.coerce.number().int().min(0).max(1_000_000).default(1000),
});

export const untaggedReport = z
  .object({ total: z.int(), resources: z.array(resource), coverage })
  .meta({ id: 'UntaggedReport' });
export type UntaggedReportDto = z.infer<typeof untaggedReport>;

/** The same figures for every region side by side. */
export const regionsReport = z
  .object({
    regions: z.array(
      z.object({
        provider: z.string(),
        region: z.string(),
        total_resources: z.int(),
        by_type: countMap,
        by_status: countMap,
        tagging_compliance_percent: z.number().nullable().meta({ description: 'Null of no resources.' }),
        full_compliance_percent: z.number().nullable().meta({ description: 'Null of no resources.' }),
        potential_monthly_savings_usd: usd,
        further_savings_at_most_usd: usd.nullable(),
        findings_without_price: z.int(),
        incomplete_types: z
          .array(z.string())
          .meta({ description: 'Types that the last scan did not read completely here.' }),
        only_here: z.array(z.string()).meta({ description: 'Resource types that no other region has.' }),
      }),
    ),
    coverage,
  })
  .meta({ id: 'RegionsReport' });
export type RegionsReportDto = z.infer<typeof regionsReport>;

export const checkRequest = z
  .object({
    providers: z.array(z.string()).optional(),
    connections: z.array(z.string()).optional(),
    regions: z.array(z.string()).optional(),
    types: z.array(z.string()).optional(),
  })
  .strict()
  .meta({ id: 'CheckRequest' });
export type CheckRequest = z.infer<typeof checkRequest>;

export const checkItem = z.object({
  name: z.string().meta({ examples: ['credentials'] }),
  outcome: z.enum(['ok', 'warning', 'failed']),
  detail: z.string(),
  /** What to do about it; null when ok, or when the detail says it. */
  action: z.string().nullable(),
});

/** What works and what does not, before anything is scanned: nothing is changed and little is read. */
export const checkReport = z
  .object({
    ok: z.boolean(),
    connections: z.array(
      z.object({
        connection: z.string(),
        provider: z.string(),
        account: z.string().nullable(),
        principal: z.string().nullable(),
        items: z.array(checkItem),
      }),
    ),
    state: z.array(checkItem),
  })
  .meta({ id: 'CheckReport' });
export type CheckReportDto = z.infer<typeof checkReport>;

export const health = z
  .object({ status: z.enum(['ok', 'degraded']), version: z.string(), checks: stringMap })
  .meta({ id: 'Health' });
export type HealthDto = z.infer<typeof health>;

export const providerList = z
  .object({
    providers: z.array(
      z.object({
        id: z.string(),
        display_name: z.string(),
        resource_types: z.array(
          z.object({
            id: z.string(),
            display_name: z.string(),
            kind: z.string(),
            service_type: z.string(),
            scope: z.string(),
          }),
        ),
        known_regions: z.array(z.string()),
      }),
    ),
    connections: z.array(z.object({ name: z.string(), provider: z.string(), regions: z.array(z.string()).nullable() })),
  })
  .meta({ id: 'ProviderList' });
export type ProviderListDto = z.infer<typeof providerList>;
