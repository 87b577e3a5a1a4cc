import type { ScanDto, ScanWithLedgerDto } from '@tradewind/api';
import type { Selectable } from 'kysely';
import type { ScanTable } from '../../database/schema.ts';
import { ProblemError } from '../../problem-error.ts';
import type { ReadContext } from '../../reader/read-context.ts';
import { fromScanId, rowToLedgerEntryDto, toScanDto } from './to-wire.ts';

/** Scans, newest first. */
export async function listScans(
  { db }: ReadContext,
  { limit }: { readonly limit: number },
): Promise<{ scans: ScanDto[] }> {
  const rows = await db.selectFrom('scan').selectAll().orderBy('number', 'desc').limit(limit).execute();
  return { scans: rows.map(toScanDto) };
}

/** One scan with its ledger; the id `latest` is the last one that ended. */
export async function readScan(context: ReadContext, { id }: { readonly id: string }): Promise<ScanWithLedgerDto> {
  const row = await findScan(context, id);
  const ledger = await context.db
    .selectFrom('scan_ledger')
    .selectAll()
    .where('scan', '=', row.number)
    .orderBy('position')
    .execute();
  return { ...toScanDto(row), ledger: ledger.map((entry) => rowToLedgerEntryDto(entry, context.catalog)) };
}

async function findScan({ db }: ReadContext, id: string): Promise<Selectable<ScanTable>> {
  const scans = db.selectFrom('scan').selectAll();
  if (id === 'latest') {
    const last = await scans.where('status', '<>', 'running').orderBy('number', 'desc').limit(1).executeTakeFirst();
    if (last === undefined)
      throw new ProblemError('not_found', 'No scan has ended yet. Run `tradewind discover` first.');
    return last;
  }
  const number = fromScanId(id);
  const row = number === null ? undefined : await scans.where('number', '=', number).executeTakeFirst();
  if (row === undefined) {
    throw new ProblemError(
      'not_found',
      `There is no scan ${JSON.stringify(id.slice(0, 80))}. \`tradewind scans list\` (GET /v1/scans) shows those there are.`,
    );
  }
  return row;
}
