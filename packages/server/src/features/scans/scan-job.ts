import type { ConnectionSettings } from '@tradewind/core';

/** One connection of a scan. */
export interface ConnectionJob {
  readonly settings: ConnectionSettings;
  /** Regions to scan; null: all that the account has enabled. */
  readonly regions: readonly string[] | null;
  /** Ids of the resource types to look for. */
  readonly types: readonly string[];
}

/** Everything that a scan thread needs to know. It survives structured cloning; credentials are never part of it. */
export interface ScanJob {
  readonly scan: number;
  readonly connections: readonly ConnectionJob[];
  readonly selectors: readonly string[];
  readonly unitDeadlineMs: number;
  readonly callTimeoutMs: number;
  /** Units under way at once. */
  readonly concurrency: number;
}
