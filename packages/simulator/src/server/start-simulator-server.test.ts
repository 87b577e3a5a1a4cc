import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedRequest } from '../test-support/test-cloud.ts';
import { startSimulatorServer, type SimulatorServer } from './start-simulator-server.ts';

let server: SimulatorServer;
beforeAll(async () => {
  server = await startSimulatorServer({ estate: {}, seed: 1 });
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** False when the connection was cut before the announced end. */
  readonly complete: boolean;
}

/** A bare client: it sees what an SDK would hide. Rejects when no answer comes at all. */
function send(options: {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { path = '/', method = 'POST', headers = {}, body = '', signal } = options;
    const request = httpRequest(
      `${server.url}${path}`,
      { method, headers, ...(signal === undefined ? {} : { signal }) },
      (response) => {
        const chunks: Buffer[] = [];
        const done = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
            complete: response.complete,
          });
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', done);
        response.on('error', done);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function describeRegions(signal?: AbortSignal): Promise<Reply> {
  const body = 'Action=DescribeRegions&Version=2016-11-15';
  const signed = signedRequest({ service: 'ec2', body }, Date.now());
  const headers = Object.fromEntries(Array.from(signed.headers, ([name, values]) => [name, values[0] ?? '']));
  return send({ body, headers, ...(signal === undefined ? {} : { signal }) });
}

describe('an answer over the wire', () => {
  it('is whole, typed and names its request', async () => {
    const reply = await describeRegions();
    expect(reply).toMatchObject({ status: 200, complete: true });
    expect(reply.headers['content-type']).toBe('text/xml;charset=UTF-8');
    expect(reply.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.body).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<DescribeRegionsResponse .*<\/DescribeRegionsResponse>$/s,
    );
  });
});

describe('faults over the wire', () => {
  it('refuse: the connection is reset', async () => {
    server.world.faults.add({ kind: 'refuse' });
    await expect(describeRegions()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('hang: no answer comes', async () => {
    server.world.faults.add({ kind: 'hang' });
    const controller = new AbortController();
    const reply = describeRegions(controller.signal);
    await expect.poll(() => server.world.calls.list()).toMatchObject([{ outcome: 'hung' }]);
    controller.abort();
    await expect(reply).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lost_reply: the call ran and the connection is cut', async () => {
    server.world.faults.add({ kind: 'lost_reply' });
    await expect(describeRegions()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.world.calls.list()).toMatchObject([{ outcome: 'lost_reply', status: 200 }]);
  });

  it('truncated: half comes, then the connection is cut', async () => {
    const whole = (await describeRegions()).body;
    server.world.faults.add({ kind: 'truncated' });
    const reply = await describeRegions();
    expect(reply.complete).toBe(false);
    expect(reply.body.length).toBeLessThan(whole.length);
    expect(Number(reply.headers['content-length'])).toBe(whole.length);
  });

  it('truncated to a short body: half comes and its length says so', async () => {
    server.world.faults.add({ kind: 'truncated', mode: 'short_body' });
    const reply = await describeRegions();
    expect(reply.complete).toBe(true);
    expect(reply.body).not.toContain('</DescribeRegionsResponse>');
  });

  it('malformed: all comes and is not well formed', async () => {
    server.world.faults.add({ kind: 'malformed' });
    const reply = await describeRegions();
    expect(reply).toMatchObject({ status: 200, complete: true });
    expect(reply.body).toContain('<&');
    expect(reply.body.endsWith('>')).toBe(false);
  });

  it('latency: the answer comes all the same', async () => {
    server.world.faults.add({ kind: 'latency', latency_ms: 5 });
    expect(await describeRegions()).toMatchObject({ status: 200 });
  });
});

describe('the admin endpoint', () => {
  const get = (headers: Record<string, string>): Promise<Reply> =>
    send({ path: '/_simulator/calls', method: 'GET', headers });

  it.each<[Record<string, string>, number]>([
    [{}, 200],
    [{ host: 'localhost:4000' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example:80' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ])('answers %j with %i', async (headers, status) => {
    expect((await get(headers)).status).toBe(status);
  });
});

it('listens on loopback only and says when a port is taken', async () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(server.url).port);
  await expect(startSimulatorServer({ estate: {}, seed: 1, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
