import type { SummaryReportDto, reportQuery } from '@tradewind/api';
import { createSummaryBuilder } from '@tradewind/core';
import type { ResourceStatus } from '@tradewind/core';
import type { z } from 'zod';
import type { ReadContext } from '../../reader/read-context.ts';
import { countGroups, readCoverage, selectCollections } from '../inventory/index.ts';

export type ReportInput = z.output<typeof reportQuery>;

/** Counts by provider, type, region and status, added up from grouped counts. */
export async function readSummary(context: ReadContext, input: ReportInput): Promise<SummaryReportDto> {
  const { filter, collections } = await selectCollections(context, input);
  const groups = await countGroups(context.db, { statuses: filter.statuses, tags: filter.tags, stale: null });
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const summary = createSummaryBuilder(context.catalog.names);
  let staleResources = 0;
  for (const { collection: id, status, stale, count } of groups) {
    const collection = byId.get(id);
    if (collection === undefined) continue;
    const { provider, region, resourceType } = collection;
    summary.addCount({ provider, region, resourceType, status: status as ResourceStatus, count });
    if (stale !== 0) staleResources += count;
  }
  const { totalResources, byProvider, byType, byRegion, byStatus } = summary.build();
  return {
    total_resources: totalResources,
    by_provider: byProvider,
    by_type: byType,
    by_region: byRegion,
    by_status: byStatus,
    coverage: await readCoverage(context, filter, staleResources),
  };
}
