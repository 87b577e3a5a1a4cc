import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from './make-private-file.ts';
import { toStorageError } from './storage-error.ts';

/** How long a statement waits for another connection to finish writing, in milliseconds. */
const busyTimeoutMs = 10_000;

export interface OpenSqliteOptions {
  readonly file: string;
  /** Refuses every statement that writes. The file must exist. */
  readonly readOnly?: boolean;
}

/**
 * Opens a connection to the database file, with the settings that all connections share, and makes an empty file when
 * there is none. WAL lets reads go on while a scan writes; `synchronous=FULL` keeps what was committed through a crash.
 * @throws StorageError when it is not a database, damaged, or cannot be read or written.
 */
export function openSqlite({ file, readOnly = false }: OpenSqliteOptions): DatabaseSync {
  let connection: DatabaseSync | null = null;
  try {
    // The inventory names machines and people. SQLite gives its side files the mode of the database.
    if (readOnly) {
      // SQLite would make an empty one, which looks like an inventory of nothing.
      accessSync(file);
    } else {
      makePrivateFile(file);
      // SQLite opens a file that it may not write for reading only, and tells at the first write: ask now.
      accessSync(file, constants.R_OK | constants.W_OK);
      accessSync(dirname(file), constants.W_OK);
    }
    connection = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory');
    if (readOnly) connection.exec('pragma query_only = on');
    return connection;
  } catch (error) {
    if (connection?.isOpen === true) connection.close();
    throw toStorageError(error, file) ?? error;
  }
}
