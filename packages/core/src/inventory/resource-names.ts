import { providerDisplayNames } from './provider.ts';
import type { ProviderId } from './provider.ts';
import type { ResourceTypeDescriptor } from './resource-type.ts';

/** The names that people and the documented reports see in place of ids. */
export interface ResourceNames {
  /** For example `AWS`. */
  readProviderName(provider: ProviderId): string;
  /** For example `EC2`; the id itself when no adapter describes the type (a stored resource can outlive its adapter). */
  readTypeName(provider: ProviderId, resourceType: string): string;
}

/** Builds the lookup from what the registered adapters describe. */
export function toResourceNames(descriptors: Iterable<ResourceTypeDescriptor>): ResourceNames {
  const byProvider = new Map<ProviderId, Map<string, string>>();
  for (const { provider, id, displayName } of descriptors) {
    const types = byProvider.get(provider) ?? new Map<string, string>();
    types.set(id, displayName);
    byProvider.set(provider, types);
  }
  return {
    readProviderName: (provider) => providerDisplayNames[provider],
    readTypeName: (provider, resourceType) => byProvider.get(provider)?.get(resourceType) ?? resourceType,
  };
}
