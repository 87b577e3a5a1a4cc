import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FlatRows } from './inventory-writer.ts';
import type { TagIndex } from './tag-index.ts';

/** What a unit did to its collection. `found` counts each resource once, however often the provider listed it. */
export interface UnitCounts {
  readonly found: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

interface CurrentRow {
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

export interface CollectionWriterOptions {
  readonly collection: number;
  readonly scan: number;
  readonly takeResourceId: () => number;
}

/**
 * Brings one collection to what one unit finds. Only differences are written: a resource that is as it was costs one
 * read. What is left of the earlier state at the end is removed when the unit was complete, and stale when it was not.
 */
export class CollectionWriter {
  readonly collection: number;
  readonly scan: number;
  readonly #takeResourceId: () => number;
  readonly #tags: TagIndex;
  readonly #statements: ReturnType<typeof statementsOf>;
  /** Whether the collection held anything, or ever had, when the unit began. */
  readonly #wasPopulated: boolean;
  readonly #hasHistory: boolean;
  readonly #seen = new Set<number>();
  #added = 0;
  #changed = 0;

  constructor(database: DatabaseSync, tags: TagIndex, options: CollectionWriterOptions) {
    this.collection = options.collection;
    this.scan = options.scan;
    this.#takeResourceId = options.takeResourceId;
    this.#tags = tags;
    this.#statements = statementsOf(database);
    this.#wasPopulated = this.#statements.anyResource.get(this.collection) !== undefined;
    this.#hasHistory = this.#statements.anyHistory.get(this.collection) !== undefined;
  }

  get counts(): UnitCounts {
    const found = this.#wasPopulated ? this.#seen.size : this.#added;
    return { found, added: this.#added, changed: this.#changed, removed: 0 };
  }

  /** Writes the resource whose values begin at `at` of `rows`. */
  write(rows: FlatRows, at: number, now: number): void {
    let found = readFoundRow(rows, at);
    // In an empty collection only what the provider lists twice can be there already.
    if (!this.#wasPopulated && this.#insert(found, now)) return;
    const current = this.#statements.readCurrent.get(this.collection, found.nativeId) as CurrentRow | undefined;
    if (current === undefined) {
      this.#insert(found, now);
      return;
    }
    if (this.#wasPopulated) this.#seen.add(current.id);
    if (!isSame(current, found)) found = withKnownTags(current, found);
    if (!isSame(current, found)) this.#update(current, found, now);
    else if (current.stale === 1) this.#statements.clearStale.run(current.id);
  }

  close(outcome: 'complete' | 'partial' | 'failed' | 'skipped', now: number): UnitCounts {
    let removed = 0;
    if (outcome === 'complete') removed = this.#removeUnseen(now);
    else if (outcome !== 'skipped') this.#markUnseenStale();
    const confirmedAt = outcome === 'complete' || outcome === 'partial' ? now : null;
    this.#statements.endCollection.run(outcome, confirmedAt, this.collection);
    return { ...this.counts, removed };
  }

  #insert(found: FoundRow, now: number): boolean {
    const id = this.#takeResourceId();
    const { changes } = this.#statements.insert.run(
      id,
      this.collection,
      found.nativeId,
      found.name,
      found.status,
      found.providerStatus,
      found.createdAt,
      found.tags,
      found.attributes,
      this.#hasHistory ? this.#firstSeenAt(found.nativeId, now) : now,
      now,
      this.scan,
    );
    if (changes === 0) return false;
    this.#tags.add(id, found.tags);
    this.#added += 1;
    if (this.#wasPopulated) this.#seen.add(id);
    return true;
  }

  #update(current: CurrentRow, found: FoundRow, now: number): void {
    // Listed twice with different content within one clock tick: the state in between lasted no time.
    if (current.valid_from < now) this.#archive(current, now, 0);
    this.#statements.update.run(
      found.name,
      found.status,
      found.providerStatus,
      found.createdAt,
      found.tags,
      found.attributes,
      now,
      this.scan,
      current.id,
    );
    if (!haveSameTags(current.tags, found.tags)) {
      this.#tags.remove(current.id, current.tags);
      this.#tags.add(current.id, found.tags);
    }
    this.#changed += 1;
  }

