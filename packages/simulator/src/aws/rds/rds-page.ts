import type { ResourceBase } from '../../estate/resource.ts';
import { readPageToken, takePage } from '../frame/page-token.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { invalidParameterValue } from './rds-errors.ts';

const minPageSize = 20;
const maxPageSize = 100;

interface RdsList<R> {
  readonly name: string;
  readonly itemName: string;
  readonly resources: Iterable<R>;
  toXml(resource: R): string;
}

/** One page by the call's MaxRecords and Marker, with the next Marker before the list as RDS has it. */
export function rdsPageXml<R extends Pick<ResourceBase, 'sequence'>>(
  call: AwsCall,
  parameters: QueryParameters,
  { name, itemName, resources, toXml }: RdsList<R>,
): string {
  const after = readPageToken(call, parameters.get('Marker'));
  if (after === null) throw invalidParameterValue(`Invalid value ${parameters.get('Marker')} for Marker`);
  const { items, nextToken } = takePage(call, resources, { size: readPageSize(parameters), after });
  return element('Marker', nextToken) + xmlList(name, items.map(toXml), itemName);
}

function readPageSize(parameters: QueryParameters): number {
  const given = parameters.get('MaxRecords');
  if (given === null) return maxPageSize;
  const size = Number(given);
  if (!Number.isInteger(size) || size < minPageSize || size > maxPageSize) {
    throw invalidParameterValue(
      `Invalid value ${given} for MaxRecords. Must be between ${minPageSize} and ${maxPageSize}`,
    );
  }
  return size;
}
