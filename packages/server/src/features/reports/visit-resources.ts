import type { CoverageDto } from '@tradewind/api';
import type { ReadContext } from '../../reader/read-context.ts';
import {
  readCoverage,
  selectCollections,
  streamResources,
  type FilterWords,
  type SelectedCollections,
  type StreamedResource,
} from '../inventory/index.ts';

export interface Visit {
  readonly selected: SelectedCollections;
  readonly coverage: CoverageDto;
}

/**
 * Shows every resource that a filter selects, instances first: what they cost is brought together with their volumes.
 * Answers how far what was seen can be trusted.
 */
export async function visitResources(
  context: ReadContext,
  words: FilterWords,
  visit: (streamed: StreamedResource) => void,
): Promise<Visit> {
  const selected = await selectCollections(context, words);
  const { filter } = selected;
  const isInstances = ({ provider, resourceType }: { provider: string; resourceType: string }): boolean =>
    context.catalog.readType(provider, resourceType)?.kind === 'instance';
  const collections = [
    ...selected.collections.filter((collection) => isInstances(collection)),
    ...selected.collections.filter((collection) => !isInstances(collection)),
  ];
  const conditions = { statuses: filter.statuses, tags: filter.tags, stale: null, nativeId: null };
  let stale = 0;
  for await (const batch of streamResources(context, collections, conditions)) {
    for (const streamed of batch) {
      if (streamed.row.stale !== 0) stale += 1;
      visit(streamed);
    }
  }
  return { selected, coverage: await readCoverage(context, selected, stale) };
}
