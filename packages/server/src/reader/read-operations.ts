import { readDatabaseFacts, type DatabaseFacts } from '../features/check/database-facts.ts';
import { diffResources } from '../features/inventory/diff.ts';
import { readResource } from '../features/inventory/read-resource.ts';
import { listResources } from '../features/inventory/list-resources.ts';
import {
  readComplianceReport,
  readCostReport,
  readRegionsReport,
  readSummary,
  readUntagged,
} from '../features/reports/service.ts';
import { listScans, readScan } from '../features/scans/read-scans.ts';
import type { ReadContext } from './read-context.ts';

/** Everything that the reader's thread answers, named as in the API where there is an endpoint. */
export const readOperations = {
  listResources,
  readResource,
  diffResources,
  readSummary,
  readCostReport,
  readComplianceReport,
  readUntagged,
  readRegionsReport,
  listScans,
  readScan,
  readDatabaseFacts: (context: ReadContext, _input: null): Promise<DatabaseFacts> => readDatabaseFacts(context),
};

export type ReadOperations = typeof readOperations;
export type ReadOperationName = keyof ReadOperations;
export type ReadInput<Name extends ReadOperationName> = Parameters<ReadOperations[Name]>[1];
export type ReadResult<Name extends ReadOperationName> = Awaited<ReturnType<ReadOperations[Name]>>;
