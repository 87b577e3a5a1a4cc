import { visibleResources } from '../../estate/resource.ts';
import type { DatabaseCluster } from '../estate/database-cluster.ts';
import type { Database } from '../estate/database.ts';
import type { AwsRegion } from '../estate/region.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { AwsCall } from '../frame/service.ts';
import { clusterNotFound, databaseNotFound, invalidParameterValue } from './rds-errors.ts';

/** What reads show, in order of creation. */
export function visibleDatabases(call: AwsCall): readonly Database[] {
  settleRegion(call.region, call.nowMs);
  return visibleResources(call.region.databases.values(), call.nowMs);
}

export function visibleClusters(call: AwsCall): readonly DatabaseCluster[] {
  settleRegion(call.region, call.nowMs);
  return visibleResources(call.region.databaseClusters.values(), call.nowMs);
}

/** By identifier, of which RDS does not mind the case, or by ARN. */
export function findDatabase(call: AwsCall, idOrArn: string): Database {
  const found = visibleDatabases(call).find((database) => isNamed(database, idOrArn));
  if (found === undefined) throw databaseNotFound(idOrArn);
  return found;
}

export function findCluster(call: AwsCall, idOrArn: string): DatabaseCluster {
  const found = visibleClusters(call).find((cluster) => isNamed(cluster, idOrArn));
  if (found === undefined) throw clusterNotFound(idOrArn);
  return found;
}

function isNamed({ identifier, arn }: Database | DatabaseCluster, idOrArn: string): boolean {
  return arn === idOrArn || identifier.toLowerCase() === idOrArn.toLowerCase();
}

export function findByArn(call: AwsCall, arn: string): Database | DatabaseCluster {
  const kind = /^arn:aws:rds:[^:]+:\d{12}:(db|cluster):./.exec(arn)?.[1];
  if (kind === undefined) throw invalidParameterValue(`Invalid resource name: ${arn}`);
  return kind === 'db' ? findDatabase(call, arn) : findCluster(call, arn);
}

/** The cluster's databases in order of creation; the first of them writes. */
export function membersOf(region: AwsRegion, cluster: DatabaseCluster): readonly Database[] {
  return Array.from(region.databases.values())
    .filter(({ clusterIdentifier }) => clusterIdentifier === cluster.identifier)
    .sort((a, b) => a.sequence - b.sequence);
}
