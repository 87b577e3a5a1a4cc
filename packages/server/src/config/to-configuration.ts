import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileTagPolicy, defaultRequiredTags, providerDisplayNames } from '@tradewind/core';
import type { ProviderDescription, ProviderId, RequiredTag } from '@tradewind/core';
import { describeUnknownName } from '../catalog.ts';
import type { Configuration, Connection } from './configuration.ts';
import type { ConfigurationFile, ConnectionEntry, ProviderSettings } from './file-schema.ts';
import type { ValuePath } from './located-yaml.ts';

/** Told of what no schema can see. */
export type ReportProblem = (path: ValuePath, message: string) => void;

/** What a file comes to. Everything that is wrong is reported; the answer is of use only when nothing was. */
export function toConfiguration(
  file: ConfigurationFile,
  options: {
    /** Path of the file, or null when there is none; relative paths in it start there. */
    readonly path: string | null;
    readonly providers: readonly ProviderDescription[];
    readonly report: ReportProblem;
  },
): Omit<Configuration, 'stateFolder'> {
  const { path, providers, report } = options;
  const folder = path === null ? '.' : dirname(path);
  const entries = toEntries(file, report);
  const warnings: string[] = [];
  const usable = entries
    .filter((entry) => entry.enabled)
    .filter((entry) => {
      const known = providers.some(({ id }) => id === entry.provider);
      if (!known) warnings.push(toMissingAdapterWarning(entry));
      return known;
    });
  for (const entry of entries) checkEntry(entry, folder, providers, report);
  const ordered = usable.toSorted((a, b) => a.priority - b.priority);
  const chosen = file.multicloud.enabled
    ? ordered
    : ordered.filter(({ provider }) => provider === ordered[0]?.provider);
  for (const left of new Set(ordered.filter((entry) => !chosen.includes(entry)).map(({ provider }) => provider))) {
    warnings.push(`${providerDisplayNames[left]} is left out because multicloud.enabled is false.`);
  }
  return {
    file: path,
    logLevel: file.log_level,
    connections: chosen.map((entry) => toConnection(entry, folder)),
    requiredTags: toRequiredTags(file, report),
    tagsCaseSensitive: file.tags.case_sensitive,
    reports: {
      stoppedDays: file.reports.stopped_days,
      snapshotDays: file.reports.snapshot_days,
      hoursPerMonth: file.reports.hours_per_month,
    },
    scan: {
      unitDeadlineMs: file.scan.unit_deadline_s * 1000,
      callTimeoutMs: file.scan.call_timeout_s * 1000,
      concurrency: file.scan.concurrency,
    },
    server: file.server,
    warnings,
  };
}

/** A connection with what its provider gives it, and where it stands in the file. */
interface Entry extends Omit<ConnectionEntry, 'enabled'> {
  readonly enabled: boolean;
  readonly priority: number;
  readonly costFactor: number;
  readonly performanceFactor: number;
  readonly path: ValuePath;
  /** Path of the value that is in force: the connection's own, or its provider's. */
  readonly pathOf: (key: keyof ConnectionEntry) => ValuePath;
}

const accessKeys = ['regions', 'profile', 'role_to_assume', 'external_id', 'endpoint', 'ca_file'] as const;

