import type { ResourceBase } from '../../estate/resource.ts';
import { readPageToken, takePage, type Page } from '../frame/page-token.ts';
import type { AwsCall } from '../frame/service.ts';
import { invalidParameter } from './eks-errors.ts';

const maxPageSize = 100;

/** One page by the query's maxResults and nextToken. */
export function readListPage<R extends Pick<ResourceBase, 'sequence'>>(call: AwsCall, resources: Iterable<R>): Page<R> {
  const query = call.request.query();
  const given = query.get('maxResults');
  const size = given === null ? maxPageSize : Number(given);
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw invalidParameter(`maxResults needs to be between 1 and ${maxPageSize}`);
  }
  const after = readPageToken(call, query.get('nextToken'));
  if (after === null) throw invalidParameter('The next token is not valid');
  return takePage(call, resources, { size, after });
}
