import type { ResourceDetailDto } from '@tradewind/api';
import { ProblemError } from '../../problem-error.ts';
import type { ReadContext } from '../../reader/read-context.ts';
import { toUidPrefix } from './collection.ts';
import { readStates } from './history-store.ts';
import { readCollections } from './store.ts';
import { toIntervalDto, toResourceDto } from './to-wire.ts';

/**
 * One resource, and what was known of it over time.
 * @throws ProblemError `not_found` when no scan has ever found it.
 */
export async function readResource(
  context: ReadContext,
  { uid }: { readonly uid: string },
): Promise<ResourceDetailDto> {
  const collections = await readCollections(context.db);
  const collection = collections.find((each) => uid.startsWith(toUidPrefix(each)));
  const states =
    collection === undefined
      ? []
      : await readStates(context.db, collection.id, uid.slice(toUidPrefix(collection).length));
  const last = states.at(-1);
  if (collection === undefined || last === undefined) {
    throw new ProblemError(
      'not_found',
      `No scan has found a resource with the uid ${JSON.stringify(uid.slice(0, 200))}.`,
    );
  }
  return {
    resource: last.valid_to === null ? toResourceDto(last, collection, context.catalog) : null,
    history: states.map(toIntervalDto),
  };
}
