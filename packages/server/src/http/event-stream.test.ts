import { createClient } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { eventStreamResponse } from './event-stream.ts';

describe('a stream of events', () => {
  it('passes on what comes, in order, line breaks and all', async () => {
    async function* events(): AsyncGenerator {
      yield { text: 'one\n\ndata: two' };
      yield { text: '\u2028 three' };
    }
    const response = await eventStreamResponse(events());
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const received: unknown[] = [];
    const client = createClient({ fetch: () => response, baseUrl: 'http://localhost' });
    for await (const event of client.watchScan({ params: { id: 'scan-1' } })) received.push(event);
    expect(received).toEqual([{ text: 'one\n\ndata: two' }, { text: '\u2028 three' }]);
  });

  it('does not begin when the first event fails', async () => {
    const events: AsyncIterable<unknown> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no such scan')) }),
    };
    await expect(eventStreamResponse(events)).rejects.toThrow('no such scan');
  });

  it('ends its source when nobody listens any more', async () => {
    let ended = false;
    async function* events(): AsyncGenerator {
      try {
        for (;;) yield {};
      } finally {
        ended = true;
      }
    }
    const response = await eventStreamResponse(events());
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(ended).toBe(true);
  });
});
