import { describe, expect, test } from 'vitest';
import { newContext } from '../../contract/test-support/contract-session.ts';
import { inBatches, inChunks, paginate } from './paginate.ts';

/** Pages `a`, `b`, `c`, with a record of what was asked and aborted. */
function newPages(pages: Readonly<Record<string, { readonly items: string; readonly nextToken: string | undefined }>>) {
  const asked: (string | undefined)[] = [];
  const signals: AbortSignal[] = [];
  const fetchPage = async (token: string | undefined, { signal }: { readonly signal: AbortSignal }) => {
    asked.push(token);
    signals.push(signal);
    signal.throwIfAborted();
    const page = pages[token ?? 'first'];
    if (page === undefined) throw new Error(`no page ${token}`);
    return page;
  };
  return { asked, signals, fetchPage };
}

async function readAll<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const three = {
  first: { items: 'a', nextToken: '2' },
  2: { items: 'b', nextToken: '3' },
  3: { items: 'c', nextToken: undefined },
};

test('follows the tokens to the last page', async () => {
  const { asked, fetchPage } = newPages(three);
  expect(await readAll(paginate(newContext(), fetchPage))).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual([undefined, '2', '3']);
});

test('an empty token ends it, as some services send one', async () => {
  const { fetchPage } = newPages({ first: { items: 'a', nextToken: '' } });
  expect(await readAll(paginate(newContext(), fetchPage))).toEqual(['a']);
});

test('fetches the next page while the reader is at work on one, and no further', async () => {
  const { asked, fetchPage } = newPages(three);
  const pages = paginate(newContext(), fetchPage);
  await pages.next();
  expect(asked).toEqual([undefined, '2']);
  await pages.return();
});

test('a page that names itself as the next one is malformed', async () => {
  const { fetchPage } = newPages({ first: { items: 'a', nextToken: '2' }, 2: { items: 'b', nextToken: '2' } });
  await expect(readAll(paginate(newContext(), fetchPage))).rejects.toMatchObject({ malformed: true });
});

test('what came before a failure has been handed on', async () => {
  const { fetchPage } = newPages({ first: { items: 'a', nextToken: 'gone' } });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const page of paginate(newContext(), fetchPage)) seen.push(page);
  })();
  await expect(reading).rejects.toThrow('no page gone');
  expect(seen).toEqual(['a']);
});

describe('the page under way is aborted', () => {
  test('when the reader stops', async () => {
    const { signals, fetchPage } = newPages(three);
    for await (const page of paginate(newContext(), fetchPage)) {
      expect(page).toBe('a');
      break;
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test("when the caller aborts, with the caller's reason", async () => {
    const { signals, fetchPage } = newPages(three);
    const abort = new AbortController();
    const pages = paginate(newContext(abort.signal), fetchPage);
    await pages.next();
    const stopped = new Error('stopped');
    abort.abort(stopped);
    expect(signals.at(-1)?.reason).toBe(stopped);
    await pages.return();
  });
});

test('chunks keep order and hold at most 250, whatever the page, and leave nothing in it', () => {
  const items = Array.from({ length: 1_001 }, (_, index) => index);
  const page = [...items];
  const chunks = [...inChunks(page)];
  expect(chunks.flat()).toEqual(items);
  expect(chunks.map(({ length }) => length)).toEqual([250, 250, 250, 250, 1]);
  expect(page).toEqual([]);
});

test('batches keep order, and the list', () => {
  expect([...inBatches([1, 2, 3], 2)]).toEqual([[1, 2], [3]]);
  expect([...inBatches([], 20)]).toEqual([]);
});
