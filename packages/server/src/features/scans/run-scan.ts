import {
  matchesSelectors,
  parseSelectors,
  planScanUnits,
  providerIds,
  ProviderError,
  type CallCounters,
  type CloudProvider,
  type LedgerEntry,
  type PortLogger,
  type ProviderDescription,
  type ScanUnit,
  type ScannableRegion,
  type Selector,
} from '@tradewind/core';
import type { RemoteCaller } from '../../threads/remote-calls.ts';
import { runUnit, type UnitResult } from './run-unit.ts';
import type { ConnectionJob, ScanJob } from './scan-job.ts';
import type { WriterMethods } from './writer-worker.ts';

/** Regions that could not be listed stand in the ledger under this name. */
export const allRegions = '*';

export interface ScanEnvironment {
  readonly writer: RemoteCaller<WriterMethods>;
  readonly connect: (job: ConnectionJob) => Promise<CloudProvider>;
  readonly describe: (job: ConnectionJob) => ProviderDescription;
  readonly signal: AbortSignal;
  readonly logger: PortLogger;
  readonly now: () => number;
  readonly observer: ScanObserver;
}

/** Told how a scan goes. */
export interface ScanObserver {
  onPlanned(units: number): void;
  onFound(resources: number): void;
  /** A unit begins; the counters go on rising until `onUnit`. */
  onUnitStart(counters: CallCounters): void;
  onUnit(entry: LedgerEntry, counters: CallCounters): void;
}

interface PlannedUnit {
  readonly unit: ScanUnit;
  readonly provider: CloudProvider | null;
  readonly signal: AbortSignal;
  /** Set when it is known beforehand that it cannot be read. */
  readonly failure: unknown;
}

/** Runs all units of a scan, as many at once as the job allows. Every unit ends in a row of the ledger. */
export async function runScan(job: ScanJob, environment: ScanEnvironment): Promise<void> {
  const providers: CloudProvider[] = [];
  try {
    const plans = await Promise.all(
      job.connections.map((connection) => planConnection(connection, job, environment, providers)),
    );
    const units = plans.flat();
    environment.observer.onPlanned(units.length);
    await environment.writer.setUnitsTotal(job.scan, units.length);
    // One iterator for all: each takes the next unit that nobody has taken.
    const queue = units.entries();
    const workThrough = async (): Promise<void> => {
      for (const [position, unit] of queue) await endUnit(unit, position, job, environment);
    };
    await Promise.all(Array.from({ length: Math.min(job.concurrency, units.length) }, workThrough));
  } finally {
    for (const provider of providers) provider.close();
  }
}

async function planConnection(
  connection: ConnectionJob,
  job: ScanJob,
  environment: ScanEnvironment,
  providers: CloudProvider[],
): Promise<PlannedUnit[]> {
  const { name, provider: providerId } = connection.settings;
  const description = environment.describe(connection);
  const types = description.resourceTypes.filter((type) => connection.types.includes(type.id));
  const selectors = toSelectors(job.selectors);
  const abandon = new AbortController();
  const signal = AbortSignal.any([environment.signal, abandon.signal]);
  const context = { signal, logger: environment.logger, counters: { calls: 0, retries: 0, throttled: 0 } };

  let provider: CloudProvider | null = null;
  let regions: readonly ScannableRegion[];
  let failure: unknown = null;
  try {
    provider = await environment.connect(connection);
    providers.push(provider);
    // Wrong credentials fail every unit in the same way: one answer is enough to give up on all of them.
    provider.discovery.readIdentity(context).catch((error: unknown) => {
      if (error instanceof ProviderError && error.code === 'unauthenticated') abandon.abort(error);
    });
    regions =
      connection.regions?.map((region) => ({ name: region, enabled: true })) ??
      (await listEnabledRegions(
        provider,
        types.some((type) => type.scope === 'regional'),
        context,
      ));
  } catch (error) {
    failure = error;
    regions = [{ name: allRegions, enabled: true }];
  }
  const plan = planScanUnits([{ name, provider: providerId, regions, types }], failure === null ? selectors : []);
  const usable = provider !== null && failure === null;
  return plan.units
    .map((unit) => {
      // Without a list of regions only the global types can still be read.
      const canRun = usable || (provider !== null && unit.region !== allRegions);
      return { unit, provider, signal, failure: canRun ? null : failure };
    })
    .filter(({ unit }) => unit.region === allRegions || matchesSelectors(selectors, unit));
}

async function listEnabledRegions(
  provider: CloudProvider,
  needed: boolean,
  context: { signal: AbortSignal; logger: PortLogger; counters: CallCounters },
): Promise<readonly ScannableRegion[]> {
  if (!needed) return [];
  const regions = await provider.discovery.listRegions(context);
  // In a region that is not enabled nothing can exist.
  return regions.filter((region) => region.enabled);
}

function toSelectors(texts: readonly string[]): readonly Selector[] {
  // They were checked against what is known before the scan began; here only their meaning is wanted.
  const parsed = parseSelectors(texts, { providers: providerIds, regionsByProvider: new Map() });
  return parsed.ok ? parsed.selectors : [];
}

async function endUnit(
  planned: PlannedUnit,
  position: number,
  job: ScanJob,
  environment: ScanEnvironment,
): Promise<void> {
  const { unit } = planned;
  const counters: CallCounters = { calls: 0, retries: 0, throttled: 0 };
  environment.observer.onUnitStart(counters);
  const startedAt = environment.now();
  const result = await readUnit(planned, counters, job, environment);
  const finishedAt = environment.now();
  const written = await environment.writer.closeUnit(job.scan, result.writerUnit, {
    ...unit,
    ...counters,
    position,
    account: result.account,
    outcome: result.outcome,
    reasonCode: result.reasonCode,
    reason: result.reason,
    startedAt,
    finishedAt,
  });
  environment.observer.onUnit(
    {
      ...unit,
      ...counters,
      account: result.account,
      outcome: written.outcome,
      reasonCode: written.reasonCode as LedgerEntry['reasonCode'],
      reason: written.reason,
      resources: written.found,
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
    },
    counters,
  );
}

async function readUnit(
  { unit, provider, signal, failure }: PlannedUnit,
  counters: CallCounters,
  job: ScanJob,
  environment: ScanEnvironment,
): Promise<UnitResult> {
  if (provider === null || failure !== null) {
    const isKnown = failure instanceof ProviderError;
    return {
      outcome: 'failed',
      reasonCode: isKnown ? failure.code : 'internal',
      reason: failure instanceof Error ? failure.message : String(failure),
      account: null,
      writerUnit: null,
    };
  }
  return runUnit(unit, {
    scan: job.scan,
    provider,
    writer: environment.writer,
    signal,
    logger: environment.logger,
    counters,
    deadlineMs: job.unitDeadlineMs,
    onFound: (count) => environment.observer.onFound(count),
  });
}
