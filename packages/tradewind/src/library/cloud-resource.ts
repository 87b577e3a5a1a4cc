import type { ResourceDto } from '@tradewind/api';
import { toResourceNames, toUid, type DiscoveredResource, type ProviderDescription } from '@tradewind/core';

/**
 * A resource at a cloud. Its keys are those of the documented JSON (`resource_id`, `created_at`), so that an object of
 * the library, a row of `-o json` and an entry of `cloud_inventory.json` are the same thing.
 */
export type CloudResource = Omit<ResourceDto, 'connection' | 'first_seen_at' | 'changed_at' | 'seen_at' | 'stale'>;

/** The resource as an adapter reports it, by the names that people and the documented JSON use. */
export function toCloudResource(resource: DiscoveredResource, description: ProviderDescription): CloudResource {
  const names = toResourceNames(description.resourceTypes);
  return {
    uid: toUid(resource),
    provider: names.readProviderName(resource.provider),
    resource_type: names.readTypeName(resource.provider, resource.resourceType),
    resource_id: resource.nativeId,
    region: resource.region,
    status: resource.status,
    tags: resource.tags,
    created_at: resource.createdAt,
    name: resource.name,
    provider_id: resource.provider,
    type_id: resource.resourceType,
    kind: resource.kind,
    service_type: resource.serviceType,
    account: resource.account,
    provider_status: resource.providerStatus,
    attributes: resource.attributes,
  };
}
