import { createHash } from 'node:crypto';
import type { ResourceBase } from '../../estate/resource.ts';
import type { AwsCall } from './service.ts';

export interface Page<R> {
  readonly items: readonly R[];
  /** Null on the last page. */
  readonly nextToken: string | null;
}

/** At most `size` resources after the one that a token named. They come, and have to be given, in order of creation. */
export function takePage<R extends Pick<ResourceBase, 'sequence'>>(
  call: AwsCall,
  resources: Iterable<R>,
  { size, after }: { readonly size: number; readonly after: number },
): Page<R> {
  const items: R[] = [];
  for (const resource of resources) {
    if (resource.sequence <= after) continue;
    if (items.length === size) return { items, nextToken: writePageToken(call, items.at(-1)?.sequence ?? 0) };
    items.push(resource);
  }
  return { items, nextToken: null };
}

/** A token names the last resource of its page and holds for its own operation and region only. */
function writePageToken(call: AwsCall, sequence: number): string {
  return Buffer.from(`${sequence}.${tokenCheck(call, sequence)}`).toString('base64url');
}

/** The last resource of the page before: 0 without a token, null for a token that is none of ours. */
export function readPageToken(call: AwsCall, token: string | null): number | null {
  if (token === null || token === '') return 0;
  const [sequence, check] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  return check !== undefined && check === tokenCheck(call, Number(sequence)) ? Number(sequence) : null;
}

function tokenCheck({ operation, region }: AwsCall, sequence: number): string {
  return createHash('sha256').update(`${operation}/${region.name}/${sequence}`).digest('hex').slice(0, 16);
}
