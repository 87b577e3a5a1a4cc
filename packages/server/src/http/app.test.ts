import { createClient } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { openTestInventory, type TestInventory } from '../test-support/test-inventory.ts';

/** A request as it comes in by the socket. */
async function send(
  inventory: TestInventory,
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const headers = { host: '127.0.0.1:7777', ...init.headers };
  return await inventory.app.fetch(new Request(`http://127.0.0.1:7777${path}`, { ...init, headers }), {});
}

async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: unknown }).code;
}

describe('who may ask', () => {
  it.each<[string, Record<string, string>, number]>([
    ['the token', { authorization: 'Bearer {token}' }, 200],
    ['the token, as a scheme in lower case', { authorization: 'bearer {token}' }, 200],
    ['no token', {}, 401],
    ['another token', { authorization: 'Bearer nonsense' }, 401],
    ['the beginning of the token', { authorization: 'Bearer test-token' }, 401],
    ['the token in another scheme', { authorization: 'Basic {token}' }, 401],
    ['the token, under the name localhost', { authorization: 'Bearer {token}', host: 'localhost:7777' }, 200],
    ['the token, over IPv6', { authorization: 'Bearer {token}', host: '[::1]:7777' }, 200],
    ['the token, under a foreign name', { authorization: 'Bearer {token}', host: 'attacker.example:7777' }, 403],
    [
      'the token, under a name that begins like ours',
      { authorization: 'Bearer {token}', host: '127.0.0.1.attacker.example' },
      403,
    ],
    [
      'the token, from a page of the API itself',
      { authorization: 'Bearer {token}', origin: 'http://127.0.0.1:7777' },
      200,
    ],
    [
      'the token, from a page of another site',
      { authorization: 'Bearer {token}', origin: 'https://attacker.example' },
      403,
    ],
    [
      'the token, from another port of this machine',
      { authorization: 'Bearer {token}', origin: 'http://127.0.0.1:1234' },
      403,
    ],
    ['the token, from a page without origin', { authorization: 'Bearer {token}', origin: 'null' }, 403],
    [
      'the token, from what a browser calls cross-site',
      { authorization: 'Bearer {token}', 'sec-fetch-site': 'cross-site' },
      403,
    ],
  ])('with %s', async (_, headers, status) => {
    await using inventory = await openTestInventory();
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('{token}', inventory.token)]),
    );
    const response = await send(inventory, '/v1/resources', { headers: filled });
    expect(response.status).toBe(status);
    if (status !== 200) expect(await codeOf(response)).toBe(status === 401 ? 'unauthorized' : 'forbidden');
  });

  it('is everyone within this process', async () => {
    await using inventory = await openTestInventory();
    expect(await inventory.client.listResources()).toMatchObject({ total: 0 });
  });

  it('is everyone for the health and the pages, but not from elsewhere', async () => {
    await using inventory = await openTestInventory();
    for (const path of [
      '/health',
      '/openapi.json',
      '/docs',
      '/docs/start.js',
      '/docs/swagger-ui.css',
      '/docs/swagger-ui-bundle.js',
    ]) {
      expect([path, (await send(inventory, path)).status]).toEqual([path, 200]);
      expect([path, (await send(inventory, path, { headers: { host: 'attacker.example' } })).status]).toEqual([
        path,
        403,
      ]);
    }
  });

  it('is every client that has the token', async () => {
    await using inventory = await openTestInventory();
    const fetch = (request: Request): Response | Promise<Response> => {
      request.headers.set('host', 'localhost');
      return inventory.app.fetch(request, {});
    };
    const withToken = createClient({ fetch, baseUrl: 'http://localhost', token: inventory.token });
    expect(await withToken.listResources()).toMatchObject({ total: 0 });
    const without = createClient({ fetch, baseUrl: 'http://localhost' });
    await expect(without.listResources()).rejects.toMatchObject({ problem: { code: 'unauthorized', status: 401 } });
  });
});

