import { createHash } from 'node:crypto';
import type { ResourceBase } from '../../estate/resource.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';

export interface Page<R> {
  readonly items: readonly R[];
  readonly nextToken: string | null;
}

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
  const token = parameters.get('NextToken');
  const after = token === null || token === '' ? 0 : readToken(call, token);
  const items: R[] = [];
  for (const resource of resources) {
    if (resource.sequence <= after) continue;
    if (items.length === size) return { items, nextToken: writeToken(call, items.at(-1)?.sequence ?? 0) };
    items.push(resource);
  }
  return { items, nextToken: null };
}

function pageSize(parameters: QueryParameters, { min, max, usual }: PageLimits): number {
  const given = parameters.get('MaxResults');
  if (given === null) return usual;
  const size = Number(given);
  if (!Number.isInteger(size) || size < min) {
    throw new AwsError('InvalidParameterValue', `Value ( ${given} ) for parameter maxResults is invalid. Expecting a value greater than or equal to ${min}.`);
  }
  // Above its maximum EC2 answers the maximum.
  return Math.min(size, max);
}

/** A token names the last resource of its page and holds for its own operation and region only. */
function writeToken(call: AwsCall, sequence: number): string {
  return Buffer.from(`${sequence}.${tokenCheck(call, sequence)}`).toString('base64url');
}

function readToken(call: AwsCall, token: string): number {
  const [sequence, check] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  if (check === undefined || check !== tokenCheck(call, Number(sequence))) {
    throw new AwsError('InvalidNextToken', 'The specified next token is not valid.');
  }
  return Number(sequence);
}

function tokenCheck({ operation, region }: AwsCall, sequence: number): string {
  return createHash('sha256').update(`${operation}/${region.name}/${sequence}`).digest('hex').slice(0, 16);
}
