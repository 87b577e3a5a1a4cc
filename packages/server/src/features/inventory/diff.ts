import type { diffQuery, ResourceDiffDto } from '@tradewind/api';
import { compareText, diffInventories, toResourceReference, type Resource } from '@tradewind/core';
import type { z } from 'zod';
import type { ReadContext } from '../../reader/read-context.ts';
import type { Collection } from './collection.ts';
import { readBegunStates, readEndedStates, type StateRow } from './history-store.ts';
import { streamPastResources } from './list-past-resources.ts';
import { resolveMoments } from './moment.ts';
import { readPastKnowledge } from './past-knowledge.ts';
import { selectCollections } from './select-collections.ts';
import { toResource } from './stream-resources.ts';
import { toLedgerEntry, toReferenceDto, toTimestamp } from './to-wire.ts';

/** What changed between two times. Only states that began or ended in between are brought into memory. */
export async function diffResources(context: ReadContext, input: z.output<typeof diffQuery>): Promise<ResourceDiffDto> {
  const { db, catalog } = context;
  const { fromMs, toMs } = await resolveMoments(db, input);
  const { collections } = await selectCollections(context, input);
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const toResources = (states: readonly StateRow[]): Resource[] =>
    states.flatMap((state) => {
      const collection = byId.get(state.collection);
      return collection === undefined ? [] : [toResource(state, collection, catalog)];
    });

  const knowledge = await readPastKnowledge(db, fromMs);
  const ledger = collections.flatMap((collection) => {
    const unit = knowledge.readLastUnit(collection);
    // The unit may stand for all regions of its connection.
    return unit === null ? [] : [toLedgerEntry({ ...unit, region: collection.region })];
  });
  const diff = diffInventories(
    { resources: toResources(await readEndedStates(db, fromMs, toMs)), ledger },
    // What is gone from the database was read completely, or it would still be there.
    { resources: toResources(await readBegunStates(db, fromMs, toMs)), ledger: null },
  );
  const added = [
    ...diff.added.map((resource) => ({ resource, confirmed: true })),
    ...diff.unconfirmedAdded.map((resource) => ({ resource, confirmed: false })),
  ];
  return {
    from: toTimestamp(fromMs),
    to: toTimestamp(toMs),
    added: added
      .toSorted((a, b) => compareText(a.resource.uid, b.resource.uid))
      .map(({ resource, confirmed }) => ({ ...toReferenceDto(toResourceReference(resource), catalog), confirmed })),
    removed: diff.removed.map((resource) => toReferenceDto(toResourceReference(resource), catalog)),
    changed: diff.changed.map(({ resource, changes }) => ({
      ...toReferenceDto(resource, catalog),
      changes: changes.map(({ path, ...values }) => ({ field: path.join('.'), ...values })),
    })),
    unconfirmed: await readUnconfirmed(context, collections, toMs),
  };
}

/** What was still listed at the later time, but had not been confirmed by then. */
async function readUnconfirmed(
  context: ReadContext,
  collections: readonly Collection[],
  toMs: number,
): Promise<ResourceDiffDto['unconfirmed']> {
  const knowledge = await readPastKnowledge(context.db, toMs);
  const doubtful = collections.filter((collection) => {
    const unit = knowledge.readLastUnit(collection);
    return unit !== null && unit.outcome !== 'complete';
  });
  const stale = { statuses: null, tags: [], stale: true, nativeId: null };
  const unconfirmed: ResourceDiffDto['unconfirmed'] = [];
  for await (const { collection, state } of streamPastResources(context, doubtful, stale, toMs)) {
    const resource = toResource(state, collection, context.catalog);
    unconfirmed.push(toReferenceDto(toResourceReference(resource), context.catalog));
  }
  return unconfirmed;
}