function toEntries(file: ConfigurationFile, report: ReportProblem): readonly Entry[] {
  if (file.providers === undefined && file.connections === undefined) return [defaultEntry];
  const settings = new Map<ProviderId, ProviderSettings>();
  for (const [id, value] of Object.entries(file.providers ?? {}) as [ProviderId, ProviderSettings | undefined][]) {
    if (value !== undefined) settings.set(id, value);
  }
  const order = [...settings.keys()];
  const named = (file.connections ?? []).map((connection, index) => ({
    connection,
    path: ['connections', index] as ValuePath,
  }));
  reportDuplicates(
    named.map(({ connection }) => connection.name),
    report,
  );
  const unnamed = order
    .filter((id) => !named.some(({ connection }) => connection.provider === id))
    .map((id) => ({
      connection: { name: id, provider: id, enabled: true } as ConnectionEntry,
      path: ['providers', id] as ValuePath,
    }));
  return [...unnamed, ...named].map(({ connection, path }) => {
    const provider = settings.get(connection.provider);
    const inherited = Object.fromEntries(
      accessKeys.flatMap((key) => {
        const value = connection[key] ?? provider?.[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const place = order.indexOf(connection.provider);
    return {
      ...inherited,
      name: connection.name,
      provider: connection.provider,
      enabled: connection.enabled && (provider?.enabled ?? true),
      priority: provider?.priority ?? (place === -1 ? order.length : place) + 1,
      costFactor: provider?.cost_factor ?? 1,
      performanceFactor: provider?.performance_factor ?? 1,
      path,
      pathOf: (key) => (connection[key] === undefined ? ['providers', connection.provider, key] : [...path, key]),
    };
  });
}

/** What there is when nothing is configured: the provider's own credential chain. */
const defaultEntry: Entry = {
  name: 'aws',
  provider: 'aws',
  enabled: true,
  priority: 1,
  costFactor: 1,
  performanceFactor: 1,
  path: [],
  pathOf: () => [],
};

function reportDuplicates(names: readonly string[], report: ReportProblem): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      report(['connections', index, 'name'], `there are two connections named ${JSON.stringify(name)}`);
  });
}

function checkEntry(
  entry: Entry,
  folder: string,
  providers: readonly ProviderDescription[],
  report: ReportProblem,
): void {
  const { endpoint, external_id: externalId, role_to_assume: role, ca_file: caFile, regions = [] } = entry;
  if (externalId !== undefined && role === undefined) {
    report(entry.pathOf('external_id'), '`external_id` has no effect without `role_to_assume`');
  }
  if (caFile !== undefined && !existsSync(resolve(folder, caFile))) {
    report(entry.pathOf('ca_file'), `there is no file ${resolve(folder, caFile)}`);
  }
  if (endpoint !== undefined && new URL(endpoint).password !== '') {
    report(
      entry.pathOf('endpoint'),
      'an address must not contain a password: credentials come from the credential chain',
    );
  }
  const known = providers.find(({ id }) => id === entry.provider)?.knownRegions;
  // Behind an address of one's own there may be regions of any name.
  if (known === undefined || endpoint !== undefined) return;
  regions.forEach((region, index) => {
    if (known.includes(region)) return;
    const escape = 'a region of a private stack needs `endpoint`';
    report([...entry.pathOf('regions'), index], `${describeUnknownName('region', region, known)} (${escape})`);
  });
}

function toConnection(entry: Entry, folder: string): Connection {
  return {
    name: entry.name,
    provider: entry.provider,
    profile: entry.profile ?? null,
    roleToAssume: entry.role_to_assume ?? null,
    externalId: entry.external_id ?? null,
    endpoint: entry.endpoint ?? null,
    caFile: entry.ca_file === undefined ? null : resolve(folder, entry.ca_file),
    regions: entry.regions === undefined ? null : [...new Set(entry.regions)],
    priority: entry.priority,
    costFactor: entry.costFactor,
    performanceFactor: entry.performanceFactor,
  };
}

function toMissingAdapterWarning({ name, provider }: Entry): string {
  const display = providerDisplayNames[provider];
  return `Connection ${name} is left out: this version of Tradewind has no adapter for ${display} yet.`;
}

function toRequiredTags(file: ConfigurationFile, report: ReportProblem): readonly RequiredTag[] {
  const { required, case_sensitive: caseSensitive } = file.tags;
  if (required === undefined) return defaultRequiredTags;
  const requiredTags = required.map((tag) =>
    typeof tag === 'string'
      ? { key: tag, allowedValues: null, pattern: null }
      : { key: tag.key, allowedValues: tag.allowed_values ?? null, pattern: tag.pattern ?? null },
  );
  const compiled = compileTagPolicy({ requiredTags, caseSensitive, reservedTagPrefixes: new Map() });
  if (!compiled.ok) for (const { index, message } of compiled.problems) report(['tags', 'required', index], message);
  return requiredTags;
}
