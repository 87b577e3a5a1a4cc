import type { DatabaseSync } from 'node:sqlite';
import type { HealthDto } from '@tradewind/api';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { Logger } from '../../logger.ts';

export interface HealthCheck {
  read(): HealthDto;
  close(): void;
}

export interface HealthOptions {
  readonly databaseFile: string;
  readonly version: string;
  readonly logger: Logger;
}

/**
 * Looks whether the database answers, by a connection of its own, so that the answer does not wait for a long report.
 * Anyone may ask: it tells no path and no reason, those are in the log.
 */
export function createHealthCheck({ databaseFile, version, logger }: HealthOptions): HealthCheck {
  let connection: DatabaseSync | null = null;
  return {
    read() {
      try {
        connection ??= openSqlite({ file: databaseFile, readOnly: true });
        connection.prepare('select name from migration limit 1').get();
        return { status: 'ok', version, checks: { database: 'ok' } };
      } catch (error) {
        logger.error({ err: error }, 'the database does not answer');
        return { status: 'degraded', version, checks: { database: 'failed' } };
      }
    },
    close() {
      connection?.close();
      connection = null;
    },
  };
}
