import { Worker, MessageChannel } from 'node:worker_threads';
import type { CreateScanRequest, ScanDto, ScanEventDto, ScanWithLedgerDto } from '@tradewind/api';
import { toScanStatus, type LedgerEntry } from '@tradewind/core';
import type { Catalog } from '../../catalog.ts';
import type { Logger } from '../../logger.ts';
import { ProblemError } from '../../problem-error.ts';
import { callRemotely, type RemoteCaller } from '../../threads/remote-calls.ts';
import { planScanJob, type ScanDefaults, type ScannableConnectionConfig } from './plan-scan-job.ts';
import { ScanEvents } from './scan-events.ts';
import type { ScanJob } from './scan-job.ts';
import type { ScanProgress, ScanWorkerCommand, ScanWorkerData, ScanWorkerMessage } from './scan-worker.ts';
import { entryToLedgerEntryDto, toScanId } from './to-wire.ts';
import type { WriterMethods, WriterWorkerData } from './writer-worker.ts';

/** Runs scans, each in a thread of its own, over one thread that writes. */
export interface ScanService {
  /**
   * Starts a scan and answers at once.
   * @throws ProblemError `unknown_name` with every unknown name, `misconfigured`, `shutting_down`.
   */
  start(request: CreateScanRequest): Promise<ScanDto>;
  /** Ends a scan early; what it found stands as partial. One that has ended already is no error. */
  cancel(id: string): Promise<ScanDto>;
  /**
   * How a scan ended whose end could not be stored (a full disk, say), so that the database takes it to be running; null
   * for any other.
   */
  readUnstoredEnd(id: string): ScanWithLedgerDto | null;
  /** `snapshot`, then what happens, then `finished`. */
  events(id: string): AsyncIterable<ScanEventDto>;
  activeCount(): number;
  /** Takes no more scans, and resolves when those that run have ended: by themselves, or cancelled. */
  close(options: { readonly cancel: boolean }): Promise<void>;
}

export interface ScanServiceOptions {
  readonly databaseFile: string;
  readonly catalog: Catalog;
  readonly connections: readonly ScannableConnectionConfig[];
  readonly defaults: ScanDefaults;
  /** Reads a scan as it is stored. */
  readonly readScan: (id: string) => Promise<ScanWithLedgerDto>;
  readonly logger: Logger;
}

/**
 * Heap limits of the threads, in MB. Pages live for a moment only: a small young generation keeps the memory of a large
 * scan low at little cost, while the old one leaves room for what an account may really need.
 */
const scanThreadLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };
const writerThreadLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 };

interface WriterThread {
  readonly worker: Worker;
  readonly calls: RemoteCaller<WriterMethods>;
}

interface RunningScan {
  readonly events: ScanEvents;
  readonly worker: Worker;
  readonly ended: Promise<void>;
  scan: ScanDto;
}

export function createScanService(options: ScanServiceOptions): ScanService {
  return new ThreadedScanService(options);
}

class ThreadedScanService implements ScanService {
  readonly #options: ScanServiceOptions;
  readonly #running = new Map<string, RunningScan>();
  readonly #unstoredEnds = new Map<string, ScanWithLedgerDto>();
  #writer: WriterThread | null = null;
  readonly #starting = new Set<Promise<ScanDto>>();
  #isClosing = false;

  constructor(options: ScanServiceOptions) {
    this.#options = options;
  }

