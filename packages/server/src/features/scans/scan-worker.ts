import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { CallCounters, LedgerEntry, PortLogger, ProviderDescription, ProviderId } from '@tradewind/core';
import { connectProvider, createCallPolicy, providerDescriptions, systemClock } from '@tradewind/providers';
import { callRemotely } from '../../threads/remote-calls.ts';
import { runScan } from './run-scan.ts';
import { ScanCancelled } from './run-unit.ts';
import type { ScanJob } from './scan-job.ts';
import type { WriterMethods } from './writer-worker.ts';

/** The thread that runs one scan: calls, parsing and mapping stay off the event loop that answers requests. */

export interface ScanWorkerData {
  readonly job: ScanJob;
  readonly writerPort: MessagePort;
}

/** What the thread tells. `progress` comes at most every `progressEveryMs`. */
export type ScanWorkerMessage =
  | { readonly kind: 'progress'; readonly progress: ScanProgress }
  | { readonly kind: 'unit'; readonly entry: LedgerEntry; readonly progress: ScanProgress }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'warn';
      readonly fields: Readonly<Record<string, unknown>>;
      readonly message: string;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

export interface ScanProgress {
  readonly unitsTotal: number;
  readonly resources: number;
  readonly calls: number;
  readonly throttled: number;
}

/** What the thread is told. */
export type ScanWorkerCommand = { readonly command: 'cancel' };

const progressEveryMs = 100;

if (parentPort === null) throw new Error('scan-worker.ts runs as a worker thread only');
const port = parentPort;
const { job, writerPort } = workerData as ScanWorkerData;
const writer = callRemotely<WriterMethods>(writerPort);
const stop = new AbortController();
const send = (message: ScanWorkerMessage): void => port.postMessage(message);

port.on('message', (message: ScanWorkerCommand) => {
  if (message.command === 'cancel') stop.abort(new ScanCancelled('the scan was cancelled before this was read'));
});

const logger: PortLogger = {
  debug: (fields, message) => send({ kind: 'log', level: 'debug', fields: toCloneable(fields), message }),
  warn: (fields, message) => send({ kind: 'log', level: 'warn', fields: toCloneable(fields), message }),
};

let unitsTotal = 0;
let resources = 0;
const ended = { calls: 0, throttled: 0 };
const underWay = new Set<CallCounters>();

function readProgress(): ScanProgress {
  const sums = { ...ended };
  for (const { calls, throttled } of underWay) {
    sums.calls += calls;
    sums.throttled += throttled;
  }
  return { unitsTotal, resources, ...sums };
}

let lastCalls = 0;
const timer = setInterval(() => {
  const progress = readProgress();
  if (progress.calls === lastCalls) return;
  lastCalls = progress.calls;
  send({ kind: 'progress', progress });
}, progressEveryMs);

const policy = createCallPolicy({ clock: systemClock, timeoutMs: job.callTimeoutMs });

try {
  await runScan(job, {
    writer,
    connect: (connection) => connectProvider(connection.settings, { policy, clock: systemClock }),
    describe: ({ settings }) => readDescription(settings.provider),
    signal: stop.signal,
    logger,
    now: Date.now,
    observer: {
      onPlanned(units) {
        unitsTotal = units;
        send({ kind: 'progress', progress: readProgress() });
      },
      onFound(count) {
        resources += count;
      },
      onUnitStart(counters) {
        underWay.add(counters);
      },
      onUnit(entry, counters) {
        underWay.delete(counters);
        ended.calls += counters.calls;
        ended.throttled += counters.throttled;
        send({ kind: 'unit', entry, progress: readProgress() });
      },
    },
  });
  send({ kind: 'done' });
} catch (error) {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
} finally {
  clearInterval(timer);
  writerPort.close();
  port.close();
}

function readDescription(provider: ProviderId): ProviderDescription {
  const description = providerDescriptions.find(({ id }) => id === provider);
  if (description === undefined) throw new Error(`there is no adapter for ${provider}`);
  return description;
}

/** Errors among the fields lose their class on the way; what matters of them is text. */
function toCloneable(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const toText = (_: string, value: unknown): unknown =>
    value instanceof Error ? `${value.name}: ${value.message}` : value;
  return JSON.parse(JSON.stringify(fields, toText)) as Record<string, unknown>;
}
