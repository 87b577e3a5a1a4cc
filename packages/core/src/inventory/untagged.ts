import { isReservedTag } from './reserved-tags.ts';
import type { ReservedTagPrefixes } from './reserved-tags.ts';
import { hasUnknownTags, type Resource } from './resource.ts';

/**
 * Whether a resource is known to carry no tag, or only such as its provider set itself. One whose tags could not be read
 * is not known to. Terminated ones count: with the tagged ones of the compliance report, and those whose tags are unknown,
 * they make up everything that was found.
 */
export function isUntagged(
  resource: Pick<Resource, 'provider' | 'tags' | 'attributes'>,
  prefixes: ReservedTagPrefixes,
): boolean {
  return !hasUnknownTags(resource) && hasNoTags(resource, prefixes);
}

/** Whether there is no tag among these, or only such as the provider set itself. */
export function hasNoTags(resource: Pick<Resource, 'provider' | 'tags'>, prefixes: ReservedTagPrefixes): boolean {
  return Object.keys(resource.tags).every((key) => isReservedTag(resource.provider, key, prefixes));
}
