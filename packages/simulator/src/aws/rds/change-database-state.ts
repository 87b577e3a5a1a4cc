import { begin } from '../../estate/transition.ts';
import type { DatabaseCluster } from '../estate/database-cluster.ts';
import type { Database } from '../estate/database.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { findCluster, findDatabase, membersOf } from './find-databases.ts';
import { clusterXml } from './render-cluster.ts';
import { databaseXml } from './render-database.ts';

/** Short beside the minutes that RDS takes, so that who waits by the wall clock sees the end; `slow_states` stretches it. */
const usualMs = 20_000;

interface Change {
  readonly from: string;
  readonly passing: string;
  readonly to: string;
}

const starting: Change = { from: 'stopped', passing: 'starting', to: 'available' };
const stopping: Change = { from: 'available', passing: 'stopping', to: 'stopped' };

export function startDatabase(call: AwsCall, parameters: QueryParameters): string {
  return changeDatabase(call, parameters, starting);
}

export function stopDatabase(call: AwsCall, parameters: QueryParameters): string {
  if (parameters.has('DBSnapshotIdentifier')) {
    throw new AwsError('InvalidParameterCombination', 'The simulator makes no DB snapshots: stop without one.');
  }
  return changeDatabase(call, parameters, stopping);
}

function changeDatabase(call: AwsCall, parameters: QueryParameters, change: Change): string {
  const database = findDatabase(call, parameters.get('DBInstanceIdentifier') ?? '');
  if (database.engine.startsWith('aurora')) {
    throw new AwsError(
      'InvalidParameterCombination',
      `${database.engine} DB instances are not eligible for stopping and starting.`,
    );
  }
  if (database.state !== change.from) {
    const words = change === starting ? 'is not stopped, it cannot be started.' : 'is not in available state.';
    throw new AwsError('InvalidDBInstanceState', `Instance ${database.identifier} ${words}`);
  }
  enter(call, [database], change);
  return `<DBInstance>${databaseXml(database, call.region, call.nowMs)}</DBInstance>`;
}

export function startCluster(call: AwsCall, parameters: QueryParameters): string {
  return changeCluster(call, parameters, starting);
}

export function stopCluster(call: AwsCall, parameters: QueryParameters): string {
  return changeCluster(call, parameters, stopping);
}

/** A cluster's databases start and stop with it. */
function changeCluster(call: AwsCall, parameters: QueryParameters, change: Change): string {
  const cluster = findCluster(call, parameters.get('DBClusterIdentifier') ?? '');
  const { identifier, state } = cluster;
  if (state !== change.from) {
    throw new AwsError(
      'InvalidDBClusterStateFault',
      `DbCluster ${identifier} is in ${state} state but expected it to be one of ${change.from}.`,
    );
  }
  enter(call, [cluster, ...membersOf(call.region, cluster)], change);
  return `<DBCluster>${clusterXml(cluster, call.region, call.nowMs)}</DBCluster>`;
}

function enter(call: AwsCall, resources: readonly (Database | DatabaseCluster)[], { passing, to }: Change): void {
  const durationMs = call.effects.transitionMs(usualMs);
  for (const resource of resources) begin(resource, passing, to, call.nowMs, durationMs);
}
