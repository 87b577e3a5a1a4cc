import { toUid } from '@tradewind/core';
import type { Resource, ResourceKind, ResourceStatus, ServiceType, Tags } from '@tradewind/core';
import type { Catalog } from '../../catalog.ts';
import type { ReadContext } from '../../reader/read-context.ts';
import type { Collection } from './collection.ts';
import { readRows, type ResourceRow, type RowConditions } from './store.ts';

export interface StreamedResource {
  readonly resource: Resource;
  readonly row: ResourceRow;
  readonly collection: Collection;
}

/** Rows per query: enough to make queries few, few enough to hold. */
const batchSize = 2_000;

/** Passes on the resources of these collections one by one, in this order of collections, in memory for one batch. */
export async function* streamResources(
  context: ReadContext,
  collections: readonly Collection[],
  conditions: RowConditions,
): AsyncGenerator<readonly StreamedResource[], void> {
  for (const collection of collections) {
    for (let after: string | null = null; ;) {
      const rows: readonly ResourceRow[] = await readRows(
        context.db,
        { collection: collection.id, after, limit: batchSize },
        conditions,
      );
      if (rows.length > 0) {
        yield rows.map((row) => ({ resource: toResource(row, collection, context.catalog), row, collection }));
      }
      if (rows.length < batchSize) break;
      after = rows.at(-1)?.native_id ?? null;
    }
  }
}

/** The resource as the domain knows it. */
export function toResource(
  row: Omit<ResourceRow, 'first_seen_at' | 'valid_from' | 'stale' | 'seen_at'>,
  collection: Collection,
  catalog: Catalog,
): Resource {
  const { provider, account, region, resourceType, connection } = collection;
  const type = catalog.readType(provider, resourceType);
  const identity = { provider, account, region, resourceType, nativeId: row.native_id };
  return {
    ...identity,
    uid: toUid(identity),
    connection,
    // A stored resource can outlive the adapter that described its type: then it is of a kind that no rule asks for.
    kind: type?.kind ?? ('unknown' as ResourceKind),
    serviceType: type?.serviceType ?? ('unknown' as ServiceType),
    name: row.name,
    status: row.status as ResourceStatus,
    providerStatus: row.provider_status,
    tags: JSON.parse(row.tags) as Tags,
    createdAt: row.created_at,
    attributes: JSON.parse(row.attributes) as Resource['attributes'],
  };
}