  async start(request: CreateScanRequest): Promise<ScanDto> {
    if (this.#isClosing)
      throw new ProblemError('shutting_down', 'The control plane is stopping. Try again in a moment.');
    const { connections, catalog, defaults } = this.#options;
    const plan = planScanJob(request, connections, catalog, defaults);
    const starting = this.#begin(request, plan);
    this.#starting.add(starting);
    return starting.finally(() => this.#starting.delete(starting));
  }

  async #begin(request: CreateScanRequest, plan: Omit<ScanJob, 'scan'>): Promise<ScanDto> {
    const writer = this.#openWriter();
    const number = await writer.calls.beginScan(JSON.stringify(request));
    const scan: ScanDto = {
      id: toScanId(number),
      status: 'running',
      started_at: new Date().toISOString(),
      finished_at: null,
      request,
      resources: 0,
      added: 0,
      changed: 0,
      removed: 0,
      units: { total: 0, complete: 0, partial: 0, failed: 0, skipped: 0 },
      problem: null,
    };
    this.#run(scan, { ...plan, scan: number }, writer);
    return scan;
  }

  async cancel(id: string): Promise<ScanDto> {
    const running = this.#running.get(id);
    if (running === undefined) return this.#readScan(id);
    running.worker.postMessage({ command: 'cancel' } satisfies ScanWorkerCommand);
    return running.scan;
  }

  async *events(id: string): AsyncIterable<ScanEventDto> {
    const running = this.#running.get(id);
    if (running !== undefined) {
      yield* running.events.watch({ event: 'snapshot', scan: running.scan });
      return;
    }
    const scan = await this.#readScan(id);
    yield { event: 'snapshot', scan };
    yield { event: 'finished', scan };
  }

  activeCount(): number {
    return this.#running.size;
  }

  async close({ cancel }: { readonly cancel: boolean }): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#starting);
    const running = [...this.#running.values()];
    if (cancel) {
      for (const { worker } of running) worker.postMessage({ command: 'cancel' } satisfies ScanWorkerCommand);
    }
    await Promise.all(running.map(({ ended }) => ended));
    const writer = this.#writer;
    if (writer === null) return;
    this.#writer = null;
    try {
      await writer.calls.close();
    } finally {
      await writer.worker.terminate();
    }
  }

  readUnstoredEnd(id: string): ScanWithLedgerDto | null {
    return this.#unstoredEnds.get(id) ?? null;
  }

  async #readScan(id: string): Promise<ScanDto> {
    const { ledger: _, ...scan } = this.readUnstoredEnd(id) ?? (await this.#options.readScan(id));
    return scan;
  }

  #openWriter(): WriterThread {
    if (this.#writer !== null) return this.#writer;
    const worker = new Worker(new URL('./writer-worker.ts', import.meta.url), {
      workerData: { databaseFile: this.#options.databaseFile } satisfies WriterWorkerData,
      resourceLimits: writerThreadLimits,
    });
    const calls = callRemotely<WriterMethods>(worker);
    // A thread that failed is replaced at the next scan.
    worker.once('exit', () => {
      this.#writer = null;
    });
    this.#writer = { worker, calls };
    return this.#writer;
  }

  #run(scan: ScanDto, job: ScanJob, writer: WriterThread): void {
    const { port1, port2 } = new MessageChannel();
    // The writer serves the scan's thread directly: what is found never passes through this one.
    // If that fails, so does every call of the scan's thread, and the scan says why.
    writer.calls.serve(port1).catch(() => port1.close());
    const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), {
      workerData: { job, writerPort: port2 } satisfies ScanWorkerData,
      transferList: [port2],
      resourceLimits: scanThreadLimits,
    });
    const events = new ScanEvents();
    const ledger: LedgerEntry[] = [];
    let failure: string | null = null;
    const ended = new Promise<void>((resolve) => {
      worker.on('message', (message: ScanWorkerMessage) => {
        if (message.kind === 'failed') failure = message.message;
        // All is written and told. A call that nobody waits for any more must not keep the thread, and with it the scan.
        if (message.kind === 'failed' || message.kind === 'done') void worker.terminate();
        else this.#onMessage(running, ledger, message);
      });
      worker.once('error', (error: Error) => {
        failure = `the thread of the scan ended unexpectedly: ${error.message}`;
      });
      worker.once('exit', () => {
        void this.#finish(running, job, ledger, failure, writer.calls).then(resolve);
      });
    });
    const running: RunningScan = { scan, worker, events, ended };
    this.#running.set(scan.id, running);
  }

  #onMessage(running: RunningScan, ledger: LedgerEntry[], message: ScanWorkerMessage): void {
    const { catalog, logger } = this.#options;
    if (message.kind === 'log') {
      logger[message.level]({ ...message.fields, scan: running.scan.id }, message.message);
      return;
    }
    if (message.kind === 'unit') {
      ledger.push(message.entry);
      const { units } = running.scan;
      const outcome = message.entry.outcome;
      running.scan = { ...running.scan, units: { ...units, [outcome]: units[outcome] + 1 } };
      running.events.publish({ event: 'unit', entry: entryToLedgerEntryDto(message.entry, catalog) });
    }
    if (message.kind === 'unit' || message.kind === 'progress')
      this.#onProgress(running, message.progress, ledger.length);
  }

  #onProgress(running: RunningScan, progress: ScanProgress, unitsDone: number): void {
    const { scan } = running;
    running.scan = { ...scan, resources: progress.resources, units: { ...scan.units, total: progress.unitsTotal } };
    running.events.publish({
      event: 'progress',
      units_done: unitsDone,
      units_total: progress.unitsTotal,
      resources: progress.resources,
      calls: progress.calls,
      throttled: progress.throttled,
    });
  }

  /** Writes how the scan ended. Also when that fails the watchers are told, and the scan is over. */
  async #finish(
    running: RunningScan,
    job: ScanJob,
    ledger: readonly LedgerEntry[],
    failure: string | null,
    writer: RemoteCaller<WriterMethods>,
  ): Promise<void> {
    const { logger } = this.#options;
    const { id } = running.scan;
    const status = toEndedStatus(ledger, failure);
    try {
      await writer.finishScan(job.scan, status, failure);
      running.scan = await this.#readScan(id);
    } catch (error) {
      logger.error({ scan: id, err: error }, 'the end of a scan could not be stored');
      const problem = failure ?? (error as Error).message;
      running.scan = { ...running.scan, status: 'failed', finished_at: new Date().toISOString(), problem };
      const rows = ledger.map((entry) => entryToLedgerEntryDto(entry, this.#options.catalog));
      this.#unstoredEnds.set(id, { ...running.scan, ledger: rows });
    }
    this.#running.delete(id);
    running.events.publish({ event: 'finished', scan: running.scan });
  }
}

function toEndedStatus(ledger: readonly LedgerEntry[], failure: string | null): Exclude<ScanDto['status'], 'running'> {
  const status = toScanStatus(ledger);
  // A scan whose thread broke off is never complete, whatever the units that it reached say.
  return failure !== null && status === 'complete' ? 'partial' : status;
}
