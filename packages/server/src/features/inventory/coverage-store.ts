import type { Kysely, Selectable } from 'kysely';
import type { Database, ScanLedgerTable } from '../../database/schema.ts';

export interface EndedScan {
  readonly number: number;
  readonly status: string;
  readonly finishedAt: number | null;
}

/** The scan that was started last of those that ended, or null before the first. */
export async function readLastEndedScan(db: Kysely<Database>): Promise<EndedScan | null> {
  const row = await db
    .selectFrom('scan')
    .select(['number', 'status', 'finished_at'])
    .where('status', '!=', 'running')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { number: row.number, status: row.status, finishedAt: row.finished_at };
}

/** A unit as the last scan that had it left it. */
export type UnitOutcomeRow = Selectable<ScanLedgerTable>;

/** The latest ledger row of every unit that was ever planned. */
export async function readLatestOutcomes(db: Kysely<Database>): Promise<readonly UnitOutcomeRow[]> {
  return await db
    .with('latest', (query) =>
      query
        .selectFrom('scan_ledger')
        .select((eb) => ['connection', 'region', 'resource_type', eb.fn.max<number>('scan').as('scan')])
        .groupBy(['connection', 'region', 'resource_type']),
    )
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
