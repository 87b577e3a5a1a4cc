import type { ResourceBase } from '../../estate/resource.ts';
import { AwsError } from '../frame/aws-error.ts';
import { readPageToken, takePage, type Page } from '../frame/page-token.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';

export interface PageLimits {
  readonly min: number;
  readonly max: number;
  /** Page size when the call names none. */
  readonly usual: number;
}

/** One page of resources in order of creation, by the call's MaxResults and NextToken. */
export function readPage<R extends Pick<ResourceBase, 'sequence'>>(
  call: AwsCall,
  parameters: QueryParameters,
  resources: Iterable<R>,
  limits: PageLimits,
): Page<R> {
  const size = pageSize(parameters, limits);
  const after = readPageToken(call, parameters.get('NextToken'));
  if (after === null) throw new AwsError('InvalidNextToken', 'The specified next token is not valid.');
  return takePage(call, resources, { size, after });
}

function pageSize(parameters: QueryParameters, { min, max, usual }: PageLimits): number {
  const given = parameters.get('MaxResults');
  if (given === null) return usual;
  const size = Number(given);
  if (!Number.isInteger(size) || size < min) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${given} ) for parameter maxResults is invalid. Expecting a value greater than or equal to ${min}.`,
    );
  }
  // Above its maximum EC2 answers the maximum.
  return Math.min(size, max);
}
