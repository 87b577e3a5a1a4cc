import type { ReadContext } from '../../reader/read-context.ts';
import type { Collection } from './collection.ts';
import { toKnownNames } from './known-names.ts';
import {
  resolveFilter,
  toNamedParts,
  type FilterWords,
  type NamedPart,
  type ResourceFilter,
} from './resource-filter.ts';
import { readCollections } from './store.ts';

export interface SelectedCollections {
  readonly filter: ResourceFilter;
  readonly namedParts: readonly NamedPart[];
  /** Those whose resources can match, in the order of their uids. */
  readonly collections: readonly Collection[];
}

/**
 * Resolves a filter against what there is.
 * @throws ProblemError for names that nothing has.
 */
export async function selectCollections(context: ReadContext, words: FilterWords): Promise<SelectedCollections> {
  const all = await readCollections(context.db);
  const known = toKnownNames(context, all);
  const filter = resolveFilter(words, known);
  return { filter, namedParts: toNamedParts(words, known), collections: all.filter(filter.matchesPlace) };
}
