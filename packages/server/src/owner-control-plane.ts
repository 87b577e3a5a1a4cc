import { join } from 'node:path';
import { providerDescriptions } from '@tradewind/providers';
import { createCatalog } from './catalog.ts';
import type { Configuration } from './config/configuration.ts';
import { migrate } from './database/migrate.ts';
import { openSqlite } from './database/open-sqlite.ts';
import { toStorageError } from './database/storage-error.ts';
import { checkRoutes } from './features/check/routes.ts';
import { createCheckService } from './features/check/service.ts';
import { inventoryRoutes } from './features/inventory/routes.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { createScanService, InventoryWriter, scanRoutes } from './features/scans/index.ts';
import { apiPages } from './features/system/api-pages.ts';
import { createHealthCheck } from './features/system/health.ts';
import { systemRoutes } from './features/system/routes.ts';
import { createApp, type App } from './http/app.ts';
import type { Listener } from './http/listen.ts';
import type { Logger } from './logger.ts';
import { toReaderSettings } from './reader/reader-settings.ts';
import { readValue, startReader } from './reader/start-reader.ts';
import type { OwnedStateFolder } from './state-folder/open-state-folder.ts';

/** The control plane of a state folder that this process owns. */
export interface OwnerControlPlane {
  readonly app: App;
  /** Where it listens, or null while it does not. */
  readonly url: string | null;
  /** Answers on a loopback socket from now on, and tells other processes where. */
  listen(socket: { readonly host: string; readonly port: number }): Promise<string>;
  /** Waits for the scans that run (or cancels them), then stops answering and gives the folder up. */
  close(options: { readonly cancelScans: boolean }): Promise<void>;
}

export interface OwnerOptions {
  readonly folder: OwnedStateFolder;
  readonly configuration: Configuration;
  /** Tells whether two processes work by the same configuration. */
  readonly fingerprint: string;
  readonly version: string;
  readonly logger: Logger;
}

/**
 * Puts the control plane together over the folder's database.
 * @throws StorageError when the database cannot be used.
 */
export async function openOwnerControlPlane(options: OwnerOptions): Promise<OwnerControlPlane> {
  const { folder, configuration, fingerprint, version, logger } = options;
  const databaseFile = join(folder.folder, 'tradewind.db');
  await prepareDatabase(databaseFile, version, logger);
  const reader = startReader(toReaderSettings(configuration, databaseFile));
  const catalog = createCatalog(providerDescriptions);
  const scans = createScanService({
    databaseFile,
    catalog,
    connections: configuration.connections.map((connection) => ({ settings: connection, regions: connection.regions })),
    defaults: configuration.scan,
    readScan: (id) => readValue(reader, 'readScan', { id }),
    logger,
  });
  const health = createHealthCheck({ databaseFile, version, logger });
  const checks = createCheckService({
    configuration,
    catalog,
    logger,
    readDatabaseFacts: () => readValue(reader, 'readDatabaseFacts', null),
  });
  const app = createApp({
    routes: [
      ...systemRoutes({ health, catalog, connections: configuration.connections }),
      ...checkRoutes({ checks }),
      ...scanRoutes({ reader, scans }),
      ...inventoryRoutes({ reader }),
      ...reportRoutes({ reader }),
    ],
    pages: apiPages({ version }),
    token: folder.token,
    logger,
  });
  let listener: Listener | null = null;
  let listening: Promise<Listener> | null = null;

  async function openListener(socket: { readonly host: string; readonly port: number }): Promise<Listener> {
    const { listen } = await import('./http/listen.ts');
    listener = await listen({ app, ...socket });
    folder.announce({ url: listener.url, version, startedAt: new Date(), fingerprint });
    return listener;
  }

  return {
    app,
    get url() {
      return listener?.url ?? null;
    },
    async listen(socket) {
      listening = openListener(socket);
      return (await listening).url;
    },
    async close({ cancelScans }) {
      try {
        await scans.close({ cancel: cancelScans });
      } finally {
        // It may be on the way: left alone, it would keep the process and its place in the folder for ever.
        const open = await listening?.catch(() => null);
        await open?.close();
        health.close();
        await reader.close();
        folder.close();
      }
    },
  };
}

async function prepareDatabase(file: string, version: string, logger: Logger): Promise<void> {
  const connection = openSqlite({ file });
  try {
    await migrate(connection, { file, version, nowMs: Date.now() });
    if (connection.prepare(`select 1 from scan where status = 'running' limit 1`).get() === undefined) return;
    // Nobody else owns the folder: whoever ran them is gone.
    const scans = new InventoryWriter(connection, Date.now).endAbandonedScans();
    logger.warn({ scans }, 'scans of a process that ended are partial');
  } catch (error) {
    throw toStorageError(error, file) ?? error;
  } finally {
    connection.close();
  }
}
