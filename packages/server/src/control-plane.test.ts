import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiError, createClient, type Client } from '@tradewind/api';
import { startProcess, temporaryFolder, type RunningProcess } from '@tradewind/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { providerDescriptions } from '@tradewind/providers';
import { loadConfiguration } from './config.ts';
import { openSqlite } from './database/open-sqlite.ts';
import { forward, toRepeatable } from './guest-control-plane.ts';
import { openControlPlane, serve, type ControlPlane, type ControlPlaneOptions } from './index.ts';
import { createLogger } from './logger.ts';
import { openOwnerControlPlane } from './owner-control-plane.ts';
import { openStateFolder } from './state-folder/open-state-folder.ts';
import { checkAnswers } from './test-support/check-answers.ts';

const program = fileURLToPath(new URL('./test-support/serve-process.ts', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('HOME', folder.path);
  vi.stubEnv('TRADEWIND_CONFIG', '');
  vi.stubEnv('TRADEWIND_HOME', '');
  vi.stubEnv('TRADEWIND_LOG_LEVEL', 'silent');
});

afterEach(() => {
  vi.unstubAllEnvs();
  folder[Symbol.dispose]();
});

type Disposed = ControlPlane & AsyncDisposable;

async function open(options: Partial<ControlPlaneOptions> = {}): Promise<Disposed> {
  const plane = await openControlPlane({
    configFile: null,
    stateFolder: folder.path,
    logLevel: 'warn',
    version: '1.2.3',
    ...options,
  });
  return Object.assign(plane, { [Symbol.asyncDispose]: () => plane.close() });
}

function clientOf(plane: ControlPlane): Client {
  return createClient({ fetch: checkAnswers(plane.fetch), baseUrl: 'http://tradewind.local' });
}

async function startServer(): Promise<RunningProcess & { readonly url: string }> {
  const running = await startProcess({
    command: process.execPath,
    args: [program, folder.path],
    env: { HOME: folder.path },
    ready: (line) => line.includes('answers at'),
  });
  return Object.assign(running, { url: /http:\/\/[\d.:]+/.exec(running.readyLine)?.[0] ?? '' });
}

