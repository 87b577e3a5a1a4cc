import { Worker } from 'node:worker_threads';
import { StorageError, type StorageErrorCode } from '../database/storage-error.ts';
import { ProblemError } from '../problem-error.ts';
import { callRemotely, type RemoteCaller } from '../threads/remote-calls.ts';
import type { ReadInput, ReadOperationName, ReadResult } from './read-operations.ts';
import type { ReaderMethods } from './reader-methods.ts';
import type { ReaderSettings } from './reader-settings.ts';

/** Reads of the stored state, answered as JSON. */
export interface Reader {
  /**
   * @throws ProblemError for input that cannot be answered (an unknown name, say).
   * @throws StorageError when the database cannot be read.
   */
  read<Name extends ReadOperationName>(name: Name, input: ReadInput<Name>): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** The answer of a read as a value, for use within the control plane. */
export async function readValue<Name extends ReadOperationName>(
  reader: Reader,
  name: Name,
  input: ReadInput<Name>,
): Promise<ReadResult<Name>> {
  return JSON.parse(new TextDecoder().decode(await reader.read(name, input))) as ReadResult<Name>;
}

/**
 * Reads in a thread of its own, which starts with the first read: a command that scans needs it only at the end. It opens
 * the database by itself: the file must exist and be up to date.
 */
export function startReader(settings: ReaderSettings): Reader {
  let worker: Worker | null = null;
  let read: Reader['read'] | null = null;
  const start = (): Reader['read'] => {
    worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { workerData: settings });
    return toReader(callRemotely<ReaderMethods>(worker), settings.databaseFile);
  };
  return {
    read: (name, input) => (read ??= start())(name, input),
    async close() {
      await worker?.terminate();
    },
  };
}

/** Turns answers back into values and errors. */
export function toReader(methods: Pick<RemoteCaller<ReaderMethods>, 'read'>, databaseFile: string): Reader['read'] {
  return async (name, input) => {
    const answer = await methods.read(name, input).catch((error: unknown) => {
      throw restoreStorageError(error, databaseFile);
    });
    if ('json' in answer) return answer.json;
    const { code, detail, items } = answer.problem;
    throw new ProblemError(code, detail, items);
  };
}

/** An error that crosses threads loses its class. */
function restoreStorageError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error.name !== 'StorageError' || !('code' in error)) return error;
  return new StorageError(error.code as StorageErrorCode, file, error.message, error);
}
