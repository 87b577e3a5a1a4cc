import type { DatabaseSync } from 'node:sqlite';
import type { ProblemCode } from '@tradewind/api';
import type { ProviderDescription } from '@tradewind/core';
import { createCatalog } from '../catalog.ts';
import { kyselyOnSqlite } from '../database/kysely-on-sqlite.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { toStorageError, type StorageErrorCode } from '../database/storage-error.ts';
import { ProblemError, type ProblemItem } from '../problem-error.ts';
import type { ReadContext } from './read-context.ts';
import { readOperations, type ReadOperationName } from './read-operations.ts';
import type { ReaderSettings } from './reader-settings.ts';

/** What a read answers across threads: JSON as bytes, or what went wrong, since errors lose their class on the way. */
export type ReadAnswer =
  | { readonly json: Uint8Array<ArrayBuffer> }
  | {
      readonly problem: { readonly code: ProblemCode; readonly detail: string; readonly items: readonly ProblemItem[] };
    }
  | { readonly storage: { readonly code: StorageErrorCode; readonly message: string } };

export type ReaderMethods = {
  read(name: ReadOperationName, input: unknown): Promise<ReadAnswer>;
  close(): void;
};

/**
 * Answers one read after the other, each on one consistent state. The database is opened at the first, so that one that
 * cannot be opened is what went wrong with a read.
 */
export function createReaderMethods(
  settings: ReaderSettings,
  descriptions: readonly ProviderDescription[],
  nowMs: () => number = Date.now,
): ReaderMethods {
  const catalog = createCatalog(descriptions);
  let opened: { readonly connection: DatabaseSync; readonly context: ReadContext } | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function open(): { readonly connection: DatabaseSync; readonly context: ReadContext } {
    const connection = openSqlite({ file: settings.databaseFile, readOnly: true });
    return { connection, context: { db: kyselyOnSqlite(connection), catalog, settings, nowMs } };
  }

  async function answer(name: ReadOperationName, input: unknown): Promise<ReadAnswer> {
    try {
      opened ??= open();
      const { connection, context } = opened;
      connection.exec('begin');
      try {
        // The route parsed the input by the schema that the operation's type was made from.
        const result = await readOperations[name](context, input as never);
        return { json: new TextEncoder().encode(JSON.stringify(result)) };
      } finally {
        if (connection.isTransaction) connection.exec('rollback');
      }
    } catch (error) {
      if (error instanceof ProblemError) {
        return { problem: { code: error.code, detail: error.message, items: error.problems } };
      }
      const storage = toStorageError(error, settings.databaseFile);
      if (storage !== null) return { storage: { code: storage.code, message: storage.message } };
      throw error;
    }
  }

  return {
    read(name, input) {
      const next = last.then(() => answer(name, input));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => opened?.connection.close(),
  };
}
