import type { ProviderErrorCode } from '../provider-port/provider-error.ts';
import type { ProviderId } from './provider.ts';

/** The smallest part of a scan that succeeds or fails on its own. */
export interface ScanUnit {
  readonly connection: string;
  readonly provider: ProviderId;
  /** A region, or `global`. */
  readonly region: string;
  readonly resourceType: string;
}

/**
 * `complete`: every page was read, so absence means removed. `partial`: some was found before it broke off. `failed`:
 * nothing was found. `skipped`: not attempted, or overtaken by a scan that started later. Each but the first has a
 * reason.
 */
export type UnitOutcome = 'complete' | 'partial' | 'failed' | 'skipped';

/** Why a unit is not complete: a provider's error, or a code of the scan itself. */
export type UnitReasonCode =
  | ProviderErrorCode
  | 'deadline'
  | 'cancelled'
  | 'superseded'
  | 'malformed'
  | 'storage'
  | 'internal';

/** A row of the scan ledger: how one unit ended. */
export interface LedgerEntry extends ScanUnit {
  /** Account that the unit belongs to, or null when it could not be found out. */
  readonly account: string | null;
  readonly outcome: UnitOutcome;
  readonly reasonCode: UnitReasonCode | null;
  /** A sentence for a person, or null when complete. */
  readonly reason: string | null;
  readonly resources: number;
  readonly calls: number;
  readonly retries: number;
  /** Calls that the provider refused because of its rate limit. */
  readonly throttled: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** `running` until it ends; `complete` only when every unit is; `failed` when no unit found out anything. */
export type ScanStatus = 'running' | 'complete' | 'partial' | 'failed' | 'cancelled';
