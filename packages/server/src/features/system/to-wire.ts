import type { ProviderListDto } from '@tradewind/api';
import type { Catalog } from '../../catalog.ts';
import type { Connection } from '../../config.ts';

export function toProviderListDto(catalog: Catalog, connections: readonly Connection[]): ProviderListDto {
  return {
    providers: catalog.providers.map(({ id, displayName, resourceTypes, knownRegions }) => ({
      id,
      display_name: displayName,
      resource_types: resourceTypes.map((type) => ({
        id: type.id,
        display_name: type.displayName,
        kind: type.kind,
        service_type: type.serviceType,
        scope: type.scope,
      })),
      known_regions: [...knownRegions],
    })),
    connections: connections.map(({ name, provider, regions }) => ({
      name,
      provider,
      regions: regions === null ? null : [...regions],
    })),
  };
}
