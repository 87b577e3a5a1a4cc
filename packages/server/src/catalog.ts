import { nearestName, providerDisplayNames, providerIds, toResourceNames } from '@tradewind/core';
import type {
  ProviderDescription,
  ProviderId,
  ReservedTagPrefixes,
  ResourceNames,
  ResourceTypeDescriptor,
} from '@tradewind/core';

/** What the registered providers describe, with lookups by the names that users write. */
export interface Catalog {
  readonly providers: readonly ProviderDescription[];
  readonly resourceTypes: readonly ResourceTypeDescriptor[];
  readonly names: ResourceNames;
  readonly reservedTagPrefixes: ReservedTagPrefixes;
  /** The provider with this id or display name, case ignored, also one without an adapter; else null. */
  findProvider(word: string): ProviderId | null;
  /** The types with this id or display name, case ignored: several providers may have one. */
  findTypes(word: string): readonly ResourceTypeDescriptor[];
  readType(provider: string, id: string): ResourceTypeDescriptor | null;
}

export function createCatalog(providers: readonly ProviderDescription[]): Catalog {
  const resourceTypes = providers.flatMap((provider) => provider.resourceTypes);
  const byId = new Map(resourceTypes.map((type) => [`${type.provider}/${type.id}`, type]));
  const providersByWord = new Map<string, ProviderId>();
  for (const id of providerIds) {
    providersByWord.set(providerDisplayNames[id].toLowerCase(), id);
    providersByWord.set(id, id);
  }
  const typesByWord = new Map<string, ResourceTypeDescriptor[]>();
  for (const type of resourceTypes) {
    for (const word of new Set([type.id.toLowerCase(), type.displayName.toLowerCase()])) {
      const types = typesByWord.get(word) ?? [];
      types.push(type);
      typesByWord.set(word, types);
    }
  }
  return {
    providers,
    resourceTypes,
    names: toResourceNames(resourceTypes),
    reservedTagPrefixes: new Map(providers.map(({ id, reservedTagPrefixes }) => [id, reservedTagPrefixes])),
    findProvider: (word) => providersByWord.get(word.trim().toLowerCase()) ?? null,
    findTypes: (word) => typesByWord.get(word.trim().toLowerCase()) ?? [],
    readType: (provider, id) => byId.get(`${provider}/${id}`) ?? null,
  };
}

/** Says that a name is not known, with the one that was probably meant. */
export function describeUnknownName(what: string, word: string, known: Iterable<string>): string {
  const nearest = nearestName(word, known);
  const shown = JSON.stringify(word.length > 80 ? `${word.slice(0, 80)}…` : word);
  return `unknown ${what} ${shown}${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}