describe('requests', () => {
  const authorized = (inventory: TestInventory): Record<string, string> => ({
    authorization: `Bearer ${inventory.token}`,
  });

  it.each<[string, RequestInit, number, string]>([
    ['/nowhere', {}, 404, 'not_found'],
    ['/v1/resources', { method: 'DELETE' }, 404, 'not_found'],
    ['/v1/resources?limit=none', {}, 400, 'invalid_request'],
    ['/v1/resources?limit=1&limit=2', {}, 400, 'invalid_request'],
    ['/v1/resources?__proto__=1', {}, 400, 'invalid_request'],
    ['/v1/check', { method: 'POST', body: '{"regoins": []}' }, 400, 'invalid_request'],
    ['/v1/check', { method: 'POST', body: '{not json' }, 400, 'invalid_request'],
    ['/v1/check', { method: 'POST', body: '"text"' }, 400, 'invalid_request'],
    [
      '/v1/check',
      { method: 'POST', body: JSON.stringify({ types: ['x'.repeat(1024 * 1024)] }) },
      400,
      'invalid_request',
    ],
  ])('%s %j is a problem', async (path, init, status, code) => {
    await using inventory = await openTestInventory();
    const response = await send(inventory, path, { ...init, headers: authorized(inventory) });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code, type: `urn:tradewind:problem:${code}` });
    expect(response.status).toBe(status);
  });

  it('name every problem, with its path', async () => {
    await using inventory = await openTestInventory();
    const body = JSON.stringify({ regoins: [], types: 'ec2', nonsense: 1 });
    const response = await send(inventory, '/v1/check', { method: 'POST', body, headers: authorized(inventory) });
    expect(await response.json()).toMatchObject({
      problems: [
        { path: 'types', message: 'Invalid input: expected array, received string' },
        { path: 'regoins', message: 'unknown field "regoins"; did you mean regions?' },
        { path: 'nonsense', message: 'unknown field "nonsense"' },
      ],
    });
  });

  it('get an id and headers that keep browsers from doing harm', async () => {
    await using inventory = await openTestInventory();
    for (const path of ['/v1/resources', '/nowhere', '/v1/resources?limit=0']) {
      const { headers } = await send(inventory, path, { headers: authorized(inventory) });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });

  it('that fail unexpectedly say so without details, which are in the log', async () => {
    const lines: string[] = [];
    await using inventory = await openTestInventory({ log: (line) => lines.push(line) });
    inventory.connection().exec('drop table resource');
    const response = await send(inventory, '/v1/resources', { headers: authorized(inventory) });
    expect(response.status).toBe(500);
    const { detail, code } = (await response.json()) as { detail: string; code: string };
    expect(code).toBe('internal');
    expect(detail).not.toContain('no such table');
    const logged = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ level }) => level === 'error');
    expect(logged).toMatchObject({ msg: 'request failed', requestId: response.headers.get('x-request-id') });
    expect(JSON.stringify(logged)).toContain('no such table');
  });
});

describe('the pages of the API', () => {
  it('load nothing from elsewhere', async () => {
    await using inventory = await openTestInventory();
    const page = await send(inventory, '/docs');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    const html = await page.text();
    const references = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, reference]) => reference ?? '');
    expect(references).toEqual(['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/start.js']);
    expect(html).not.toMatch(/<script(?![^>]*src)/);
  });

  it('show every endpoint', async () => {
    await using inventory = await openTestInventory();
    const document = (await (await send(inventory, '/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/v1/reports/compliance');
  });
});

describe('the health', () => {
  it('is good when the database answers, and degraded when not', async () => {
    await using inventory = await openTestInventory();
    expect(await inventory.client.readHealth()).toEqual({ status: 'ok', version: '0.0.0', checks: { database: 'ok' } });
    inventory.connection().exec('drop table migration');
    const degraded = await inventory.client.readHealth();
    expect(degraded).toEqual({ status: 'degraded', version: '0.0.0', checks: { database: 'failed' } });
  });
});

it('lists providers and connections', async () => {
  await using inventory = await openTestInventory({
    configuration: 'connections: [{name: prod, provider: aws, regions: [us-east-1]}]',
  });
  const { providers, connections } = await inventory.client.listProviders();
  expect(providers[0]).toMatchObject({ id: 'aws', display_name: 'AWS' });
  expect(providers[0]?.resource_types[0]).toEqual({
    id: 'ec2',
    display_name: 'EC2',
    kind: 'instance',
    service_type: 'compute',
    scope: 'regional',
  });
  expect(connections).toEqual([{ name: 'prod', provider: 'aws', regions: ['us-east-1'] }]);
});
