import type {
  ComplianceReportDto,
  complianceReportQuery,
  CostReportDto,
  costReportQuery,
  RegionsReportDto,
  reportQuery,
  SummaryReportDto,
  UntaggedReportDto,
} from '@tradewind/api';
import {
  createCostFindingsBuilder,
  createRegionComparisonBuilder,
  createSummaryBuilder,
  createTagComplianceBuilder,
  isUntagged,
  type CostFindingsSettings,
  type LedgerEntry,
  type ResourceStatus,
} from '@tradewind/core';
import type { z } from 'zod';
import type { ReadContext } from '../../reader/read-context.ts';
import {
  allRegions,
  countGroups,
  readCoverage,
  readUnits,
  selectCollections,
  toLedgerEntry,
  toResourceDto,
} from '../inventory/index.ts';
import { toTagPolicy } from './tag-policy.ts';
import { toComplianceReportDto, toCostReportDto, toRegionsReportDto, toSummaryDto } from './to-wire.ts';
import { visitResources } from './visit-resources.ts';

export type ReportInput = z.output<typeof reportQuery>;

/** Counts by provider, type, region and status, added up from grouped counts. */
export async function readSummary(context: ReadContext, input: ReportInput): Promise<SummaryReportDto> {
  const selected = await selectCollections(context, input);
  const { filter, collections } = selected;
  const conditions = { statuses: filter.statuses, tags: filter.tags, stale: null, nativeId: null };
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const summary = createSummaryBuilder(context.catalog.names);
  let staleResources = 0;
  for (const { collection: id, status, stale, count } of await countGroups(context.db, conditions)) {
    const collection = byId.get(id);
    if (collection === undefined) continue;
    const { provider, region, resourceType } = collection;
    summary.addCount({ provider, region, resourceType, status: status as ResourceStatus, count });
    if (stale !== 0) staleResources += count;
  }
  return toSummaryDto(summary.build(), await readCoverage(context, selected, staleResources));
}

/** What could be saved, with the findings behind it. */
export async function readCostReport(
  context: ReadContext,
  input: z.output<typeof costReportQuery>,
): Promise<CostReportDto> {
  const builder = createCostFindingsBuilder(toCostSettings(context, input));
  const { coverage } = await visitResources(context, input, ({ resource }) => builder.add(resource));
  return toCostReportDto(builder.finish(), coverage, context.catalog);
}

/** Tags against the policy. */
export async function readComplianceReport(
  context: ReadContext,
  input: z.output<typeof complianceReportQuery>,
): Promise<ComplianceReportDto> {
  const policy = toTagPolicy(context, input.required_tag);
  const { names } = context.catalog;
  const builder = createTagComplianceBuilder({ policy, names, listLimit: input.max_violations });
  const { coverage } = await visitResources(context, input, ({ resource }) => builder.add(resource));
  return toComplianceReportDto(builder.build(), policy, coverage, context.catalog);
}

/** Resources without any tag but those that their provider set itself. */
export async function readUntagged(context: ReadContext, input: ReportInput): Promise<UntaggedReportDto> {
  const { catalog } = context;
  const resources: UntaggedReportDto['resources'] = [];
  const { coverage } = await visitResources(context, input, ({ resource, row, collection }) => {
    if (isUntagged(resource, catalog.reservedTagPrefixes)) resources.push(toResourceDto(row, collection, catalog));
  });
  return { total: resources.length, resources, coverage };
}

/** The same figures for every region. */
export async function readRegionsReport(context: ReadContext, input: ReportInput): Promise<RegionsReportDto> {
  const policy = toTagPolicy(context, undefined);
  const regions = createRegionComparisonBuilder({ policy, names: context.catalog.names });
  const costs = createCostFindingsBuilder(toCostSettings(context, { max_findings: 0 }));
  const { selected, coverage } = await visitResources(context, input, ({ resource }) => {
    regions.add(resource);
    costs.add(resource);
  });
  const ledger = toRegionLedger(await readUnits(context, selected.filter));
  const comparison = regions.build({ savings: costs.finish().byRegion, ledger });
  return toRegionsReportDto(comparison, coverage, context.catalog);
}

/** A unit for regions that could not be listed stands for each that an earlier scan got to know: none was read. */
function toRegionLedger(units: Awaited<ReturnType<typeof readUnits>>): readonly LedgerEntry[] {
  const unlisted = units.filter(({ region }) => region === allRegions);
  return units
    .filter(({ region }) => region !== allRegions)
    .map((unit) => {
      const { connection, resource_type: type } = unit;
      const wasListed = unlisted.every((one) => one.connection !== connection || one.resource_type !== type);
      return wasListed ? toLedgerEntry(unit) : { ...toLedgerEntry(unit), outcome: 'failed' };
    });
}

function toCostSettings(
  { settings, catalog, nowMs }: ReadContext,
  input: Pick<z.output<typeof costReportQuery>, 'stopped_days' | 'snapshot_days' | 'max_findings'>,
): CostFindingsSettings {
  return {
    stoppedDays: input.stopped_days ?? settings.reports.stoppedDays,
    snapshotDays: input.snapshot_days ?? settings.reports.snapshotDays,
    hoursPerMonth: settings.reports.hoursPerMonth,
    nowMs: nowMs(),
    factsByProvider: new Map(catalog.providers.map(({ id, costFacts }) => [id, costFacts])),
    reservedTagPrefixes: catalog.reservedTagPrefixes,
    listLimit: input.max_findings,
    instancesComeFirst: true,
  };
}
