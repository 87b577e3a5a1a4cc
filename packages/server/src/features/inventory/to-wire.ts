import type { ResourceDetailDto, ResourceDto, ResourceReferenceDto } from '@tradewind/api';
import { toUid } from '@tradewind/core';
import type { LedgerEntry, ProviderId, ResourceReference, UnitReasonCode } from '@tradewind/core';
import type { Selectable } from 'kysely';
import type { Catalog } from '../../catalog.ts';
import type { ScanLedgerTable } from '../../database/schema.ts';
import type { Collection } from './collection.ts';
import type { StateRow } from './history-store.ts';
import type { ResourceRow } from './store.ts';

/** The resource as the API and files show it. */
export function toResourceDto(row: ResourceRow, collection: Collection, catalog: Catalog): ResourceDto {
  const { provider, account, region, resourceType, connection } = collection;
  const type = catalog.readType(provider, resourceType);
  return {
    uid: toUid({ provider, account, region, resourceType, nativeId: row.native_id }),
    provider: catalog.names.readProviderName(provider),
    resource_type: catalog.names.readTypeName(provider, resourceType),
    resource_id: row.native_id,
    region,
    status: row.status,
    tags: JSON.parse(row.tags) as Record<string, string>,
    created_at: toTimestampOrNull(row.created_at),
    name: row.name,
    provider_id: provider,
    type_id: resourceType,
    // A stored resource can outlive the adapter that described its type.
    kind: type?.kind ?? 'unknown',
    service_type: type?.serviceType ?? 'unknown',
    account,
    connection,
    provider_status: row.provider_status,
    attributes: JSON.parse(row.attributes) as Record<string, unknown>,
    first_seen_at: toTimestamp(row.first_seen_at),
    changed_at: toTimestamp(row.valid_from),
    seen_at: toTimestamp(readSeenAt(row, collection)),
    stale: row.stale !== 0,
  };
}

/** What reports repeat of a resource. */
export function toReferenceDto(reference: ResourceReference, { names }: Catalog): ResourceReferenceDto {
  const { uid, provider, resourceType, nativeId, region, name } = reference;
  return {
    uid,
    provider: names.readProviderName(provider),
    resource_type: names.readTypeName(provider, resourceType),
    resource_id: nativeId,
    region,
    name,
  };
}

/** When the resource was last confirmed to exist. */
function readSeenAt(row: ResourceRow, collection: Collection): number {
  return Math.max(row.valid_from, (row.stale === 0 ? collection.confirmedAt : row.seen_at) ?? row.valid_from);
}

export function toTimestamp(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Providers write times with and without fractions and offsets; the API always in UTC with milliseconds. */
function toTimestampOrNull(text: string | null): string | null {
  if (text === null) return null;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? null : toTimestamp(timeMs);
}

/** What was known of a resource for a while. */
export function toIntervalDto(state: StateRow): ResourceDetailDto['history'][number] {
  return {
    valid_from: toTimestamp(state.valid_from),
    valid_to: state.valid_to === null ? null : toTimestamp(state.valid_to),
    scan_id: `scan-${state.scan}`,
    name: state.name,
    status: state.status,
    provider_status: state.provider_status,
    tags: JSON.parse(state.tags) as Record<string, string>,
    attributes: JSON.parse(state.attributes) as Record<string, unknown>,
  };
}

/** The ledger as the domain knows it. */
export function toLedgerEntry(row: Selectable<ScanLedgerTable>): LedgerEntry {
  return {
    connection: row.connection,
    provider: row.provider as ProviderId,
    account: row.account,
    region: row.region,
    resourceType: row.resource_type,
    outcome: row.outcome as LedgerEntry['outcome'],
    reasonCode: row.reason_code as UnitReasonCode | null,
    reason: row.reason,
    resources: row.resources,
    calls: row.calls,
    retries: row.retries,
    throttled: row.throttled,
    startedAt: row.started_at === null ? null : new Date(row.started_at).toISOString(),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}
