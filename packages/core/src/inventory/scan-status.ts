import type { LedgerEntry, ScanStatus, UnitOutcome } from './scan.ts';

/** How much of what was planned a scan found out. */
export interface ScanCompleteness extends Readonly<Record<UnitOutcome, number>> {
  /** Units in the ledger; the four outcomes add up to it. */
  readonly units: number;
  readonly resources: number;
  readonly calls: number;
  readonly retries: number;
  readonly throttled: number;
}

/** Adds up a ledger. */
export function toCompleteness(ledger: Iterable<LedgerEntry>): ScanCompleteness {
  const sums = {
    units: 0,
    complete: 0,
    partial: 0,
    failed: 0,
    skipped: 0,
    resources: 0,
    calls: 0,
    retries: 0,
    throttled: 0,
  };
  for (const entry of ledger) {
    sums.units += 1;
    sums[entry.outcome] += 1;
    sums.resources += entry.resources;
    sums.calls += entry.calls;
    sums.retries += entry.retries;
    sums.throttled += entry.throttled;
  }
  return sums;
}

/** How a scan can have ended. */
export type EndedScanStatus = Exclude<ScanStatus, 'running'>;

/**
 * The status of a scan that has ended, from its ledger alone. `cancelled` when any unit was; `complete` when every unit
 * is; `failed` when no unit found out anything, also when there was no unit: a scan that read nothing is no success.
 * A unit overtaken by a later scan (`superseded`) is not complete, but it did not fail either: the state is known.
 */
export function toScanStatus(ledger: Iterable<LedgerEntry>): EndedScanStatus {
  let units = 0;
  let complete = 0;
  let informative = 0;
  let cancelled = false;
  for (const { outcome, reasonCode } of ledger) {
    units += 1;
    if (outcome === 'complete') complete += 1;
    if (outcome === 'complete' || outcome === 'partial' || reasonCode === 'superseded') informative += 1;
    if (outcome !== 'complete' && reasonCode === 'cancelled') cancelled = true;
  }
  if (cancelled) return 'cancelled';
  if (informative === 0) return 'failed';
  return complete === units ? 'complete' : 'partial';
}

/** What a command exits with after a scan: 0 complete, 3 partial, 1 failed, 130 interrupted. */
export function toScanExitCode(status: EndedScanStatus): 0 | 1 | 3 | 130 {
  return exitCodes[status];
}

const exitCodes = { complete: 0, partial: 3, failed: 1, cancelled: 130 } as const;
