import type { DatabaseSync } from 'node:sqlite';
import { statementsOf, type CurrentRow } from './collection-statements.ts';
import { haveSameTags, isSame, readFoundRow, withKnownTags, type FlatRows, type FoundRow } from './found-row.ts';
import type { TagIndex } from './tag-index.ts';

/** What a unit did to its collection. `found` counts each resource once, however often the provider listed it. */
export interface UnitCounts {
  readonly found: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
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

  #insert(found: FoundRow, clockMs: number): boolean {
    const id = this.#takeResourceId();
    const past = this.#hasHistory ? this.#readPast(found.nativeId) : null;
    const now = Math.max(clockMs, past?.last ?? 0);
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
      past?.first ?? now,
      now,
      this.scan,
    );
    if (changes === 0) return false;
    this.#tags.add(id, found.tags);
    this.#added += 1;
    if (this.#wasPopulated) this.#seen.add(id);
    return true;
  }

  #update(current: CurrentRow, found: FoundRow, clockMs: number): void {
    // A clock that was set back must not make a state begin before the one that it follows.
    const now = Math.max(clockMs, current.valid_from);
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

  /** When it was first and last known before. */
  #readPast(nativeId: string): { readonly first: number | null; readonly last: number | null } {
    return this.#statements.readPast.get(this.collection, nativeId) as { first: number | null; last: number | null };
  }
}
