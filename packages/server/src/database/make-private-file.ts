import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file for its owner's eyes only, unless there is a file. One that exists is not even opened: closing it
 * would drop every lock that this process holds on it (POSIX, fcntl), those of SQLite included.
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
