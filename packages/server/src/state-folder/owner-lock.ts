import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from '../database/make-private-file.ts';

export interface OwnerLock {
  release(): void;
}

/** SQLITE_BUSY (https://www.sqlite.org/rescode.html). */
const busy = 5;

/**
 * Takes the exclusive lock of a state folder, or answers null when another process (or another part of this one) has
 * it. It is the lock that SQLite takes on a file: the operating system frees it however the process ends, `kill -9`
 * included. Nothing is ever written to the file.
 */
export function takeOwnerLock(folder: string): OwnerLock | null {
  const file = join(folder, 'owner.lock');
  makePrivateFile(file);
  const connection = new DatabaseSync(file, { timeout: 0 });
  try {
    connection.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    connection.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null;
    throw error;
  }
  return {
    release() {
      if (connection.isOpen) connection.close();
    },
  };
}
