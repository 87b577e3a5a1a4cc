import type { ScanWithLedgerDto } from '@tradewind/api';

/** A scan that found out nothing at all. Its ledger says why, unit by unit. */
export class ScanFailedError extends Error {
  override readonly name = 'ScanFailedError';
  readonly scan: ScanWithLedgerDto;

  constructor(scan: ScanWithLedgerDto) {
    const reason = scan.problem ?? scan.ledger.find((entry) => entry.reason !== null)?.reason ?? 'no unit completed';
    super(`The scan failed: ${reason}`);
    this.scan = scan;
  }
}
