import type { ProviderId } from '@tradewind/core';
import type { ReadContext } from '../../reader/read-context.ts';
import type { Collection } from './collection.ts';
import type { KnownNames } from './resource-filter.ts';

/** The names that a filter may use: of the providers, of the configuration, and of what was scanned before. */
export function toKnownNames(context: ReadContext, collections: readonly Collection[]): KnownNames {
  const { catalog, settings } = context;
  const regions = new Map<ProviderId, Set<string>>();
  const add = (provider: ProviderId, names: Iterable<string>): void => {
    const known = regions.get(provider) ?? new Set();
    for (const name of names) known.add(name);
    regions.set(provider, known);
  };
  for (const provider of catalog.providers) add(provider.id, provider.knownRegions);
  for (const { provider, regions: configured } of settings.connections) add(provider, configured ?? []);
  for (const { provider, region } of collections) add(provider, [region]);
  const connections = new Set(
    [...settings.connections, ...collections.map(({ connection }) => ({ name: connection }))].map(({ name }) => name),
  );
  return { catalog, connections: [...connections], regions };
}
