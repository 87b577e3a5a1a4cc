import type { Generated } from 'kysely';

/**
 * The tables, as Kysely sees them. Both databases share them: times are integer milliseconds since 1970 in UTC, JSON is
 * text, flags are 0 or 1. Names are snake_case as in SQL.
 */
export interface Database {
  scan: ScanTable;
  scan_ledger: ScanLedgerTable;
  collection: CollectionTable;
  resource: ResourceTable;
  resource_history: ResourceHistoryTable;
  tag: TagTable;
  resource_tag: ResourceTagTable;
}

/** One discovery run. Its public id is `scan-<number>`; numbers rise in the order of starting. */
export interface ScanTable {
  number: Generated<number>;
  status: string;
  started_at: number;
  finished_at: number | null;
  /** The request as JSON, in the shape of the API. */
  request: string;
  problem: string | null;
  resources: number;
  added: number;
  changed: number;
  removed: number;
  units_total: number;
  units_complete: number;
  units_partial: number;
  units_failed: number;
  units_skipped: number;
}

/** How each unit of a scan ended, in the order of planning. Written as units end. */
export interface ScanLedgerTable {
  scan: number;
  position: number;
  connection: string;
  provider: string;
  account: string | null;
  region: string;
  resource_type: string;
  outcome: string;
  reason_code: string | null;
  reason: string | null;
  resources: number;
  calls: number;
  retries: number;
  throttled: number;
  started_at: number | null;
  finished_at: number | null;
}

/**
 * Everything of one type in one account and region: what a scan unit fills. `last_scan` is the scan that started last of
 * those that wrote here; an older one must not write any more.
 */
export interface CollectionTable {
  id: Generated<number>;
  provider: string;
  account: string;
  region: string;
  resource_type: string;
  /** Connection through which it was last scanned. */
  connection: string;
  last_scan: number;
  /** Outcome of the last unit that ended here: complete, partial or failed; null while the first one runs. */
  last_outcome: string | null;
  /** When the resources that are not stale were last confirmed; null before the first unit ended. */
  confirmed_at: number | null;
}

/** What exists as far as is known. A removed resource leaves this table; its intervals stay in `resource_history`. */
export interface ResourceTable {
  id: Generated<number>;
  collection: number;
  native_id: string;
  name: string | null;
  status: string;
  provider_status: string | null;
  /** ISO 8601 as the provider told it. */
  created_at: string | null;
  /** JSON object of strings, in the order in which the provider listed them. */
  tags: string;
  /** JSON object. */
  attributes: string;
  first_seen_at: number;
  /** Since when, and found by which scan, this state holds. */
  valid_from: number;
  valid_from_scan: number;
  /** 1 when the last unit could not confirm it; then `seen_at` is when it was last confirmed. */
  stale: number;
  seen_at: number | null;
}

/** States that no longer hold: [valid_from, valid_to). `removed` is 1 when the resource was gone afterwards. */
export interface ResourceHistoryTable {
  collection: number;
  native_id: string;
  valid_from: number;
  valid_to: number;
  scan: number;
  removed: number;
  name: string | null;
  status: string;
  provider_status: string | null;
  created_at: string | null;
  tags: string;
  attributes: string;
}

/** Every distinct tag once, so that the index below holds two integers a row. */
export interface TagTable {
  id: Generated<number>;
  key: string;
  value: string;
}

/** Tag index of what exists now. */
export interface ResourceTagTable {
  tag: number;
  resource: number;
}
