/** What the reports use of the inventory. */
export { allRegions, readCoverage, readUnits } from './coverage.ts';
export { selectCollections, type SelectedCollections } from './select-collections.ts';
export type { FilterWords } from './resource-filter.ts';
export { countGroups } from './store.ts';
export { streamResources, type StreamedResource } from './stream-resources.ts';
export { toLedgerEntry, toReferenceDto, toResourceDto } from './to-wire.ts';
