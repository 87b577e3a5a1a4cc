import type { DiscoveredResource, JsonValue, ResourceStatus, Tags } from '@tradewind/core';
import { readResourceType, type AwsResourceTypeId } from './resource-types.ts';

/** Where a discovered resource belongs. */
export interface Owner {
  readonly account: string;
  readonly region: string;
}

/** The parts that differ from type to type; a fact that is undefined is left out. */
export interface ResourceFacts {
  readonly resourceType: AwsResourceTypeId;
  readonly nativeId: string;
  readonly name: string | null;
  readonly status: ResourceStatus;
  readonly providerStatus: string | null;
  readonly tags: Tags;
  readonly createdAt: Date | string | undefined;
  readonly attributes: object;
}

export function toResource(owner: Owner, facts: ResourceFacts): DiscoveredResource {
  const { kind, serviceType } = readResourceType(facts.resourceType);
  return {
    provider: 'aws',
    account: owner.account,
    region: owner.region,
    resourceType: facts.resourceType,
    nativeId: facts.nativeId,
    kind,
    serviceType,
    name: facts.name,
    status: facts.status,
    providerStatus: facts.providerStatus,
    tags: facts.tags,
    createdAt: toIsoTime(facts.createdAt) ?? null,
    attributes: withoutUndefined(facts.attributes),
  };
}

/** Tags as most services list them. A key may be any text, also `__proto__`. */
export function toTags(list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** Tags as EKS and Lambda list them. */
export function toTagsFromRecord(record: Readonly<Record<string, string>> | undefined): Tags {
  return Object.fromEntries(Object.entries(record ?? {}));
}

/** The `Name` tag, which the console shows as the name; null when it is absent or empty. */
export function readName(tags: Tags): string | null {
  const name = Object.hasOwn(tags, 'Name') ? tags['Name'] : undefined;
  return name === undefined || name === '' ? null : name;
}

export function toIsoTime(time: Date | string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function withoutUndefined(attributes: object): Record<string, JsonValue> {
  const entries = Object.entries(attributes) as [string, JsonValue | undefined][];
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}
