import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openSqlite } from '../../database/open-sqlite.ts';
import { toStorageError } from '../../database/storage-error.ts';
import { serveRemoteCalls } from '../../threads/remote-calls.ts';
import { InventoryWriter } from './inventory-writer.ts';

/** The thread that writes the inventory: one per control plane, so that no request waits for the disk. */

export interface WriterWorkerData {
  readonly databaseFile: string;
}

export type WriterMethods = Pick<
  InventoryWriter,
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
const writer = new InventoryWriter(database, Date.now);

// A commit that fails has lost rows whose writing was already confirmed: every later call must say so.
let commitFailure: Error | null = null;

const timer = setInterval(() => {
  try {
    writer.commit();
  } catch (error) {
    commitFailure = toStorageError(error, databaseFile) ?? (error as Error);
  }
}, commitEveryMs);

function guarded<Args extends never[], Result>(method: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => {
    if (commitFailure !== null) throw commitFailure;
    try {
      return method(...args);
    } catch (error) {
      throw toStorageError(error, databaseFile) ?? error;
    }
  };
}

const methods: WriterMethods = {
  beginScan: guarded((requestJson: string) => writer.beginScan(requestJson)),
  setUnitsTotal: guarded((scan: number, total: number) => writer.setUnitsTotal(scan, total)),
  openUnit: guarded((...args: Parameters<InventoryWriter['openUnit']>) => writer.openUnit(...args)),
  writeRows: guarded((...args: Parameters<InventoryWriter['writeRows']>) => writer.writeRows(...args)),
  closeUnit: guarded((...args: Parameters<InventoryWriter['closeUnit']>) => writer.closeUnit(...args)),
  finishScan: (scan, status, problem) => {
    // What was lost is lost; that the scan has ended must be written all the same once the disk takes it again.
    commitFailure = null;
    writer.finishScan(scan, status, problem);
  },
  endAbandonedScans: () => writer.endAbandonedScans(),
  serve: (port) => {
    serveRemoteCalls(port, methods);
  },
  close: () => {
    clearInterval(timer);
    writer.commit();
    database.close();
    // After the answer to this call has left.
    setImmediate(() => parentPort?.close());
  },
};

if (parentPort === null) throw new Error('writer-worker.ts runs as a worker thread only');
serveRemoteCalls(parentPort, methods);
