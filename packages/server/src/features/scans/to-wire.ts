import type { LedgerEntryDto, ScanDto } from '@tradewind/api';
import type { LedgerEntry, ProviderId } from '@tradewind/core';
import type { Selectable } from 'kysely';
import type { Catalog } from '../../catalog.ts';
import type { ScanLedgerTable, ScanTable } from '../../database/schema.ts';

export function toScanId(number: number): string {
  return `scan-${number}`;
}

/** The number of `scan-<number>`, or null when it is no id of a scan. */
export function fromScanId(id: string): number | null {
  const found = /^scan-(\d{1,15})$/.exec(id);
  return found === null ? null : Number(found[1]);
}

export function toScanDto(row: Selectable<ScanTable>): ScanDto {
  return {
    id: toScanId(row.number),
    status: row.status as ScanDto['status'],
    started_at: new Date(row.started_at).toISOString(),
    finished_at: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
    request: JSON.parse(row.request) as ScanDto['request'],
    resources: row.resources,
    added: row.added,
    changed: row.changed,
    removed: row.removed,
    units: {
      total: row.units_total,
      complete: row.units_complete,
      partial: row.units_partial,
      failed: row.units_failed,
      skipped: row.units_skipped,
    },
    problem: row.problem,
  };
}

export function rowToLedgerEntryDto(row: Selectable<ScanLedgerTable>, catalog: Catalog): LedgerEntryDto {
  return {
    connection: row.connection,
    provider: catalog.names.readProviderName(row.provider as ProviderId),
    account: row.account,
    region: row.region,
    resource_type: catalog.names.readTypeName(row.provider as ProviderId, row.resource_type),
    type_id: row.resource_type,
    outcome: row.outcome as LedgerEntryDto['outcome'],
    reason_code: row.reason_code,
    reason: row.reason,
    resources: row.resources,
    calls: row.calls,
    retries: row.retries,
    throttled: row.throttled,
    started_at: row.started_at === null ? null : new Date(row.started_at).toISOString(),
    finished_at: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}

export function entryToLedgerEntryDto(entry: LedgerEntry, catalog: Catalog): LedgerEntryDto {
  return {
    connection: entry.connection,
    provider: catalog.names.readProviderName(entry.provider),
    account: entry.account,
    region: entry.region,
    resource_type: catalog.names.readTypeName(entry.provider, entry.resourceType),
    type_id: entry.resourceType,
    outcome: entry.outcome,
    reason_code: entry.reasonCode,
    reason: entry.reason,
    resources: entry.resources,
    calls: entry.calls,
    retries: entry.retries,
    throttled: entry.throttled,
    started_at: entry.startedAt,
    finished_at: entry.finishedAt,
  };
}
