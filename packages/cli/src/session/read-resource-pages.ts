import type { Client, ResourceDto, ResourcePageDto } from '@tradewind/api';

type Query = NonNullable<NonNullable<Parameters<Client['listResources']>[0]>['query']>;

export interface ResourcePages {
  readonly pages: AsyncIterable<readonly ResourceDto[]>;
  /** Of the last page that was read: what there is in all, and how to go on. */
  readonly last: () => Omit<ResourcePageDto, 'resources'>;
  /** Resources read so far. */
  readonly count: () => number;
}

const pageSize = 1000;

/** Reads page after page, at most `limit` resources (null: all). */
export function readResourcePages(client: Client, query: Query, limit: number | null): ResourcePages {
  let last: Omit<ResourcePageDto, 'resources'> = { total: 0, next_cursor: null };
  let count = 0;
  async function* read(): AsyncGenerator<readonly ResourceDto[]> {
    let cursor: string | undefined;
    do {
      const page = await client.listResources({
        query: {
          ...query,
          limit: Math.min(pageSize, (limit ?? Infinity) - count),
          ...(cursor === undefined ? {} : { cursor }),
        },
      });
      last = { total: page.total, next_cursor: page.next_cursor };
      count += page.resources.length;
      cursor = page.next_cursor ?? undefined;
      yield page.resources;
    } while (cursor !== undefined && count < (limit ?? Infinity));
  }
  return { pages: read(), last: () => last, count: () => count };
}
