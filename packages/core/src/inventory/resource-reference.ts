import type { Resource, ResourceIdentity } from './resource.ts';

/** What a report repeats of a resource, so that a person finds it and a program can act on it. */
export interface ResourceReference extends ResourceIdentity {
  readonly uid: string;
  readonly connection: string;
  readonly name: string | null;
}

/** Takes only the reference along, so that a report does not keep whole resources in memory. */
export function toResourceReference(resource: Resource): ResourceReference {
  const { uid, provider, account, region, resourceType, nativeId, connection, name } = resource;
  return { uid, provider, account, region, resourceType, nativeId, connection, name };
}
