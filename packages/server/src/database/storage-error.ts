/** What can be wrong with the place where the state is kept. */
export type StorageErrorCode =
  | 'corrupt'
  | 'not_a_database'
  | 'newer'
  | 'read_only'
  | 'full'
  | 'cannot_open'
  | 'busy'
  | 'io';

/** The codes whose advice needs no more than the file's name. */
type PlainCode = Exclude<StorageErrorCode, 'newer'>;

/** The state cannot be read or written. The message says what happened and what to do next; nothing was deleted. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;
  readonly file: string;

  constructor(code: StorageErrorCode, file: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.file = file;
  }
}

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const sqliteCodes: Readonly<Record<number, PlainCode>> = {
  5: 'busy',
  6: 'busy',
  8: 'read_only',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'cannot_open',
  23: 'cannot_open',
  26: 'not_a_database',
};

/** Error codes of the operating system, from making the folder or the files. */
const systemCodes: Readonly<Record<string, PlainCode>> = {
  EACCES: 'read_only',
  EPERM: 'read_only',
  EROFS: 'read_only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'cannot_open',
  ENOTDIR: 'cannot_open',
  EISDIR: 'cannot_open',
  EEXIST: 'cannot_open',
  EIO: 'io',
};

const advice: Readonly<Record<PlainCode, (file: string) => string>> = {
  corrupt: (file) =>
    `The database ${file} is damaged. Nothing was changed. Restore it from a backup, or move it away and scan again.`,
  not_a_database: (file) =>
    `${file} is not a database of Tradewind. Nothing was changed. Move it away, or set TRADEWIND_HOME to another folder.`,
  read_only: (file) =>
    `${file} cannot be written. Give your user write access to it and to its folder, or set TRADEWIND_HOME to a folder that you own.`,
  full: (file) => `The disk that holds ${file} is full. Free some space and try again; what was stored before is safe.`,
  cannot_open: (file) =>
    `${file} cannot be opened. Make sure that its folder exists and is yours, or set TRADEWIND_HOME to another folder.`,
  busy: (file) => `${file} is in use by another program. Wait for it to end and try again.`,
  io: (file) => `Reading or writing ${file} failed. Check the disk; what was stored before is safe.`,
};

/** The error of a failed database or file operation, or null when it is not about storage (a mistake in a query, say). */
export function toStorageError(thrown: unknown, file: string): StorageError | null {
  if (thrown instanceof StorageError) return thrown;
  const code = storageCodeOf(thrown);
  return code === null ? null : storageError(code, file, thrown);
}

export function storageError(code: PlainCode, file: string, cause?: unknown): StorageError {
  return new StorageError(code, file, advice[code](file), cause);
}

function storageCodeOf(thrown: unknown): PlainCode | null {
  if (!(thrown instanceof Error)) return null;
  // An extended result code has the primary one in its lowest byte.
  if ('errcode' in thrown && typeof thrown.errcode === 'number') return sqliteCodes[thrown.errcode & 0xff] ?? null;
  if ('code' in thrown && typeof thrown.code === 'string') return systemCodes[thrown.code] ?? null;
  return null;
}
