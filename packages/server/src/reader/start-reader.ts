import { Worker } from 'node:worker_threads';
import { StorageError } from '../database/storage-error.ts';
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
 * the database by itself: the file must exist and be up to date. A thread that failed (out of memory, say) is replaced at
 * the next read.
 */
export function startReader(settings: ReaderSettings): Reader {
  let running: ReaderThread | null = null;
  let isClosed = false;

  function start(): ReaderThread {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      workerData: settings,
    });
    const thread = { worker, read: toReader(callRemotely<ReaderMethods>(worker), settings.databaseFile) };
    worker.once('exit', () => {
      if (running === thread) running = null;
    });
    return thread;
  }

  return {
    async read(name, input) {
      if (isClosed) throw new ProblemError('shutting_down', 'The control plane is stopping.');
      running ??= start();
      return await running.read(name, input);
    },
    async close() {
      isClosed = true;
      await running?.worker.terminate();
    },
  };
}

interface ReaderThread {
  readonly worker: Worker;
  readonly read: Reader['read'];
}

/** Turns answers back into values and errors. */
export function toReader(methods: Pick<RemoteCaller<ReaderMethods>, 'read'>, databaseFile: string): Reader['read'] {
  return async (name, input) => {
    const answer = await methods.read(name, input);
    if ('json' in answer) return answer.json;
    if ('storage' in answer) throw new StorageError(answer.storage.code, databaseFile, answer.storage.message);
    const { code, detail, items } = answer.problem;
    throw new ProblemError(code, detail, items);
  };
}
