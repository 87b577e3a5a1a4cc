import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A resource as it is stored, as far as its writer needs it. */
export interface CurrentRow {
  readonly id: number;
  readonly native_id: string;
  readonly name: string | null;
  readonly status: string;
  readonly provider_status: string | null;
  readonly created_at: string | null;
  readonly tags: string;
  readonly attributes: string;
  readonly valid_from: number;
  readonly valid_from_scan: number;
  readonly stale: number;
}

type StatementName =
  | 'anyResource'
  | 'anyHistory'
  | 'readCurrent'
  | 'readById'
  | 'readIds'
  | 'readFreshIds'
  | 'insert'
  | 'update'
  | 'remove'
  | 'clearStale'
  | 'markStale'
  | 'archive'
  | 'readPast'
  | 'endCollection';

// Preparing costs more than running: units are many and short, so they share a database's statements.
const prepared = new WeakMap<DatabaseSync, Readonly<Record<StatementName, StatementSync>>>();

/** The statements that bring a collection up to date. */
export function statementsOf(database: DatabaseSync): Readonly<Record<StatementName, StatementSync>> {
  let statements = prepared.get(database);
  if (statements === undefined) {
    statements = prepare(database);
    prepared.set(database, statements);
  }
  return statements;
}

function prepare(database: DatabaseSync): Readonly<Record<StatementName, StatementSync>> {
  const state = 'name, status, provider_status, created_at, tags, attributes';
  const current = `select id, native_id, ${state}, valid_from, valid_from_scan, stale from resource`;
  return {
    anyResource: database.prepare('select 1 from resource where collection = ? limit 1'),
    anyHistory: database.prepare('select 1 from resource_history where collection = ? limit 1'),
    readCurrent: database.prepare(`${current} where collection = ? and native_id = ?`),
    readById: database.prepare(`${current} where id = ?`),
    readIds: database.prepare('select id from resource where collection = ?'),
    readFreshIds: database.prepare('select id from resource where collection = ? and stale = 0'),
    insert: database.prepare(
      `insert into resource (id, collection, native_id, ${state}, first_seen_at, valid_from, valid_from_scan, stale)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on conflict (collection, native_id) do nothing`,
    ),
    update: database.prepare(
      `update resource set name = ?, status = ?, provider_status = ?, created_at = ?, tags = ?, attributes = ?,
         valid_from = ?, valid_from_scan = ?, stale = 0, seen_at = null where id = ?`,
    ),
    remove: database.prepare('delete from resource where id = ?'),
    clearStale: database.prepare('update resource set stale = 0, seen_at = null where id = ?'),
    markStale: database.prepare(
      `update resource set stale = 1, seen_at = (select confirmed_at from collection where id = resource.collection)
       where id = ?`,
    ),
    archive: database.prepare(
      `insert into resource_history (collection, native_id, valid_from, valid_to, scan, removed, ${state})
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    readPast: database.prepare(
      'select min(valid_from) as first, max(valid_to) as last from resource_history where collection = ? and native_id = ?',
    ),
    endCollection: database.prepare(
      'update collection set last_outcome = ?, confirmed_at = coalesce(?, confirmed_at) where id = ?',
    ),
  };
}
