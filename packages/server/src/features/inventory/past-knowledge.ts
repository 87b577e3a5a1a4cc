import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import type { Collection } from './collection.ts';
import { allRegions } from './coverage.ts';
import { readLatestOutcomes, type UnitOutcomeRow } from './coverage-store.ts';
import { readConfirmationsAt, type StateRow } from './history-store.ts';

/** How well the inventory was known at some time. */
export interface PastKnowledge {
  /** The unit that had last ended where the collection is, or null. */
  readLastUnit(collection: Collection): UnitOutcomeRow | null;
  /** Whether that unit had left the state unconfirmed. */
  isStale(collection: Collection, state: StateRow): boolean;
  /** When the state had last been confirmed. */
  readSeenAt(collection: Collection, state: StateRow): number;
}

/**
 * Staleness is stored for the present only. For the past it follows from the ledger: a state was stale when the last unit
 * did not read everything and had not found the state itself. A partial unit may have seen more than that; so the past
 * may look staler than it was, never fresher. Where nothing has ended since, the present is exact and used.
 */
export async function readPastKnowledge(db: Kysely<Database>, atMs: number): Promise<PastKnowledge> {
  const unitByPlace = new Map((await readLatestOutcomes(db, atMs)).map((unit) => [placeOf(unit), unit]));
  const confirmations = new Map((await readConfirmationsAt(db, atMs)).map((row) => [placeOf(row), row.finished_at]));
  const latest = await readLatestOutcomes(db, Number.MAX_SAFE_INTEGER);
  const latestByPlace = new Map(latest.map((unit) => [placeOf(unit), unit]));

  function lastUnitOf(collection: Collection, byPlace: ReadonlyMap<string, UnitOutcomeRow>): UnitOutcomeRow | null {
    const { connection, resourceType } = collection;
    const own = byPlace.get(placeOf({ connection, region: collection.region, resource_type: resourceType }));
    // A unit for regions that could not be listed stands for all of them.
    const all = byPlace.get(placeOf({ connection, region: allRegions, resource_type: resourceType }));
    if (own === undefined || (all !== undefined && all.scan > own.scan)) return all ?? null;
    return own;
  }

  function isStale(collection: Collection, state: StateRow): boolean {
    const unit = lastUnitOf(collection, unitByPlace);
    const now = lastUnitOf(collection, latestByPlace);
    if (state.valid_to === null && unit?.scan === now?.scan) return state.stale !== 0;
    return unit !== null && unit.outcome !== 'complete' && unit.scan !== state.scan;
  }

  return {
    readLastUnit: (collection) => lastUnitOf(collection, unitByPlace),
    isStale,
    readSeenAt(collection, state) {
      const unit = lastUnitOf(collection, unitByPlace);
      const { connection, region, resourceType } = collection;
      const confirmed = confirmations.get(placeOf({ connection, region, resource_type: resourceType }));
      const seenAt = isStale(collection, state) ? confirmed : (unit?.finished_at ?? confirmed);
      return Math.max(state.valid_from, seenAt ?? state.valid_from);
    },
  };
}

function placeOf(unit: Pick<UnitOutcomeRow, 'connection' | 'region' | 'resource_type'>): string {
  return `${unit.connection}\n${unit.region}\n${unit.resource_type}`;
}
