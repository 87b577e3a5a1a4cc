import type { ProviderId } from './provider.ts';

/** Prefixes of the tag keys that a provider sets itself. They say nothing about who owns a resource or what it is for. */
export type ReservedTagPrefixes = ReadonlyMap<ProviderId, readonly string[]>;

/** Whether the provider set this tag itself. Case is ignored, as providers forbid every spelling of their prefixes. */
export function isReservedTag(provider: ProviderId, key: string, prefixes: ReservedTagPrefixes): boolean {
  const reserved = prefixes.get(provider);
  if (reserved === undefined) return false;
  const folded = key.toLowerCase();
  return reserved.some((prefix) => folded.startsWith(prefix.toLowerCase()));
}
