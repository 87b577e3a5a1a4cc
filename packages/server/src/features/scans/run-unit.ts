import {
  ProviderError,
  type CallCounters,
  type CloudProvider,
  type DiscoveredPage,
  type PortLogger,
  type ScanUnit,
  type UnitOutcome,
  type UnitReasonCode,
} from '@tradewind/core';
import type { RemoteCaller } from '../../threads/remote-calls.ts';
import { UnitWriter } from './unit-writer.ts';
import type { WriterMethods } from './writer-worker.ts';

/** How reading one unit went. The row of the ledger is made of it. */
export interface UnitResult {
  readonly outcome: UnitOutcome;
  readonly reasonCode: UnitReasonCode | null;
  readonly reason: string | null;
  readonly account: string | null;
  /** The writer's handle, or null when nothing was opened. */
  readonly writerUnit: number | null;
}

export interface UnitEnvironment {
  readonly scan: number;
  readonly provider: CloudProvider;
  readonly writer: RemoteCaller<WriterMethods>;
  readonly signal: AbortSignal;
  readonly logger: PortLogger;
  readonly counters: CallCounters;
  readonly deadlineMs: number;
  /** Told how many more resources were found. */
  readonly onFound: (count: number) => void;
}

/** What a unit is aborted with, besides the scan's own reasons. */
export class UnitDeadline extends Error {
  override readonly name = 'UnitDeadline';
}

/** What all units of a scan are aborted with when a user ends it. */
export class ScanCancelled extends Error {
  override readonly name = 'ScanCancelled';
}

/** Reads one unit to its end, its deadline or its first error, and writes what it finds. Never throws. */
export async function runUnit(unit: ScanUnit, environment: UnitEnvironment): Promise<UnitResult> {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new UnitDeadline(`not finished within ${environment.deadlineMs / 1000} s`));
  }, environment.deadlineMs);
  const reading = new UnitReading(unit, environment, AbortSignal.any([environment.signal, deadline.signal]));
  try {
    return await reading.run();
  } finally {
    clearTimeout(timer);
  }
}

class UnitReading {
  readonly #unit: ScanUnit;
  readonly #environment: UnitEnvironment;
  readonly #signal: AbortSignal;
  #account: string | null = null;
  #writer: UnitWriter | null = null;
  #found = 0;

  constructor(unit: ScanUnit, environment: UnitEnvironment, signal: AbortSignal) {
    this.#unit = unit;
    this.#environment = environment;
    this.#signal = signal;
  }

  async run(): Promise<UnitResult> {
    const problems: Error[] = [];
    try {
      for await (const page of this.#pages()) {
        if (page.problems !== undefined) problems.push(...page.problems);
        if (!(await this.#write(page))) return this.#result('skipped', 'superseded', 'a later scan covers it');
      }
      // A unit without resources is a finding too: what was there is gone.
      if ((await this.#open()) === null) return this.#result('skipped', 'superseded', 'a later scan covers it');
      await this.#writer?.flush();
    } catch (error) {
      await this.#writer?.flush().catch(() => undefined);
      const { code, message } = describeFailure(error);
      return this.#result(this.#found > 0 ? 'partial' : 'failed', code, message);
    }
    const [first] = problems;
    if (first === undefined) return this.#result('complete', null, null);
    const { code, message } = describeFailure(first);
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more problems)`;
    return this.#result('partial', code, `${message}${more}`);
  }

  async *#pages(): AsyncGenerator<DiscoveredPage> {
    const { provider, logger, counters } = this.#environment;
    const context = { signal: this.#signal, logger, counters };
    const iterator = provider.discovery.discover(this.#unit, context)[Symbol.asyncIterator]();
    for (;;) {
      // The adapter is told by the signal; the race holds even if something below it does not listen.
      const next = await orAborted(iterator.next(), this.#signal);
      if (next.done === true) return;
      yield next.value;
    }
  }

  async #write(page: DiscoveredPage): Promise<boolean> {
    const writer = await this.#open();
    if (writer === null) return false;
    this.#found += page.resources.length;
    this.#environment.onFound(page.resources.length);
    return writer.write(page.resources);
  }

  async #open(): Promise<UnitWriter | null> {
    if (this.#writer !== null) return this.#writer;
    const { provider, logger, counters, writer, scan } = this.#environment;
    const identity = await provider.discovery.readIdentity({ signal: this.#signal, logger, counters });
    this.#account = identity.account;
    const unit = await writer.openUnit(scan, { ...this.#unit, account: identity.account });
    this.#writer = unit === null ? null : new UnitWriter(writer, unit);
    return this.#writer;
  }

  #result(outcome: UnitOutcome, reasonCode: UnitReasonCode | null, reason: string | null): UnitResult {
    return { outcome, reasonCode, reason, account: this.#account, writerUnit: this.#writer?.unit ?? null };
  }
}

/** Rejects with the signal's reason as soon as it is aborted. (A race with one lasting promise would keep every page.) */
function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    const done = (): void => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    result.then(resolve, reject).finally(done);
  });
}

function describeFailure(error: unknown): { code: UnitReasonCode; message: string } {
  if (error instanceof ProviderError)
    return { code: error.malformed ? 'malformed' : error.code, message: error.message };
  if (error instanceof UnitDeadline) return { code: 'deadline', message: error.message };
  if (error instanceof ScanCancelled) return { code: 'cancelled', message: error.message };
  // Errors of the writer's thread keep only their name and message on the way.
  if (error instanceof Error && error.name === 'StorageError') return { code: 'storage', message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
