import type { listResourcesQuery, ResourcePageDto } from '@tradewind/api';
import type { z } from 'zod';
import type { ReadContext } from '../../reader/read-context.ts';
import { toUidPrefix, type Collection } from './collection.ts';
import { readCursor, toCursor } from './cursor.ts';
import { streamPastResources } from './list-past-resources.ts';
import { selectCollections } from './select-collections.ts';
import { countRows, readRows, type RowConditions } from './store.ts';
import { toResourceDto } from './to-wire.ts';

type ListResourcesInput = z.output<typeof listResourcesQuery>;

/** A page of resources in the order of their uids, and how many match in all. */
export async function listResources(context: ReadContext, input: ListResourcesInput): Promise<ResourcePageDto> {
  const { filter, collections } = await selectCollections(context, input);
  const conditions: RowConditions = {
    statuses: filter.statuses,
    tags: filter.tags,
    stale: input.stale === undefined ? null : input.stale === 'true',
    nativeId: input.resource_id ?? null,
  };
  if (input.at !== undefined) return await listPast(context, collections, conditions, input);
  const counts = await countRows(context.db, conditions);
  const total = collections.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const filled = collections.filter(({ id }) => counts.has(id));
  return { ...(await readPage(context, filled, conditions, input)), total };
}

async function readPage(
  context: ReadContext,
  collections: readonly Collection[],
  conditions: RowConditions,
  { cursor, limit }: ListResourcesInput,
): Promise<Omit<ResourcePageDto, 'total'>> {
  const start = cursor === undefined ? null : readCursor(cursor);
  const resources: ResourcePageDto['resources'] = [];
  for (const collection of collections) {
    const prefix = toUidPrefix(collection);
    if (start !== null && prefix < start.prefix) continue;
    const after = start?.prefix === prefix ? start.nativeId : null;
    // One more than asked for tells whether there is a next page.
    const wanted = limit - resources.length + 1;
    const rows = await readRows(context.db, { collection: collection.id, after, limit: wanted }, conditions);
    resources.push(...rows.map((row) => toResourceDto(row, collection, context.catalog)));
    if (resources.length > limit) {
      const page = resources.slice(0, limit);
      return { resources: page, next_cursor: toCursor(page.at(-1)?.uid ?? '') };
    }
  }
  return { resources, next_cursor: null };
}

/** The same for the past. All of it is gone through, since what matches shows only then. */
async function listPast(
  context: ReadContext,
  collections: readonly Collection[],
  conditions: RowConditions,
  { at = '', cursor, limit }: ListResourcesInput,
): Promise<ResourcePageDto> {
  const start = cursor === undefined ? null : readCursor(cursor);
  const resources: ResourcePageDto['resources'] = [];
  let total = 0;
  let hasMore = false;
  for await (const { collection, state, dto } of streamPastResources(
    context,
    collections,
    conditions,
    Date.parse(at),
  )) {
    total += 1;
    const prefix = toUidPrefix(collection);
    if (
      start !== null &&
      (prefix < start.prefix || (prefix === start.prefix && !isAfter(state.native_id, start.nativeId)))
    )
      continue;
    if (resources.length < limit) resources.push(dto());
    else hasMore = true;
  }
  return { resources, total, next_cursor: hasMore ? toCursor(resources.at(-1)?.uid ?? '') : null };
}

/** In the order of the database: by the bytes of UTF-8. */
function isAfter(nativeId: string, other: string): boolean {
  return Buffer.compare(Buffer.from(nativeId), Buffer.from(other)) > 0;
}
