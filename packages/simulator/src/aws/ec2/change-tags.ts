import { changeTags, type ResourceBase } from '../../estate/resource.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { refuseDryRun } from './dry-run.ts';
import { findTaggable } from './taggable.ts';
import { isReserved, mergeTags, readTags } from './tag-rules.ts';

/** Sets tags on all resources, or on none if one of them is unknown or would have too many. */
export function createTags(call: AwsCall, parameters: QueryParameters): string {
  const resources = namedResources(call, parameters);
  const added = readTags(parameters);
  if (added.size === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter tagSet');
  const changes = resources.map((resource) => ({ resource, tags: mergeTags(resource.tags, added) }));
  refuseDryRun(parameters);
  apply(call, changes);
  return '<return>true</return>';
}

/** Removes tags: of a key whatever its value, of a key and value only if both match, all when none is named. */
export function deleteTags(call: AwsCall, parameters: QueryParameters): string {
  const resources = namedResources(call, parameters);
  const named = parameters.structures('Tag').map((tag) => ({ key: tag.get('Key') ?? '', value: tag.get('Value') }));
  const reserved = named.find(({ key }) => isReserved(key));
  if (reserved !== undefined) {
    throw new AwsError('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
  }
  const goes = (key: string, value: string): boolean =>
    named.length === 0 ? !isReserved(key) : named.some((tag) => tag.key === key && (tag.value ?? value) === value);
  refuseDryRun(parameters);
  const changes = resources.map((resource) => ({
    resource,
    tags: new Map(Array.from(resource.tags).filter(([key, value]) => !goes(key, value))),
  }));
  apply(call, changes);
  return '<return>true</return>';
}

function namedResources(call: AwsCall, parameters: QueryParameters): readonly ResourceBase[] {
  settleRegion(call.region, call.nowMs);
  const ids = Array.from(new Set(parameters.list('ResourceId')));
  if (ids.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter resourceIdSet');
  return ids.map((id) => findTaggable(call, id));
}

function apply(
  { nowMs, effects }: AwsCall,
  changes: readonly { readonly resource: ResourceBase; readonly tags: ReadonlyMap<string, string> }[],
): void {
  for (const { resource, tags } of changes) changeTags(resource, tags, nowMs, effects.readDelayMs());
}
