import type { DatabaseCluster } from '../estate/database-cluster.ts';
import type { Database } from '../estate/database.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { findCluster, findDatabase, visibleClusters, visibleDatabases } from './find-databases.ts';
import { applyFilters, type RdsFilterFields } from './rds-filters.ts';
import { rdsPageXml } from './rds-page.ts';
import { clusterXml } from './render-cluster.ts';
import { databaseXml } from './render-database.ts';

export function describeDatabases(call: AwsCall, parameters: QueryParameters): string {
  const identifier = parameters.get('DBInstanceIdentifier');
  const candidates = identifier === null ? visibleDatabases(call) : [findDatabase(call, identifier)];
  return rdsPageXml(call, parameters, {
    name: 'DBInstances',
    itemName: 'DBInstance',
    resources: applyFilters(parameters, candidates, databaseFields(call)),
    toXml: (database) => databaseXml(database, call.region, call.nowMs),
  });
}

function databaseFields({ region }: AwsCall): RdsFilterFields<Database> {
  return {
    'db-instance-id': ({ identifier, arn }) => [identifier, arn],
    'db-cluster-id': ({ clusterIdentifier }) => [
      clusterIdentifier,
      region.databaseClusters.get(clusterIdentifier ?? '')?.arn ?? null,
    ],
    'dbi-resource-id': ({ resourceId }) => [resourceId],
    // No database here is a member of a directory.
    domain: () => [],
    engine: ({ engine }) => [engine],
  };
}

export function describeClusters(call: AwsCall, parameters: QueryParameters): string {
  const identifier = parameters.get('DBClusterIdentifier');
  const candidates = identifier === null ? visibleClusters(call) : [findCluster(call, identifier)];
  return rdsPageXml(call, parameters, {
    name: 'DBClusters',
    itemName: 'DBCluster',
    resources: applyFilters(parameters, candidates, clusterFields),
    toXml: (cluster) => clusterXml(cluster, call.region, call.nowMs),
  });
}

const clusterFields: RdsFilterFields<DatabaseCluster> = {
  'db-cluster-id': ({ identifier, arn }) => [identifier, arn],
  'db-cluster-resource-id': ({ resourceId }) => [resourceId],
  'clone-group-id': () => [],
  domain: () => [],
  engine: ({ engine }) => [engine],
};