  #removeUnseen(now: number): number {
    if (!this.#wasPopulated) return 0;
    const unseen: number[] = [];
    for (const { id } of this.#statements.readIds.iterate(this.collection) as Iterable<{ id: number }>) {
      if (!this.#seen.has(id)) unseen.push(id);
    }
    for (const id of unseen) {
      const row = this.#statements.readById.get(id) as unknown as CurrentRow;
      this.#archive(row, Math.max(now, row.valid_from + 1), 1);
      this.#tags.remove(row.id, row.tags);
      this.#statements.remove.run(row.id);
    }
    return unseen.length;
  }

  #markUnseenStale(): void {
    if (!this.#wasPopulated) return;
    for (const { id } of this.#statements.readFreshIds.all(this.collection) as unknown as { id: number }[]) {
      if (!this.#seen.has(id)) this.#statements.markStale.run(id);
    }
  }

  #archive(row: CurrentRow, validTo: number, removed: 0 | 1): void {
    this.#statements.archive.run(
      this.collection,
      row.native_id,
      row.valid_from,
      validTo,
      row.valid_from_scan,
      removed,
      row.name,
      row.status,
      row.provider_status,
      row.created_at,
      row.tags,
      row.attributes,
    );
  }

  #firstSeenAt(nativeId: string, now: number): number {
    const { first } = this.#statements.firstSeen.get(this.collection, nativeId) as { first: number | null };
    return first ?? now;
  }
}

function isSame(current: CurrentRow, found: FoundRow): boolean {
  return (
    current.attributes === found.attributes &&
    haveSameTags(current.tags, found.tags) &&
    current.status === found.status &&
    current.provider_status === found.providerStatus &&
    current.name === found.name &&
    current.created_at === found.createdAt
  );
}

/** Tags that could not be read this time are those of the time before, where there was one. */
function withKnownTags(current: CurrentRow, found: FoundRow): FoundRow {
  if (!haveUnknownTags(found.attributes) || haveUnknownTags(current.attributes)) return found;
  const { tags_unknown: _, ...attributes } = JSON.parse(found.attributes) as Record<string, unknown>;
  return { ...found, tags: current.tags, attributes: JSON.stringify(attributes) };
}

function haveUnknownTags(attributes: string): boolean {
  return (
    attributes.includes('"tags_unknown":true') &&
    (JSON.parse(attributes) as { tags_unknown?: boolean }).tags_unknown === true
  );
}

/** Providers may list tags in any order: it has no meaning. */
function haveSameTags(current: string, found: string): boolean {
  if (current === found) return true;
  if (current.length !== found.length) return false;
  return toSortedEntries(current) === toSortedEntries(found);
}

function toSortedEntries(tags: string): string {
  const entries = Object.entries(JSON.parse(tags) as Record<string, string>);
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A resource as a unit found it. */
interface FoundRow {
  readonly nativeId: string;
  readonly name: string | null;
  readonly status: string;
  readonly providerStatus: string | null;
  readonly createdAt: string | null;
  readonly tags: string;
  readonly attributes: string;
}

/** `UnitWriter` makes the rows: each has all its values, in this order. */
function readFoundRow(rows: FlatRows, at: number): FoundRow {
  return {
    nativeId: rows[at] as string,
    name: rows[at + 1] as string | null,
    status: rows[at + 2] as string,
    providerStatus: rows[at + 3] as string | null,
    createdAt: rows[at + 4] as string | null,
    tags: rows[at + 5] as string,
    attributes: rows[at + 6] as string,
  };
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
  | 'firstSeen'
  | 'endCollection';

// Preparing costs more than running: units are many and short, so they share a database's statements.
const prepared = new WeakMap<DatabaseSync, Readonly<Record<StatementName, StatementSync>>>();

function statementsOf(database: DatabaseSync): Readonly<Record<StatementName, StatementSync>> {
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
    firstSeen: database.prepare(
      'select min(valid_from) as first from resource_history where collection = ? and native_id = ?',
    ),
    endCollection: database.prepare(
      'update collection set last_outcome = ?, confirmed_at = coalesce(?, confirmed_at) where id = ?',
    ),
  };
}
