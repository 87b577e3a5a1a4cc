import { join } from 'node:path';
import type { Configuration } from './config/configuration.ts';
import { migrate } from './database/migrate.ts';
import { openSqlite } from './database/open-sqlite.ts';
import { inventoryRoutes } from './features/inventory/routes.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { createApp, type App } from './http/app.ts';
import type { Listener } from './http/listen.ts';
import type { Logger } from './logger.ts';
import { startReader } from './reader/start-reader.ts';
import { toReaderSettings } from './reader/reader-settings.ts';
import type { OwnedStateFolder } from './state-folder/open-state-folder.ts';

/** The control plane of a state folder that this process owns. */
export interface OwnerControlPlane {
  readonly app: App;
  /** Where it listens, or null while it does not. */
  readonly url: string | null;
  /** Answers on a loopback socket from now on, and tells other processes where. */
  listen(socket: { readonly host: string; readonly port: number }): Promise<string>;
  close(options: { readonly cancelScans: boolean }): Promise<void>;
}

export interface OwnerOptions {
  readonly folder: OwnedStateFolder;
  readonly configuration: Configuration;
  readonly version: string;
  readonly logger: Logger;
}

/**
 * Puts the control plane together over the folder's database.
 * @throws StorageError when the database cannot be used.
 */
export async function openOwnerControlPlane(options: OwnerOptions): Promise<OwnerControlPlane> {
  const { folder, configuration, version, logger } = options;
  const databaseFile = join(folder.folder, 'tradewind.db');
  const reader = startReader(toReaderSettings(configuration, databaseFile));
  try {
    await prepareDatabase(databaseFile, version);
  } catch (error) {
    await reader.close();
    throw error;
  }
  const app = createApp({
    routes: [...inventoryRoutes({ reader }), ...reportRoutes({ reader })],
    token: folder.token,
    logger,
  });
  let listener: Listener | null = null;
  return {
    app,
    get url() {
      return listener?.url ?? null;
    },
    async listen({ host, port }) {
      const { listen } = await import('./http/listen.ts');
      listener = await listen({ app, host, port });
      folder.announce({ url: listener.url, version, startedAt: new Date() });
      return listener.url;
    },
    async close() {
      await listener?.close();
      await reader.close();
      folder.close();
    },
  };
}

async function prepareDatabase(file: string, version: string): Promise<void> {
  const connection = openSqlite({ file });
  try {
    await migrate(connection, { file, version, nowMs: Date.now() });
  } finally {
    connection.close();
  }
}
