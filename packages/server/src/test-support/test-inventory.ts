import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createClient, type Client } from '@tradewind/api';
import { providerDescriptions } from '@tradewind/providers';
import { temporaryFolder } from '@tradewind/test-kit';
import { createCatalog } from '../catalog.ts';
import { loadConfiguration, type Configuration } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { checkRoutes } from '../features/check/routes.ts';
import { createCheckService, type CheckServiceOptions } from '../features/check/service.ts';
import { inventoryRoutes } from '../features/inventory/routes.ts';
import { reportRoutes } from '../features/reports/routes.ts';
import { InventoryWriter, type UnitEnd } from '../features/scans/inventory-writer.ts';
import { apiPages } from '../features/system/api-pages.ts';
import { createHealthCheck } from '../features/system/health.ts';
import { systemRoutes } from '../features/system/routes.ts';
import { createApp, type App } from '../http/app.ts';
import { createLogger } from '../logger.ts';
import { createReaderMethods } from '../reader/reader-methods.ts';
import { toReaderSettings } from '../reader/reader-settings.ts';
import { readValue, toReader, type Reader } from '../reader/start-reader.ts';
import { checkAnswers } from './check-answers.ts';

/** What a test says of a resource; the rest is usual. */
export interface TestResource {
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
  readonly providerStatus?: string;
  readonly createdAt?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What one unit of a test's scan finds. */
export interface TestUnit {
  readonly type: string;
  readonly region: string;
  readonly resources?: readonly TestResource[];
  readonly outcome?: UnitEnd['outcome'];
  readonly reasonCode?: string;
  readonly connection?: string;
  readonly account?: string;
  /** False: the account is not known and nothing is opened, as when the first call fails. */
  readonly opened?: boolean;
}

export interface TestInventory extends AsyncDisposable {
  readonly folder: string;
  readonly databaseFile: string;
  readonly app: App;
  readonly token: string;
  readonly client: Client;
  readonly reader: Reader;
  /** Writes a scan at the given time, with the writer that scans use. Each unit ends a second after the one before. */
  scan(at: string, units: readonly TestUnit[]): { readonly id: string; readonly endedAt: string };
  connection(): DatabaseSync;
}

export interface TestInventoryOptions {
  /** Text of `tradewind.yaml`. */
  readonly configuration?: string;
  /** The time at which reports are made. */
  readonly now?: string;
  readonly connect?: CheckServiceOptions['connect'];
  readonly log?: (line: string) => void;
}

const token = 'test-token-'.padEnd(43, 'x');

/** A database in a folder of its own, with the real app over it; what reads it runs in this thread. */
export async function openTestInventory(options: TestInventoryOptions = {}): Promise<TestInventory> {
  const { now = '2026-11-20T12:00:00.000Z', connect, log = () => undefined } = options;
  const folder = temporaryFolder();
  const databaseFile = join(folder.path, 'tradewind.db');
  const database = openSqlite({ file: databaseFile });
  await migrate(database, { file: databaseFile, version: '0.0.0', nowMs: Date.parse(now) });
  const configuration = await configure(folder.path, options.configuration);
  const logger = createLogger({ level: 'debug', destination: { write: log } });
  const catalog = createCatalog(providerDescriptions);
  const methods = createReaderMethods(toReaderSettings(configuration, databaseFile), providerDescriptions, () =>
    Date.parse(now),
  );
  const asynchronous = { read: async (...input: Parameters<typeof methods.read>) => methods.read(...input) };
  const reader: Reader = { read: toReader(asynchronous, databaseFile), close: async () => methods.close() };
  const health = createHealthCheck({ databaseFile, version: '0.0.0', logger });
  const checks = createCheckService({
    configuration,
    catalog,
    logger,
    readDatabaseFacts: () => readValue(reader, 'readDatabaseFacts', null),
    ...(connect === undefined ? {} : { connect }),
  });
  const app = createApp({
    routes: [
      ...systemRoutes({ health, catalog, connections: configuration.connections }),
      ...checkRoutes({ checks }),
      ...inventoryRoutes({ reader }),
      ...reportRoutes({ reader }),
    ],
    pages: apiPages({ version: '0.0.0' }),
    token,
    logger,
  });
  let clock = 0;
  const writer = new InventoryWriter(database, () => clock);
  return {
    folder: folder.path,
    databaseFile,
    app,
    token,
    reader,
    client: createClient({
      fetch: checkAnswers((request) => app.fetch(request, { inProcess: true })),
      baseUrl: 'http://127.0.0.1',
    }),
    connection: () => database,
    scan(at, units) {
      clock = Date.parse(at);
      const scan = writer.beginScan('{}');
      units.forEach((unit, position) => {
        const startedAt = clock;
        clock += 1000;
        writeUnit(writer, scan, unit, { position, startedAt, finishedAt: clock });
      });
      const outcomes = new Set(units.map(({ outcome = 'complete' }) => outcome));
      writer.finishScan(scan, outcomes.size === 1 && outcomes.has('complete') ? 'complete' : 'partial', null);
      return { id: `scan-${scan}`, endedAt: new Date(clock).toISOString() };
    },
    async [Symbol.asyncDispose]() {
      health.close();
      await reader.close();
      database.close();
      folder[Symbol.dispose]();
    },
  };
}

async function configure(folder: string, text: string | undefined): Promise<Configuration> {
  const { writeFileSync } = await import('node:fs');
  const file = join(folder, 'tradewind.yaml');
  if (text !== undefined) writeFileSync(file, text);
  const variables = { HOME: folder, TRADEWIND_HOME: folder };
  return await loadConfiguration({ providers: providerDescriptions, variables, workingFolder: folder });
}

function writeUnit(
  writer: InventoryWriter,
  scan: number,
  unit: TestUnit,
  end: Pick<UnitEnd, 'position' | 'startedAt' | 'finishedAt'>,
): void {
  const {
    type,
    region,
    resources = [],
    outcome = 'complete',
    connection = 'aws',
    account = '123456789012',
    opened = true,
  } = unit;
  const identity = { provider: 'aws', account, region, resourceType: type, connection };
  const handle = opened ? writer.openUnit(scan, identity) : null;
  if (handle !== null) writer.writeRows(handle, resources.flatMap(toFlatRow));
  writer.closeUnit(scan, handle, {
    ...identity,
    ...end,
    account: opened ? account : null,
    outcome,
    reasonCode: unit.reasonCode ?? (outcome === 'complete' ? null : 'forbidden'),
    reason: outcome === 'complete' ? null : 'not allowed',
    calls: 1,
    retries: 0,
    throttled: 0,
  });
}

function toFlatRow(resource: TestResource): readonly (string | null)[] {
  const {
    id,
    name = null,
    status = 'running',
    providerStatus = status,
    createdAt = null,
    tags = {},
    attributes = {},
  } = resource;
  const sorted = Object.fromEntries(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return [id, name, status, providerStatus, createdAt, JSON.stringify(sorted), JSON.stringify(attributes)];
}
