import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toScanExitCode, toScanStatus } from './scan-status.ts';
import type { LedgerEntry, UnitOutcome, UnitReasonCode } from './scan.ts';

function entry(outcome: UnitOutcome, reasonCode: UnitReasonCode | null = null): LedgerEntry {
  return {
    connection: 'aws',
    provider: 'aws',
    region: 'us-east-1',
    resourceType: 'ec2',
    account: null,
    outcome,
    reasonCode,
    reason: null,
    resources: outcome === 'complete' || outcome === 'partial' ? 2 : 0,
    calls: 3,
    retries: 1,
    throttled: 1,
    startedAt: null,
    finishedAt: null,
  };
}

describe('toScanStatus', () => {
  test.each<{ name: string; ledger: LedgerEntry[]; status: string; exitCode: number }>([
    { name: 'every unit complete', ledger: [entry('complete'), entry('complete')], status: 'complete', exitCode: 0 },
    {
      name: 'one region down',
      ledger: [entry('complete'), entry('failed', 'unavailable')],
      status: 'partial',
      exitCode: 3,
    },
    { name: 'one unit broken off', ledger: [entry('partial', 'malformed')], status: 'partial', exitCode: 3 },
    {
      name: 'one unit not attempted',
      ledger: [entry('complete'), entry('skipped', 'deadline')],
      status: 'partial',
      exitCode: 3,
    },
    {
      name: 'everything forbidden',
      ledger: [entry('failed', 'forbidden'), entry('failed', 'forbidden')],
      status: 'failed',
      exitCode: 1,
    },
    {
      name: 'failed and skipped',
      ledger: [entry('failed', 'unavailable'), entry('skipped', 'deadline')],
      status: 'failed',
      exitCode: 1,
    },
    { name: 'no unit at all', ledger: [], status: 'failed', exitCode: 1 },
    { name: 'all overtaken by a later scan', ledger: [entry('skipped', 'superseded')], status: 'partial', exitCode: 3 },
    {
      name: 'interrupted',
      ledger: [entry('complete'), entry('partial', 'cancelled'), entry('skipped', 'cancelled')],
      status: 'cancelled',
      exitCode: 130,
    },
    {
      name: 'interrupted before anything',
      ledger: [entry('skipped', 'cancelled')],
      status: 'cancelled',
      exitCode: 130,
    },
  ])('$name: $status, exit $exitCode', ({ ledger, status, exitCode }) => {
    expect(toScanStatus(ledger)).toBe(status);
    expect(toScanExitCode(toScanStatus(ledger))).toBe(exitCode);
  });

  test('is complete only when every unit is, and never depends on the order', () => {
    const entries = fc.array(
      fc.record({
        outcome: fc.constantFrom<UnitOutcome>('complete', 'partial', 'failed', 'skipped'),
        reason: fc.constantFrom<UnitReasonCode>('forbidden', 'deadline', 'superseded', 'internal'),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(entries, (outcomes) => {
        const ledger = outcomes.map(({ outcome, reason }) => entry(outcome, outcome === 'complete' ? null : reason));
        const status = toScanStatus(ledger);
        expect(status === 'complete').toBe(ledger.every(({ outcome }) => outcome === 'complete'));
        expect(toScanStatus(ledger.toReversed())).toBe(status);
      }),
    );
  });
});
