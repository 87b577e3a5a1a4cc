import type { LedgerEntry, ScanStatus } from './scan.ts';

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
