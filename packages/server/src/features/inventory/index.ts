/** What other features may use of the inventory. */
export { readCoverage } from './coverage.ts';
export { selectCollections, type SelectedCollections } from './select-collections.ts';
export { countGroups } from './store.ts';
