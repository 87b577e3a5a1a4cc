import type { Kysely, Selectable } from 'kysely';
import type { Database, ScanLedgerTable } from '../../database/schema.ts';

export interface EndedScan {
  readonly number: number;
  readonly status: string;
  readonly finishedAt: number | null;
  /** Units that were planned and have no row in the ledger, since the scan broke off. */
  readonly unitsLost: number;
}

/** The scan that was started last of those that ended, or null before the first. */
export async function readLastEndedScan(db: Kysely<Database>): Promise<EndedScan | null> {
  const row = await db
    .selectFrom('scan')
    .select(['number', 'status', 'finished_at', 'units_total'])
    .select(['units_complete', 'units_partial', 'units_failed', 'units_skipped'])
    .where('status', '!=', 'running')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { number, status, finished_at: finishedAt, units_total: planned } = row;
  const ended = row.units_complete + row.units_partial + row.units_failed + row.units_skipped;
  return { number, status, finishedAt, unitsLost: Math.max(0, planned - ended) };
}

/** A unit as the last scan that had it left it. */
export type UnitOutcomeRow = Selectable<ScanLedgerTable>;

/**
 * The latest ledger row of every unit that was ever planned; with a time, the latest that had ended by then, skipped ones
 * left out, since they told nothing.
 */
export async function readLatestOutcomes(
  db: Kysely<Database>,
  endedByMs: number | null = null,
): Promise<readonly UnitOutcomeRow[]> {
  return await db
    .with('latest', (query) => {
      const units = query
        .selectFrom('scan_ledger')
        .select((eb) => ['connection', 'region', 'resource_type', eb.fn.max<number>('scan').as('scan')])
        .groupBy(['connection', 'region', 'resource_type']);
      return endedByMs === null ? units : units.where('finished_at', '<=', endedByMs).where('outcome', '<>', 'skipped');
    })
    .selectFrom('scan_ledger')
    .innerJoin('latest', (join) =>
      join
        .onRef('latest.scan', '=', 'scan_ledger.scan')
        .onRef('latest.connection', '=', 'scan_ledger.connection')
        .onRef('latest.region', '=', 'scan_ledger.region')
        .onRef('latest.resource_type', '=', 'scan_ledger.resource_type'),
    )
    .selectAll('scan_ledger')
    .execute();
}
