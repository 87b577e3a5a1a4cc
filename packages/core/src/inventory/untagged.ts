import { isReservedTag } from './reserved-tags.ts';
import type { ReservedTagPrefixes } from './reserved-tags.ts';
import type { Resource } from './resource.ts';

/** Whether a resource carries no tag, or only such as its provider set itself. */
export function isUntagged(resource: Pick<Resource, 'provider' | 'tags'>, prefixes: ReservedTagPrefixes): boolean {
  return Object.keys(resource.tags).every((key) => isReservedTag(resource.provider, key, prefixes));
}

/**
 * Passes on the resources without tags, in their order. Terminated ones are among them: together with the tagged ones of
 * the compliance report they make up everything that was found.
 */
export function* findUntagged<R extends Pick<Resource, 'provider' | 'tags'>>(
  resources: Iterable<R>,
  prefixes: ReservedTagPrefixes,
): Generator<R, void> {
  for (const resource of resources) if (isUntagged(resource, prefixes)) yield resource;
}
