import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from '../database/make-private-file.ts';
import { toStorageError } from '../database/storage-error.ts';

export interface OwnerLock {
  release(): void;
}

/** SQLITE_BUSY (https://www.sqlite.org/rescode.html). */
const busy = 5;

/**
 * Takes the exclusive lock of a state folder, or answers null when another process (or another part of this one) has
 * it. It is the lock that SQLite takes on a file: the operating system frees it however the process ends, `kill -9`
 * included. Nothing is ever written to the file.
 * @throws StorageError that names the file when it cannot be opened, or holds something else.
 */
export function takeOwnerLock(folder: string): OwnerLock | null {
  const file = join(folder, 'owner.lock');
  let connection: DatabaseSync | null = null;
  try {
    makePrivateFile(file);
    connection = new DatabaseSync(file, { timeout: 0 });
    connection.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    if (connection?.isOpen === true) connection.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null;
    throw toStorageError(error, file) ?? error;
  }
  const locked = connection;
  return {
    release() {
      if (locked.isOpen) locked.close();
    },
  };
}
