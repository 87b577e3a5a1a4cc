import type { DiscoveredResource, JsonValue, ResourceStatus, Tags } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { readResourceType, type AwsResourceTypeId } from '../resource-types.ts';

/** Where a discovered resource belongs. */
export interface Owner {
  readonly account: string;
  readonly region: string;
}

/** The facts of a kind, where one that the provider does not tell may also be undefined: it is left out then. */
export type Known<Attributes> = { readonly [Fact in keyof Attributes]: Attributes[Fact] | undefined };

/** The parts that differ from type to type; a fact that is undefined is left out. */
export interface ResourceFacts {
  readonly resourceType: AwsResourceTypeId;
  /** A resource without an id cannot be: the reply is malformed. */
  readonly nativeId: string | undefined;
  readonly name: string | null;
  readonly status: ResourceStatus;
  readonly providerStatus: string | null;
  /** Undefined when they could not be read. */
  readonly tags: Tags | undefined;
  readonly createdAt: Date | string | undefined;
  readonly attributes: object;
}

export function toResource(owner: Owner, facts: ResourceFacts): DiscoveredResource {
  const { kind, serviceType } = readResourceType(facts.resourceType);
  if (facts.nativeId === undefined || facts.nativeId === '') {
    throw malformedReply(`a resource of type ${facts.resourceType} in ${owner.region} has no id`);
  }
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
    tags: facts.tags ?? {},
    createdAt: toIsoTime(facts.createdAt) ?? null,
    attributes: withoutUndefined(
      facts.tags === undefined ? { ...facts.attributes, tags_unknown: true } : facts.attributes,
    ),
  };
}

/** Tags as most services list them. A key may be any text, also `__proto__`. */
export function toTags(
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Tags {
  const tags: Record<string, string> = {};
  for (const { Key: key = '', Value: value = '' } of list ?? []) setTag(tags, key, value);
  return tags;
}

/** Adds a tag; assigning to the one key `__proto__` would set the prototype instead. */
export function setTag(tags: Record<string, string>, key: string, value: string): void {
  if (key === '__proto__')
    Object.defineProperty(tags, key, { value, enumerable: true, configurable: true, writable: true });
  else tags[key] = value;
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

const isoInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function toIsoTime(time: Date | string | undefined): string | undefined {
  if (time === undefined) return undefined;
  if (typeof time === 'string' && isoInUtc.test(time)) return time;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The names are the adapter's own, so that assigning to them is safe. */
function withoutUndefined(attributes: object): Record<string, JsonValue> {
  const all = attributes as Record<string, JsonValue | undefined>;
  const defined: Record<string, JsonValue> = {};
  for (const name in all) {
    const value = all[name];
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
