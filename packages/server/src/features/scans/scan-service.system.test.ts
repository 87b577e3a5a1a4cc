import { join } from 'node:path';
import { pino } from 'pino';
import type { CreateScanRequest, LedgerEntryDto, ScanEventDto, ScanWithLedgerDto } from '@tradewind/api';
import { providerDescriptions } from '@tradewind/providers';
import { startSimulator, temporaryFolder, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCatalog } from '../../catalog.ts';
import { kyselyOnSqlite } from '../../database/kysely-on-sqlite.ts';
import { migrate } from '../../database/migrate.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { ReadContext } from '../../reader/read-context.ts';
import { readScan } from './read-scans.ts';
import { createScanService, type ScanService } from './scan-service.ts';

// The service with its real threads, the real adapter and SDK, a real database, and AWS on the wire with faults.

let simulator: RunningSimulator;
let folder: ReturnType<typeof temporaryFolder>;
let database: ReturnType<typeof openSqlite>;
let service: ScanService;

beforeAll(async () => {
  simulator = await startSimulator();
  vi.stubEnv('AWS_ACCESS_KEY_ID', simulator.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', simulator.secretAccessKey);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await simulator.stop();
});

beforeEach(async () => {
  folder = temporaryFolder();
  const file = join(folder.path, 'tradewind.db');
  database = openSqlite({ file });
  await migrate(database, { file, version: 'test', nowMs: 0 });
  const catalog = createCatalog(providerDescriptions);
  const context = { db: kyselyOnSqlite(database), catalog } as ReadContext;
  const settings = {
    name: 'aws',
    provider: 'aws',
    profile: null,
    roleToAssume: null,
    externalId: null,
    endpoint: simulator.url,
    caFile: null,
  } as const;
  service = createScanService({
    databaseFile: file,
    catalog,
    connections: [{ settings, regions: ['us-east-1', 'eu-west-1'] }],
    defaults: { unitDeadlineMs: 30_000, callTimeoutMs: 10_000, concurrency: 48 },
    readScan: (id) => readScan(context, { id }),
    logger: pino({ level: 'silent' }),
  });
});
afterEach(async () => {
  await service.close({ cancel: true });
  database.close();
  folder[Symbol.dispose]();
  await simulator.clearFaults();
});

async function scan(request: CreateScanRequest = {}): Promise<{ events: ScanEventDto[]; ended: ScanWithLedgerDto }> {
  const { id } = await service.start(request);
  const events: ScanEventDto[] = [];
  for await (const event of service.events(id)) events.push(event);
  const context = { db: kyselyOnSqlite(database), catalog: createCatalog(providerDescriptions) } as ReadContext;
  return { events, ended: await readScan(context, { id }) };
}

function entry(ended: ScanWithLedgerDto, region: string, type: string): LedgerEntryDto | undefined {
  return ended.ledger.find((each) => each.region === region && each.type_id === type);
}

function storedResources(): number {
  return (database.prepare('select count(*) as n from resource').get() as { n: number }).n;
}

describe('a scan', () => {
  test('ends every unit in the ledger, and stores what it counts', async () => {
    const { events, ended } = await scan();
    expect(ended.status).toBe('complete');
    expect(ended.units).toMatchObject({ total: ended.ledger.length, complete: ended.ledger.length });
    expect(ended.ledger.reduce((sum, { resources }) => sum + resources, 0)).toBe(ended.resources);
    expect(storedResources()).toBe(ended.resources);
    expect(entry(ended, 'us-east-1', 'ec2')).toMatchObject({
      resources: 5,
      account: '123456789012',
      outcome: 'complete',
    });
    expect(entry(ended, 'global', 's3')).toMatchObject({ resources: 8 });
    expect(events[0]).toMatchObject({ event: 'snapshot', scan: { status: 'running' } });
    expect(events.at(-1)).toMatchObject({
      event: 'finished',
      scan: { status: 'complete', resources: ended.resources },
    });
    expect(events.filter(({ event }) => event === 'unit')).toHaveLength(ended.ledger.length);
  });

  test('finds the enabled regions when none is given', async () => {
    const { ended } = await scan({ types: ['ec2'], selectors: ['aws/eu-*', '!aws/eu-north-1'] });
    const regions = ended.ledger.map(({ region }) => region);
    expect(regions).toContain('eu-west-1');
    expect(regions).not.toContain('us-east-1');
    expect(regions).not.toContain('eu-north-1');
  });

  test.each([
    ['is down', { kind: 'refuse' }, 'unavailable'],
    ['answers with garbage', { kind: 'malformed' }, 'malformed'],
    ['breaks off in mid-answer', { kind: 'truncated', mode: 'connection_cut' }, 'malformed'],
    ['sends less than it said', { kind: 'truncated', mode: 'short_body' }, 'malformed'],
    ['denies a permission', { kind: 'deny' }, 'forbidden'],
  ])('one region that %s fails alone, and what was known of it stays', async (_, fault, reasonCode) => {
    await scan({ types: ['ec2'] });
    await simulator.addFault({ ...fault, service: 'ec2', region: 'eu-west-1', operation: 'DescribeInstances' });
    const { ended } = await scan({ types: ['ec2'] });
    expect(ended.status).toBe('partial');
    expect(entry(ended, 'us-east-1', 'ec2')).toMatchObject({ outcome: 'complete', resources: 5 });
    const broken = entry(ended, 'eu-west-1', 'ec2');
    expect(broken).toMatchObject({ outcome: 'failed', reason_code: reasonCode, resources: 0 });
    expect(broken?.reason).not.toBe('');
    expect(database.prepare('select stale, count(*) as n from resource group by stale order by stale').all()).toEqual([
      expect.objectContaining({ stale: 0, n: 5 }),
      expect.objectContaining({ stale: 1, n: 5 }),
    ]);
  });

  test('a region that hangs is bounded by the deadline', async () => {
    await simulator.addFault({ kind: 'hang', service: 'ec2', region: 'eu-west-1' });
    const { ended } = await scan({ types: ['ec2'], unit_deadline_s: 0.5 });
    expect(ended.status).toBe('partial');
    expect(entry(ended, 'us-east-1', 'ec2')).toMatchObject({ outcome: 'complete' });
    expect(entry(ended, 'eu-west-1', 'ec2')).toMatchObject({ outcome: 'failed', reason_code: 'deadline' });
  });

  test('credentials that have expired fail everything, with what to do', async () => {
    await simulator.addFault({ kind: 'expired_credentials' });
    const { ended } = await scan({ types: ['ec2', 's3'] });
    expect(ended.status).toBe('failed');
    for (const { outcome, reason_code: code, reason } of ended.ledger) {
      expect({ outcome, code }).toEqual({ outcome: 'failed', code: 'unauthenticated' });
      expect(reason).toMatch(/expired/);
    }
  });

  test('some throttling costs retries, not results', async () => {
    await simulator.addFault({
      kind: 'throttle',
      service: 'ec2',
      operation: 'DescribeInstances',
      capacity: 0,
      refill_per_second: 0,
      count: 2,
    });
    const { ended } = await scan({ types: ['ec2'] });
    expect(ended.status).toBe('complete');
    expect(ended.ledger.reduce((sum, { throttled }) => sum + throttled, 0)).toBe(2);
  });

  test('cancelled, it keeps what it found and names the rest', async () => {
    await simulator.addFault({ kind: 'hang', service: 'ec2', region: 'eu-west-1' });
    const { id } = await service.start({ types: ['ec2'] });
    for await (const event of service.events(id)) {
      if (event.event === 'unit') await service.cancel(id);
      if (event.event === 'finished') expect(event.scan).toMatchObject({ status: 'cancelled', resources: 5 });
    }
    expect(storedResources()).toBe(5);
  });

  test('cancelled while even the account cannot be asked for, it ends at once', async () => {
    await simulator.addFault({ kind: 'hang', service: 'sts' });
    const { id } = await service.start({ types: ['ec2'] });
    await service.cancel(id);
    for await (const event of service.events(id)) {
      if (event.event === 'finished') expect(event.scan.status).toBe('cancelled');
    }
    // Far below the time after which the hanging call would be given up.
    expect(service.activeCount()).toBe(0);
  }, 8_000);

  test('two at once neither lose nor double anything', async () => {
    const [one, two] = await Promise.all([scan(), scan()]);
    expect(storedResources()).toBe(Math.max(one.ended.resources, two.ended.resources));
    expect(database.prepare('select count(*) as n from resource_history').get()).toMatchObject({ n: 0 });
    for (const { outcome, reason_code: code } of [...one.ended.ledger, ...two.ended.ledger]) {
      expect(outcome === 'complete' || code === 'superseded').toBe(true);
    }
  });

  test.each([
    [{ types: ['ec3'] }, /unknown resource type "ec3"; did you mean ec2/],
    [{ providers: ['aws', 'azuer'] }, /unknown provider "azuer"; did you mean azure/],
    [{ connections: ['awz'] }, /unknown connection "awz"; did you mean aws/],
    [{ selectors: ['asw/*'] }, /did you mean aws/],
    [{ selectors: ['gcp/*'] }, /leave nothing to scan/],
    [{ selectors: ['aws/us-east-1', '!aws/*'] }, /leave nothing to scan/],
    [{ types: ['ec3'], connections: ['awz'] }, /ec3.*awz|awz.*ec3/],
  ])('%j is refused, with the nearest known names', async (request, message) => {
    await expect(service.start(request)).rejects.toThrow(message);
  });

  test('after closing, no scan begins', async () => {
    await service.close({ cancel: false });
    await expect(service.start({})).rejects.toThrow('stopping');
  });
});
