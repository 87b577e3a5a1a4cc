import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { contentColumns, type ResourceRow } from './store.ts';

/**
 * A state of a resource that held at some time, or still holds. `stale` and `seen_at` are as they are known now: only of
 * use for a state that still holds.
 */
export interface StateRow extends ResourceRow {
  readonly collection: number;
  /** Null while it holds. */
  readonly valid_to: number | null;
  /** The scan that found it. */
  readonly scan: number;
}

const shared = ['collection', ...contentColumns, 'valid_from'] as const;

function currentStates(db: Kysely<Database>): SelectQueryBuilder<Database, 'resource', StateRow> {
  return db
    .selectFrom('resource')
    .select(shared)
    .select((eb) => ['first_seen_at', eb.lit<null>(null).as('valid_to'), 'valid_from_scan as scan', 'stale', 'seen_at'])
    .$castTo<StateRow>();
}

function pastStates(db: Kysely<Database>): SelectQueryBuilder<Database, 'resource_history', StateRow> {
  return db
    .selectFrom('resource_history')
    .select(shared)
    .select((eb) => [
      eb
        .selectFrom('resource_history as earlier')
        .select((inner) => inner.fn.min<number>('earlier.valid_from').as('first'))
        .whereRef('earlier.collection', '=', 'resource_history.collection')
        .whereRef('earlier.native_id', '=', 'resource_history.native_id')
        .as('first_seen_at'),
      'valid_to',
      'scan',
      eb.lit(0).as('stale'),
      eb.lit<null>(null).as('seen_at'),
    ])
    .$castTo<StateRow>();
}

/** What is known of a resource over time, oldest first. */
export async function readStates(
  db: Kysely<Database>,
  collection: number,
  nativeId: string,
): Promise<readonly StateRow[]> {
  const past = await pastStates(db)
    .where('collection', '=', collection)
    .where('native_id', '=', nativeId)
    .orderBy('valid_from')
    .execute();
  const current = await currentStates(db)
    .where('collection', '=', collection)
    .where('native_id', '=', nativeId)
    .execute();
  return [...past, ...current];
}

/** The next resources of a collection, by native id, as they were known at a time. */
export async function readStatesAt(
  db: Kysely<Database>,
  page: {
    readonly collection: number;
    readonly after: string | null;
    readonly limit: number;
    readonly nativeId: string | null;
  },
  atMs: number,
): Promise<readonly StateRow[]> {
  let current = currentStates(db).where('collection', '=', page.collection).where('valid_from', '<=', atMs);
  let past = pastStates(db)
    .where('collection', '=', page.collection)
    .where('valid_from', '<=', atMs)
    .where('valid_to', '>', atMs);
  if (page.after !== null) {
    current = current.where('native_id', '>', page.after);
    past = past.where('native_id', '>', page.after);
  }
  if (page.nativeId !== null) {
    current = current.where('native_id', '=', page.nativeId);
    past = past.where('native_id', '=', page.nativeId);
  }
  return await current.unionAll(past).orderBy('native_id').limit(page.limit).execute();
}

/** States that ended after one time and by another, and had begun before. */
export async function readEndedStates(
  db: Kysely<Database>,
  fromMs: number,
  toMs: number,
): Promise<readonly StateRow[]> {
  return await pastStates(db)
    .where('valid_to', '>', fromMs)
    .where('valid_to', '<=', toMs)
    .where('valid_from', '<=', fromMs)
    .execute();
}

/** States that began after one time and by another, and held then. */
export async function readBegunStates(
  db: Kysely<Database>,
  fromMs: number,
  toMs: number,
): Promise<readonly StateRow[]> {
  const current = await currentStates(db).where('valid_from', '>', fromMs).where('valid_from', '<=', toMs).execute();
  const past = await pastStates(db)
    .where('valid_to', '>', toMs)
    .where('valid_from', '>', fromMs)
    .where('valid_from', '<=', toMs)
    .execute();
  return [...current, ...past];
}

/** When each place and type was last read completely, of those times up to the given one. */
export async function readConfirmationsAt(
  db: Kysely<Database>,
  atMs: number,
): Promise<
  ReadonlyArray<{
    readonly connection: string;
    readonly region: string;
    readonly resource_type: string;
    readonly finished_at: number;
  }>
> {
  return await db
    .selectFrom('scan_ledger')
    .select((eb) => ['connection', 'region', 'resource_type', eb.fn.max<number>('finished_at').as('finished_at')])
    .where('finished_at', '<=', atMs)
    .where('outcome', '=', 'complete')
    .groupBy(['connection', 'region', 'resource_type'])
    .execute();
}
