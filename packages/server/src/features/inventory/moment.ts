import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { ProblemError } from '../../problem-error.ts';

/** A time that a user named, in milliseconds, with the end of a scan in place of the scan. */
export interface Moments {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Finds out what two words mean: ids of scans, or times; left out, the last two scans that ended.
 * @throws ProblemError `not_found` when there is no such scan, `invalid_request` for anything else.
 */
export async function resolveMoments(
  db: Kysely<Database>,
  words: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<Moments> {
  const toMs = await (words.to === undefined ? readEndedScan(db, 'to', 0) : resolveMoment(db, 'to', words.to));
  const fromMs = await (words.from === undefined ? readScanBefore(db, toMs) : resolveMoment(db, 'from', words.from));
  if (fromMs > toMs) {
    const message = '`from` lies after `to`: swap them';
    throw new ProblemError('invalid_request', message, [{ path: 'from', message }]);
  }
  return { fromMs, toMs };
}

/** A day in UTC, or a time with its offset: without one it would mean something else on another machine. */
const unambiguousTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

async function resolveMoment(db: Kysely<Database>, path: string, word: string): Promise<number> {
  if (word === 'latest') return await readEndedScan(db, path, 0);
  const number = /^scan-(\d{1,15})$/.exec(word)?.[1];
  if (number !== undefined) return await readScanEnd(db, Number(number));
  const timeMs = unambiguousTime.test(word) ? Date.parse(word) : Number.NaN;
  if (!Number.isNaN(timeMs)) return timeMs;
  const message = `${JSON.stringify(word.slice(0, 80))} is neither the id of a scan, such as scan-7, nor a time, such as 2026-11-20T08:30:00Z`;
  throw new ProblemError('invalid_request', message, [{ path, message }]);
}

async function readScanEnd(db: Kysely<Database>, number: number): Promise<number> {
  const row = await db.selectFrom('scan').select('finished_at').where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found', `There is no scan scan-${number}.`);
  if (row.finished_at === null) throw new ProblemError('conflict', `scan-${number} has not ended yet.`);
  return row.finished_at;
}

async function readEndedScan(db: Kysely<Database>, path: string, offset: number): Promise<number> {
  const row = await db
    .selectFrom('scan')
    .select('finished_at')
    .where('finished_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .offset(offset)
    .executeTakeFirst();
  if (row?.finished_at != null) return row.finished_at;
  throw new ProblemError('not_found', 'No scan has ended yet. Run `tradewind discover` first.', [
    { path, message: 'no scan yet' },
  ]);
}

async function readScanBefore(db: Kysely<Database>, toMs: number): Promise<number> {
  const row = await db
    .selectFrom('scan')
    .select('finished_at')
    .where('finished_at', '<', toMs)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.finished_at != null) return row.finished_at;
  throw new ProblemError(
    'not_found',
    'There is no earlier scan to compare with. Scan again, or name a time as `from`.',
  );
}
