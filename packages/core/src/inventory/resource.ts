import type { JsonValue } from '../json.ts';
import type { ProviderId } from './provider.ts';
import type { ResourceKind, ServiceType } from './resource-type.ts';
import type { ResourceStatus } from './status.ts';

export type Tags = Readonly<Record<string, string>>;

/** What makes a resource itself: two resources with equal identities are the same resource. */
export interface ResourceIdentity {
  readonly provider: ProviderId;
  /** The provider's own account, subscription or project id. */
  readonly account: string;
  /** The provider's region name, or `global`. */
  readonly region: string;
  /** Id of the resource type, for example `ec2`. */
  readonly resourceType: string;
  /** The id that the provider gave, for example `i-0abc`. */
  readonly nativeId: string;
}

/** Something that exists at a provider, as the last scan that saw it found it. */
export interface Resource extends ResourceIdentity {
  readonly uid: string;
  /** Name of the configured connection through which it was found. */
  readonly connection: string;
  readonly kind: ResourceKind;
  readonly serviceType: ServiceType;
  /** The name that people gave it (often a tag), or null. */
  readonly name: string | null;
  readonly status: ResourceStatus;
  /** The provider's raw word for the state, or null where it has none. */
  readonly providerStatus: string | null;
  readonly tags: Tags;
  /** ISO 8601 in UTC, or null when the provider does not tell. */
  readonly createdAt: string | null;
  /** Facts by their neutral names (see `attributes.ts`), in snake_case since they reach the wire unchanged. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/** Whether the tags could not be read, so that nothing can be said of them. */
export function hasUnknownTags(resource: Pick<Resource, 'attributes'>): boolean {
  return resource.attributes['tags_unknown'] === true;
}

/** `provider/account/region/type/native-id`; the native id comes last and may itself contain slashes. */
export function toUid(identity: ResourceIdentity): string {
  const { provider, account, region, resourceType, nativeId } = identity;
  return `${provider}/${account}/${region}/${resourceType}/${nativeId}`;
}
