import {
  globalRegion,
  matchesSelectors,
  parseSelectors,
  providerIds,
  type ConnectionSettings,
  type ProviderId,
  type Selector,
} from '@tradewind/core';
import type { CreateScanRequest } from '@tradewind/api';
import { describeUnknownName, type Catalog } from '../../catalog.ts';
import { ProblemError, type ProblemItem } from '../../problem-error.ts';
import type { ConnectionJob, ScanJob } from './scan-job.ts';

/** A connection as it is configured. */
export interface ScannableConnectionConfig {
  readonly settings: ConnectionSettings;
  /** Regions to scan when the request names none; null: all that the account has enabled. */
  readonly regions: readonly string[] | null;
}

/** What applies where the request says nothing. */
export interface ScanDefaults {
  readonly unitDeadlineMs: number;
  readonly callTimeoutMs: number;
  readonly concurrency: number;
}

/**
 * Turns a request into what a scan thread is told, its number apart.
 * @throws ProblemError `unknown_name` with every name that is not known; `misconfigured` when there is nothing to scan.
 */
export function planScanJob(
  request: CreateScanRequest,
  connections: readonly ScannableConnectionConfig[],
  catalog: Catalog,
  defaults: ScanDefaults,
): Omit<ScanJob, 'scan'> {
  const problems: ProblemItem[] = [];
  const chosen = chooseConnections(request, connections, catalog, problems);
  const typeIds = resolveTypes(request.types, catalog, problems);
  checkRegions(request.regions, chosen, catalog, problems);
  const selectors = readSelectors(request.selectors, connections, catalog, problems);
  if (problems.length > 0) {
    throw new ProblemError('unknown_name', problems.map(({ message }) => message).join('; '), problems);
  }
  if (chosen.length === 0) {
    throw new ProblemError(
      'misconfigured',
      'There is no connection to scan. Enable a provider or add a connection in tradewind.yaml.',
    );
  }
  const selected = chosen.filter((connection) =>
    isSelected({ ...connection, regions: request.regions ?? connection.regions }, selectors, catalog),
  );
  if (selected.length === 0) {
    const names = chosen.map(({ settings }) => settings.name).join(', ');
    throw new ProblemError(
      'invalid_request',
      `The selectors leave nothing to scan of what is configured (${names}). An exclusion always wins over an inclusion.`,
    );
  }
  const jobs = selected.map(({ settings, regions }): ConnectionJob => {
    const types = catalog.resourceTypes.filter(({ provider }) => provider === settings.provider);
    return {
      settings,
      regions: request.regions ?? regions,
      types: types.filter((type) => typeIds === null || typeIds.has(`${type.provider}/${type.id}`)).map(({ id }) => id),
    };
  });
  return {
    connections: jobs,
    selectors: request.selectors ?? [],
    unitDeadlineMs: request.unit_deadline_s === undefined ? defaults.unitDeadlineMs : request.unit_deadline_s * 1000,
    callTimeoutMs: defaults.callTimeoutMs,
    concurrency: defaults.concurrency,
  };
}

function chooseConnections(
  request: CreateScanRequest,
  connections: readonly ScannableConnectionConfig[],
  catalog: Catalog,
  problems: ProblemItem[],
): readonly ScannableConnectionConfig[] {
  const names = connections.map(({ settings }) => settings.name);
  request.connections?.forEach((name, index) => {
    if (!names.includes(name)) problems.push(unknownName(`connections.${index}`, 'connection', name, names));
  });
  const wanted = new Set<ProviderId>();
  request.providers?.forEach((word, index) => {
    const provider = catalog.findProvider(word);
    if (provider === null) problems.push(unknownName(`providers.${index}`, 'provider', word, providerIds));
    else wanted.add(provider);
  });
  const chosen = connections.filter(
    ({ settings }) =>
      (request.connections?.includes(settings.name) ?? true) &&
      (request.providers === undefined || wanted.has(settings.provider)),
  );
  for (const provider of wanted) {
    if (!connections.some(({ settings }) => settings.provider === provider)) {
      problems.push({
        path: 'providers',
        message: `no connection to ${provider} is configured; add one in tradewind.yaml`,
      });
    }
  }
  return chosen;
}

/** Ids as `provider/type`, or null for all. */
function resolveTypes(
  words: readonly string[] | undefined,
  catalog: Catalog,
  problems: ProblemItem[],
): ReadonlySet<string> | null {
  if (words === undefined) return null;
  const ids = new Set<string>();
  words.forEach((word, index) => {
    const types = catalog.findTypes(word);
    if (types.length === 0) {
      problems.push(
        unknownName(
          `types.${index}`,
          'resource type',
          word,
          catalog.resourceTypes.map(({ id }) => id),
        ),
      );
    }
    for (const type of types) ids.add(`${type.provider}/${type.id}`);
  });
  return ids;
}

function checkRegions(
  regions: readonly string[] | undefined,
  chosen: readonly ScannableConnectionConfig[],
  catalog: Catalog,
  problems: ProblemItem[],
): void {
  if (regions === undefined) return;
  // Behind an endpoint of one's own (a private stack) regions may have any name.
  if (chosen.some(({ settings }) => settings.endpoint !== null)) return;
  const known = knownRegions(chosen, catalog);
  regions.forEach((region, index) => {
    if (!known.has(region)) problems.push(unknownName(`regions.${index}`, 'region', region, known));
  });
}

function knownRegions(connections: readonly ScannableConnectionConfig[], catalog: Catalog): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { settings, regions } of connections) {
    for (const region of regions ?? []) known.add(region);
    const description = catalog.providers.find(({ id }) => id === settings.provider);
    for (const region of description?.knownRegions ?? []) known.add(region);
  }
  return known;
}

/** Notes what is wrong with the selectors; what they mean counts only when nothing is. */
function readSelectors(
  selectors: readonly string[] | undefined,
  connections: readonly ScannableConnectionConfig[],
  catalog: Catalog,
  problems: ProblemItem[],
): readonly Selector[] {
  if (selectors === undefined) return [];
  const regionsByProvider = new Map<ProviderId, readonly string[]>();
  for (const { id } of catalog.providers) {
    const ofProvider = connections.filter(({ settings }) => settings.provider === id);
    if (ofProvider.some(({ settings }) => settings.endpoint !== null)) continue;
    const description = catalog.providers.find((provider) => provider.id === id);
    regionsByProvider.set(id, [
      ...new Set([...knownRegions(ofProvider, catalog), ...(description?.knownRegions ?? [])]),
    ]);
  }
  const parsed = parseSelectors(selectors, { providers: providerIds, regionsByProvider });
  if (parsed.ok) return parsed.selectors;
  for (const problem of parsed.problems) {
    problems.push({ path: `selectors.${selectors.indexOf(problem.selector)}`, message: problem.message });
  }
  return [];
}

/** Whether the selectors leave anything of a connection: if not, it need not even be reached. */
function isSelected(
  { settings, regions }: ScannableConnectionConfig,
  selectors: readonly Selector[],
  catalog: Catalog,
): boolean {
  // Behind an endpoint of one's own, regions may have names that nobody knows yet.
  if (selectors.length === 0 || (settings.endpoint !== null && regions === null)) return true;
  const description = catalog.providers.find(({ id }) => id === settings.provider);
  const places = [globalRegion, ...(regions ?? description?.knownRegions ?? [])];
  return places.some((region) => matchesSelectors(selectors, { provider: settings.provider, region }));
}

function unknownName(path: string, what: string, word: string, known: Iterable<string>): ProblemItem {
  return { path, message: describeUnknownName(what, word, known) };
}
