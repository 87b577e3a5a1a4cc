import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openSqlite } from '../../database/open-sqlite.ts';
import { serveRemoteCalls } from '../../threads/remote-calls.ts';
import { GuardedWriter } from './guarded-writer.ts';

/** The thread that writes the inventory: one per control plane, so that no request waits for the disk. */

export interface WriterWorkerData {
  readonly databaseFile: string;
}

export type WriterMethods = Pick<
  GuardedWriter,
  'beginScan' | 'setUnitsTotal' | 'openUnit' | 'writeRows' | 'closeUnit' | 'finishScan' | 'endAbandonedScans'
> & {
  /** Serves the same methods to one more thread. */
  readonly serve: (port: MessagePort) => void;
  readonly close: () => void;
};

/** How long what was found may stay invisible to readers. */
const commitEveryMs = 500;

const { databaseFile } = workerData as WriterWorkerData;
const database = openSqlite({ file: databaseFile });
// Pages change many times in a large scan: copying them from the log to the database less often saves most of the copies.
database.exec('pragma wal_autocheckpoint = 8000; pragma cache_size = -4000');
const writer = new GuardedWriter(database, databaseFile, Date.now);

const timer = setInterval(() => {
  try {
    writer.commit();
  } catch {
    // The writer has noted it: every scan that lost something is told at its next call.
  }
}, commitEveryMs);

const methods: WriterMethods = {
  beginScan: (...args) => writer.beginScan(...args),
  setUnitsTotal: (...args) => writer.setUnitsTotal(...args),
  openUnit: (...args) => writer.openUnit(...args),
  writeRows: (...args) => writer.writeRows(...args),
  closeUnit: (...args) => writer.closeUnit(...args),
  finishScan: (...args) => writer.finishScan(...args),
  endAbandonedScans: () => writer.endAbandonedScans(),
  serve: (port) => {
    serveRemoteCalls(port, methods);
  },
  close: () => {
    clearInterval(timer);
    try {
      writer.commit();
    } finally {
      database.close();
      // After the answer to this call has left.
      setImmediate(() => parentPort?.close());
    }
  },
};

if (parentPort === null) throw new Error('writer-worker.ts runs as a worker thread only');
serveRemoteCalls(parentPort, methods);
