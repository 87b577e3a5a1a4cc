import { isVisible, visibleTags, type ResourceBase } from '../../estate/resource.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { readPage } from './paging.ts';

/** How one kind of resource is described. */
export interface ResourceDescription<R extends ResourceBase> {
  /** Of the answer, for example `volumeSet`. */
  readonly listName: string;
  /** Of the request, for example `VolumeId`. */
  readonly idParameter: string;
  readonly store: ReadonlyMap<string, R>;
  readonly fields: FilterFields<R>;
  readonly maxResults: { readonly min: number; readonly max: number; readonly usual: number };
  readonly notFound: (id: string) => AwsError;
  readonly render: (resource: R) => string;
}

/** The common course of EC2's Describe calls: ids or all, filters, a page, XML. */
export function describeResources<R extends ResourceBase>(
  call: AwsCall,
  parameters: QueryParameters,
  description: ResourceDescription<R>,
): string {
  const { nowMs } = call;
  settleRegion(call.region, nowMs);
  const { store } = description;
  const ids = parameters.list(description.idParameter);
  const named = Array.from(new Set(ids)).map((id) => {
    const resource = store.get(id);
    if (resource === undefined || !isVisible(resource, nowMs)) throw description.notFound(id);
    return resource;
  });
  const filters = readFilters(parameters, description.fields, (resource) => visibleTags(resource, nowMs));
  const found = (ids.length > 0 ? named.sort((a, b) => a.sequence - b.sequence) : Array.from(store.values())).filter(
    (resource) => isVisible(resource, nowMs) && matchesFilters(resource, filters),
  );
  const { items, nextToken } = readPage(call, parameters, found, description.maxResults);
  return xmlList(description.listName, items.map(description.render)) + element('nextToken', nextToken);
}
