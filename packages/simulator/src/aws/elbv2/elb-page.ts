import type { ResourceBase } from '../../estate/resource.ts';
import { readPageToken, takePage } from '../frame/page-token.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { validationError } from './elb-errors.ts';

const maxPageSize = 400;

/** One page of resources by the call's PageSize and Marker, as the list `name` with the NextMarker after it. */
export function pageXml<R extends Pick<ResourceBase, 'sequence'>>(
  call: AwsCall,
  parameters: QueryParameters,
  { name, resources, toXml }: { readonly name: string; readonly resources: Iterable<R>; toXml(resource: R): string },
): string {
  const after = readPageToken(call, parameters.get('Marker'));
  if (after === null) throw validationError(`Marker '${parameters.get('Marker')}' is not valid`);
  const { items, nextToken } = takePage(call, resources, { size: readPageSize(parameters), after });
  return xmlList(name, items.map(toXml), 'member') + element('NextMarker', nextToken);
}

function readPageSize(parameters: QueryParameters): number {
  const given = parameters.get('PageSize');
  if (given === null) return maxPageSize;
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw validationError(
      `1 validation error detected: Value '${given}' at 'pageSize' failed to satisfy constraint: Member must be ` +
        `between 1 and ${maxPageSize}`,
    );
  }
  return size;
}
