import { describe, expect, it } from 'vitest';
import { createClient, type Client } from './client.ts';

const problem = { type: 'urn:x', title: 'Not found', status: 404, code: 'not_found', detail: 'There is no such scan.' };

/** A client whose every request is answered so, and the requests that it sent. */
function clientOf(answer: () => Response): { readonly client: Client; readonly sent: Request[] } {
  const sent: Request[] = [];
  const fetch = (request: Request): Response => {
    sent.push(request);
    return answer();
  };
  return { client: createClient({ fetch, baseUrl: 'http://127.0.0.1:7777/', token: 'secret' }), sent };
}

async function readEvents(client: Client): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for await (const event of client.watchScan({ params: { id: 'scan-1' } })) events.push(event);
  return events;
}

describe('a request', () => {
  it.each<[string, (client: Client) => Promise<unknown>, string]>([
    ['the path', (client) => client.readScan({ params: { id: 'latest' } }), '/v1/scans/latest'],
    [
      'a parameter with slashes and more',
      (client) => client.readResource({ params: { uid: 'aws/1/r/s3/a?b#c%2F' } }),
      '/v1/resources/aws%2F1%2Fr%2Fs3%2Fa%3Fb%23c%252F',
    ],
    [
      'lists by repetition, and nothing for what is not given',
      (client) => client.listResources({ query: { type: ['ec2', 's3'], tag: 'a=b&c', region: undefined, limit: 5 } }),
      '/v1/resources?type=ec2&type=s3&tag=a%3Db%26c&limit=5',
    ],
  ])('has %s', async (_, call, path) => {
    const { client, sent } = clientOf(() => Response.json({}));
    await call(client);
    expect(sent.map(({ url, method }) => [method, url])).toEqual([['GET', `http://127.0.0.1:7777${path}`]]);
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  it('carries its body as JSON', async () => {
    const { client, sent } = clientOf(() => Response.json({}, { status: 202 }));
    await client.createScan({ body: { types: ['ec2'] } });
    expect([sent[0]?.method, await sent[0]?.json()]).toEqual(['POST', { types: ['ec2'] }]);
  });
});

describe('an answer', () => {
  it('that is a problem is thrown as it is', async () => {
    const { client } = clientOf(() => Response.json(problem, { status: 404 }));
    await expect(client.readScan({ params: { id: 'scan-9' } })).rejects.toMatchObject({ name: 'ApiError', problem });
  });

  it.each<[string, () => Response]>([
    ["another's page", () => new Response('<html>hello</html>')],
    ["another's error", () => new Response('<html>no</html>', { status: 502 })],
    ['JSON of another kind', () => Response.json({ error: 'no' }, { status: 403 })],
    ['another success', () => Response.json({}, { status: 201 })],
    ['nothing', () => new Response('')],
  ])('that is %s is not taken for one of the API', async (_, answer) => {
    const { client } = clientOf(answer);
    await expect(client.listScans()).rejects.toMatchObject({
      name: 'ApiError',
      problem: { code: 'internal', status: answer().status, detail: expect.stringContaining('address') as string },
    });
  });
});

describe('a stream of events', () => {
  const event = { event: 'progress', resources: 5, text: 'ü' };

  it('is read whatever its chunks, keep-alives left out', async () => {
    const text = `: still here\n\ndata: ${JSON.stringify(event)}\n\ndata: ${JSON.stringify(event)}\n\n`;
    for (const size of [1, 2, 7, text.length]) {
      const bytes = new TextEncoder().encode(text);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      const { client } = clientOf(() => new Response(ReadableStream.from(chunks)));
      expect(await readEvents(client)).toEqual([event, event]);
    }
  });

  it('that does not begin is a problem', async () => {
    const { client } = clientOf(() => Response.json(problem, { status: 404 }));
    await expect(readEvents(client)).rejects.toMatchObject({ problem });
  });
});
