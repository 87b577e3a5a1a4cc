import type { JsonValue } from '../json.ts';
import type { Resource } from './resource.ts';

/**
 * What can change about a resource while it stays itself, by the names of the wire. The connection through which it was
 * found is no part of it: two connections may see the same account.
 */
export function toResourceContent(resource: Omit<Resource, 'uid' | 'connection'>): Readonly<Record<string, JsonValue>> {
  return {
    name: resource.name,
    kind: resource.kind,
    service_type: resource.serviceType,
    status: resource.status,
    provider_status: resource.providerStatus,
    created_at: resource.createdAt,
    tags: resource.tags,
    attributes: resource.attributes,
  };
}
