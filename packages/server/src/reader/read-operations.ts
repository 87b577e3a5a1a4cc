import { listResources } from '../features/inventory/service.ts';
import { readSummary } from '../features/reports/service.ts';

/** Everything that the reader's thread answers, named as in the API where there is an endpoint. */
export const readOperations = { listResources, readSummary };

export type ReadOperations = typeof readOperations;
export type ReadOperationName = keyof ReadOperations;
export type ReadInput<Name extends ReadOperationName> = Parameters<ReadOperations[Name]>[1];
export type ReadResult<Name extends ReadOperationName> = Awaited<ReturnType<ReadOperations[Name]>>;
