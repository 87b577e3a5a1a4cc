import { compareText, type ProviderId } from '@tradewind/core';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { toUidPrefix, type Collection } from './collection.ts';
import type { TagCondition } from './tag-condition.ts';

/** Every collection, in the order of their uids. There are few: accounts times regions times types. */
export async function readCollections(db: Kysely<Database>): Promise<readonly Collection[]> {
  const rows = await db.selectFrom('collection').selectAll().execute();
  return rows
    .map((row) => ({
      id: row.id,
      provider: row.provider as ProviderId,
      account: row.account,
      region: row.region,
      resourceType: row.resource_type,
      connection: row.connection,
      lastOutcome: row.last_outcome,
      confirmedAt: row.confirmed_at,
    }))
    .toSorted((a, b) => compareText(toUidPrefix(a), toUidPrefix(b)));
}

/** Conditions on resources beside their collection. */
export interface RowConditions {
  readonly statuses: readonly string[] | null;
  readonly tags: readonly TagCondition[];
  /** Only stale resources, only confirmed ones, or both (null). */
  readonly stale: boolean | null;
  /** Only resources with this id of the provider's, or any (null). */
  readonly nativeId: string | null;
}

/** A resource that exists now, as far as is known. JSON columns are still text. */
export interface ResourceRow {
  readonly native_id: string;
  readonly name: string | null;
  readonly status: string;
  readonly provider_status: string | null;
  readonly created_at: string | null;
  readonly tags: string;
  readonly attributes: string;
  readonly first_seen_at: number;
  readonly valid_from: number;
  readonly stale: number;
  readonly seen_at: number | null;
}

/** What a provider told of a resource. */
export const contentColumns = [
  'native_id',
  'name',
  'status',
  'provider_status',
  'created_at',
  'tags',
  'attributes',
] as const;

/** The next resources of a collection after a native id, in its order (bytes of UTF-8). */
export async function readRows(
  db: Kysely<Database>,
  page: { readonly collection: number; readonly after: string | null; readonly limit: number },
  conditions: RowConditions,
): Promise<readonly ResourceRow[]> {
  let query = db
    .selectFrom('resource')
    .select([...contentColumns, 'first_seen_at', 'valid_from', 'stale', 'seen_at'])
    .where('collection', '=', page.collection)
    .where((eb) => matches(eb, conditions))
    .orderBy('native_id')
    .limit(page.limit);
  if (page.after !== null) query = query.where('native_id', '>', page.after);
  return await query.execute();
}

/** How many resources each collection has. */
export async function countRows(db: Kysely<Database>, conditions: RowConditions): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('resource')
    .select((eb) => ['collection', eb.fn.countAll<number>().as('count')])
    .where((eb) => matches(eb, conditions))
    .groupBy('collection')
    .execute();
  return new Map(rows.map((row) => [row.collection, row.count]));
}

/** How many resources there are by collection, status and staleness. */
export async function countGroups(
  db: Kysely<Database>,
  conditions: RowConditions,
): Promise<
  ReadonlyArray<{
    readonly collection: number;
    readonly status: string;
    readonly stale: number;
    readonly count: number;
  }>
> {
  return await db
    .selectFrom('resource')
    .select((eb) => ['collection', 'status', 'stale', eb.fn.countAll<number>().as('count')])
    .where((eb) => matches(eb, conditions))
    .groupBy(['collection', 'status', 'stale'])
    .execute();
}

function matches(eb: ExpressionBuilder<Database, 'resource'>, { statuses, tags, stale, nativeId }: RowConditions) {
  return eb.and([
    ...(statuses === null ? [] : [eb('status', 'in', statuses)]),
    ...(nativeId === null ? [] : [eb('native_id', '=', nativeId)]),
    ...(stale === null ? [] : [eb('stale', '=', stale ? 1 : 0)]),
    ...tags.map(({ key, value, absent }) => {
      let tagged = eb
        .selectFrom('resource_tag')
        .innerJoin('tag', 'tag.id', 'resource_tag.tag')
        .select('resource_tag.resource')
        .where('tag.key', '=', key);
      if (value !== null) tagged = tagged.where('tag.value', '=', value);
      return eb('resource.id', absent ? 'not in' : 'in', tagged);
    }),
  ]);
}