async function problemOf(opening: Promise<unknown>): Promise<ApiError['problem']> {
  const error: unknown = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected a problem, got ${String(error)}`);
  return error.problem;
}

describe('a control plane in this process', () => {
  it('answers over an empty folder, and gives it up when closed', async () => {
    const plane = await open();
    expect(plane.role).toBe('owner');
    expect(await clientOf(plane).listResources()).toMatchObject({ total: 0 });
    expect(await clientOf(plane).listScans()).toEqual({ scans: [] });
    await plane.close();
    await expect(clientOf(plane).listResources()).rejects.toMatchObject({ problem: { code: 'shutting_down' } });
    await using next = await open();
    expect(next.role).toBe('owner');
  });

  it('is there for others who come while it works', async () => {
    await using first = await open();
    await using second = await open();
    expect([first.role, second.role]).toEqual(['owner', 'guest']);
    expect(second.url).toBe(first.url);
    expect(await clientOf(second).listResources()).toMatchObject({ total: 0 });
    await first.close();
    expect(await clientOf(second).listResources()).toMatchObject({ total: 0 });
    expect(second.role).toBe('owner');
  });

  it('that is closed while it begins to listen leaves nothing behind', async () => {
    const opened = await openStateFolder({ folder: folder.path, isAlive: async () => true });
    if (opened.role !== 'owner') throw new Error('not the owner');
    const configuration = await loadConfiguration({ providers: providerDescriptions, stateFolder: folder.path });
    const logger = createLogger({ level: 'silent' });
    const owner = await openOwnerControlPlane({ folder: opened, configuration, fingerprint: '', version: '1', logger });
    const listening = owner.listen({ host: '127.0.0.1', port: 0 });
    await owner.close({ cancelScans: false });
    await expect(fetch(`${await listening}/health`)).rejects.toThrow('fetch failed');
    expect(existsSync(join(folder.path, 'owner.json'))).toBe(false);
  });

  it('ends scans of a process that was killed as partial', async () => {
    await (await open()).close();
    {
      using connection = openSqlite({ file: join(folder.path, 'tradewind.db') });
      connection.exec(`insert into scan (status, started_at, request) values ('running', 1000, '{}')`);
    }
    await using plane = await open();
    const scan = await clientOf(plane).readScan({ params: { id: 'latest' } });
    expect(scan).toMatchObject({ id: 'scan-1', status: 'partial' });
    expect(scan.problem).toMatch(/ended before the scan did/);
    expect(scan.finished_at).not.toBeNull();
  });

  it('answers a stream for a scan that has ended, and a problem for one that there is not', async () => {
    await (await open()).close();
    {
      using connection = openSqlite({ file: join(folder.path, 'tradewind.db') });
      connection.exec(
        `insert into scan (status, started_at, finished_at, request) values ('complete', 1000, 2000, '{}')`,
      );
    }
    await using plane = await open();
    const events: string[] = [];
    for await (const event of clientOf(plane).watchScan({ params: { id: 'scan-1' } })) events.push(event.event);
    expect(events).toEqual(['snapshot', 'finished']);
    await expect(async () => {
      for await (const event of clientOf(plane).watchScan({ params: { id: 'scan-2' } })) events.push(event.event);
    }).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});

describe('a control plane in another process', () => {
  it('answers those who come second, and they take its place when it is killed', async () => {
    const server = await startServer();
    await using plane = await open();
    expect([plane.role, plane.url]).toEqual(['guest', server.url]);
    const client = clientOf(plane);
    expect(await client.readHealth()).toMatchObject({ status: 'ok', version: '1.2.3' });
    expect(await client.listResources({ query: { type: ['ec2', 's3'] } })).toMatchObject({ total: 0 });
    await expect(client.listResources({ query: { type: 'EC3' } })).rejects.toMatchObject({
      problem: { code: 'unknown_name' },
    });

    const ended = new Promise((resolve) => server.child.once('exit', resolve));
    server.child.kill('SIGKILL');
    await ended;
    const answers = await Promise.all([client.listResources(), client.listScans(), client.readSummary()]);
    expect(answers).toMatchObject([{ total: 0 }, { scans: [] }, { total_resources: 0 }]);
    expect(plane.role).toBe('owner');
  });

  it('ends in order when it is told to', async () => {
    await using server = await startServer();
    const token = readFileSync(join(folder.path, 'token'), 'utf8').trim();
    const response = await fetch(`${server.url}/v1/scans`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    const ended = new Promise((resolve) => server.child.once('exit', (code) => resolve(code)));
    server.child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(join(folder.path, 'owner.json'))).toBe(false);
  });

  it('works by its own configuration: naming another is a problem', async () => {
    await using server = await startServer();
    expect(server.url).not.toBe('');
    const same = join(folder.path, 'same.yaml');
    const other = join(folder.path, 'other.yaml');
    writeFileSync(same, 'log_level: error\n');
    writeFileSync(other, 'providers: {aws: {regions: [us-east-1]}}\n');
    await using plane = await open({ configFile: same });
    expect(plane.role).toBe('guest');
    const problem = await problemOf(open({ configFile: other }));
    expect(problem).toMatchObject({ code: 'conflict' });
    expect(problem.detail).toContain(`Process ${server.child.pid} owns the state folder`);
  });
});

describe('what goes wrong before a request reaches the control plane', () => {
  it('is in the log under the id that the answer names when nobody expected it', async () => {
    const lines: string[] = [];
    vi.stubEnv('TRADEWIND_LOG_LEVEL', 'error');
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    await using plane = await open();
    const broken = new Request('http://tradewind.local/v1/scans', { method: 'POST', body: '{}' });
    await broken.text();
    const problem = (await (await plane.fetch(broken)).json()) as ApiError['problem'];
    write.mockRestore();
    expect(problem).toMatchObject({ code: 'internal', status: 500 });
    const id = /request id (\S+)\./.exec(problem.detail)?.[1];
    expect(lines.map((line) => (JSON.parse(line) as { requestId: string }).requestId)).toEqual([id]);
  });
});

describe('what keeps a control plane from opening', () => {
  it('is a problem with every mistake of the configuration', async () => {
    const configFile = join(folder.path, 'tradewind.yaml');
    writeFileSync(configFile, 'log_level: loud\nscan: {concurrency: 0}\n');
    expect(await problemOf(open({ configFile }))).toMatchObject({
      code: 'misconfigured',
      problems: [
        { path: `${configFile}:1:12`, message: expect.stringContaining('unknown value "loud"') as string },
        { path: `${configFile}:2:21`, message: expect.stringContaining('`concurrency`') as string },
      ],
    });
  });

  it('is a problem with the database, and leaves the folder to others', async () => {
    await (await open()).close();
    {
      using connection = openSqlite({ file: join(folder.path, 'tradewind.db') });
      connection.exec(`insert into migration (name, applied_at, version) values ('0999-later', 1, '7.0.0')`);
    }
    const problem = await problemOf(open());
    expect(problem).toMatchObject({ code: 'storage_unavailable', status: 503 });
    expect(problem.detail).toMatch(/newer than this program/);
    const opened = await openStateFolder({ folder: folder.path, isAlive: async () => true });
    expect(opened.role).toBe('owner');
    if (opened.role === 'owner') opened.close();
  });
});

describe('serving', () => {
  const options = { configFile: null, logLevel: 'warn', version: '1.2.3', port: 0 } as const;

  it('refuses a folder that another process owns', async () => {
    await using plane = await open();
    expect(plane.role).toBe('owner');
    const problem = await problemOf(
      serve({ ...options, stateFolder: folder.path, signal: new AbortController().signal }),
    );
    expect(problem).toMatchObject({ code: 'conflict' });
    expect(problem.detail).toMatch(/owns the state folder .* already and answers at http:\/\/127\.0\.0\.1/);
  });

  it('refuses a port that is taken, and gives the folder up', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const problem = await problemOf(
      serve({ ...options, stateFolder: folder.path, port, signal: new AbortController().signal }),
    );
    expect(problem.detail).toBe(`Port ${port} of 127.0.0.1 is taken: choose another, or 0 for any.`);
    server.close();
    await using plane = await open();
    expect(plane.role).toBe('owner');
  });

  it('tells where it answers, until it is told to end', async () => {
    const stop = new AbortController();
    let url = '';
    const exitCode = serve({
      ...options,
      stateFolder: folder.path,
      signal: stop.signal,
      onListening: (at) => {
        url = at;
        stop.abort();
      },
    });
    expect(await exitCode).toBe(0);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('a request that the owner does not answer', () => {
  it.each<[string, 'POST' | 'GET', boolean, boolean]>([
    ['is surely not done when nobody listens', 'POST', false, false],
    ['may have been done when the connection breaks', 'POST', true, true],
    ['can be repeated when it only reads', 'GET', true, false],
  ])('%s', async (_, method, listens, maybeDone) => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if (!listens) await new Promise((resolve) => server.close(resolve));
    const owner = {
      role: 'guest',
      folder: '/',
      url: `http://127.0.0.1:${port}`,
      token: 't',
      ownerPid: 1,
      fingerprint: '',
    } as const;
    const request = new Request('http://tradewind.local/v1/scans', {
      method,
      ...(method === 'POST' && { body: '{}' }),
    });
    expect(await forward(await toRepeatable(request), owner)).toEqual({ gone: true, maybeDone });
    server.close();
  });
});
