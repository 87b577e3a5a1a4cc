import type { CallContext } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import type { Page } from './discoverer.ts';

/** The reason for aborting what nobody will read. */
export const readerStopped = new DOMException('the reader stopped', 'AbortError');

/** Resources handed on at once, so that a scan needs little memory whatever the size of the provider's pages. */
const chunkSize = 250;

/**
 * Follows the tokens to the last page. While one page is worked on the next is already under way; it is aborted when
 * the reader stops early.
 */
export async function* paginate<T>(
  context: CallContext,
  fetchPage: (nextToken: string | undefined, context: CallContext) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  const ended = new AbortController();
  const pageContext = { ...context, signal: AbortSignal.any([context.signal, ended.signal]) };
  let coming: Promise<Page<T>> | null = fetchPage(undefined, pageContext);
  try {
    while (coming !== null) {
      const page: Page<T> = await coming;
      coming = null;
      try {
        if (page.nextToken !== undefined && page.nextToken !== '') {
          coming = fetchNext(page.nextToken, pageContext, fetchPage);
          // Awaited after the reader is done with this page; a failure before that is not unhandled.
          coming.catch(() => undefined);
        }
        yield page.items;
      } finally {
        page.release?.();
      }
    }
  } finally {
    ended.abort(readerStopped);
    coming?.then((page) => page.release?.()).catch(() => undefined);
  }
}

async function fetchNext<T>(
  nextToken: string,
  context: CallContext,
  fetchPage: (nextToken: string, context: CallContext) => Promise<Page<T>>,
): Promise<Page<T>> {
  const page = await fetchPage(nextToken, context);
  if (page.nextToken !== nextToken) return page;
  page.release?.();
  throw malformedReply('a page names itself as the next one');
}

/**
 * Takes the items out of the list, chunk by chunk. Whoever waits for the next page still holds the list of the last one:
 * emptied, it keeps no resource alive.
 */
export function* inChunks<T>(items: T[]): Generator<readonly T[], void, undefined> {
  while (items.length > 0) yield items.splice(0, chunkSize);
}

export function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[], void, undefined> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
