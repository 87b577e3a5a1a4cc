import type { ResourceDto } from '@tradewind/api';
import type { ReadContext } from '../../reader/read-context.ts';
import type { Collection } from './collection.ts';
import { readStatesAt, type StateRow } from './history-store.ts';
import { readPastKnowledge, type PastKnowledge } from './past-knowledge.ts';
import type { RowConditions } from './store.ts';
import { matchesTagConditions } from './tag-condition.ts';
import { toResourceDto } from './to-wire.ts';

const batchSize = 2_000;

/**
 * The resources of these collections as they were known at a time, in the order of their uids. The tag index knows the
 * present only, so each state is looked at.
 */
export async function* streamPastResources(
  context: ReadContext,
  collections: readonly Collection[],
  conditions: RowConditions,
  atMs: number,
): AsyncGenerator<
  { readonly collection: Collection; readonly state: StateRow; readonly dto: () => ResourceDto },
  void
> {
  const knowledge = await readPastKnowledge(context.db, atMs);
  for (const collection of collections) {
    for (let after: string | null = null; ;) {
      const page: Parameters<typeof readStatesAt>[1] = {
        collection: collection.id,
        after,
        limit: batchSize,
        nativeId: conditions.nativeId,
      };
      const states: readonly StateRow[] = await readStatesAt(context.db, page, atMs);
      for (const state of states) {
        if (!matches(state, collection, conditions, knowledge)) continue;
        yield { collection, state, dto: () => toPastDto(state, collection, knowledge, context) };
      }
      if (states.length < batchSize) break;
      after = states.at(-1)?.native_id ?? null;
    }
  }
}

function matches(
  state: StateRow,
  collection: Collection,
  conditions: RowConditions,
  knowledge: PastKnowledge,
): boolean {
  const { statuses, tags, stale } = conditions;
  if (statuses !== null && !statuses.includes(state.status)) return false;
  if (stale !== null && knowledge.isStale(collection, state) !== stale) return false;
  return tags.length === 0 || matchesTagConditions(tags, JSON.parse(state.tags) as Record<string, string>);
}

function toPastDto(
  state: StateRow,
  collection: Collection,
  knowledge: PastKnowledge,
  { catalog }: ReadContext,
): ResourceDto {
  const isStale = knowledge.isStale(collection, state);
  const seenAt = knowledge.readSeenAt(collection, state);
  return toResourceDto(
    { ...state, stale: isStale ? 1 : 0, seen_at: seenAt },
    { ...collection, confirmedAt: seenAt },
    catalog,
  );
}
