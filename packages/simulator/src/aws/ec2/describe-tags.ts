import { isVisible, visibleTags } from '../../estate/resource.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { matchesFilters, readFilters, type FilterFields } from './filters.ts';
import { readPage } from './paging.ts';
import { taggableKinds } from './taggable.ts';

interface TagRow {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly key: string;
  readonly value: string;
}

const tagFields: FilterFields<TagRow> = {
  key: ({ key }) => key,
  value: ({ value }) => value,
  'resource-id': ({ resourceId }) => resourceId,
  'resource-type': ({ resourceType }) => resourceType,
};

export function describeTags(call: AwsCall, parameters: QueryParameters): string {
  settleRegion(call.region, call.nowMs);
  const filters = readFilters(parameters, tagFields);
  const rows = tagRows(call)
    .filter((row) => matchesFilters(row, filters))
    // Tags have no creation order of their own: the position among them stands in for it.
    .map((row, n) => ({ ...row, sequence: n + 1 }));
  const { items, nextToken } = readPage(call, parameters, rows, { min: 5, max: 1000, usual: 1000 });
  const xml = items.map(
    ({ resourceId, resourceType, key, value }) =>
      element('resourceId', resourceId) +
      element('resourceType', resourceType) +
      element('key', key) +
      element('value', value),
  );
  return xmlList('tagSet', xml) + element('nextToken', nextToken);
}

function tagRows({ region, nowMs }: AwsCall): TagRow[] {
  return taggableKinds.flatMap(({ resourceType, storeOf }) =>
    Array.from(storeOf(region))
      .filter(([, resource]) => isVisible(resource, nowMs))
      .flatMap(([resourceId, resource]) =>
        Array.from(visibleTags(resource, nowMs), ([key, value]) => ({ resourceId, resourceType, key, value })),
      ),
  );
}
