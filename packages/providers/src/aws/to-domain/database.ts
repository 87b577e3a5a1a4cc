import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type {
  DatabaseAttributes,
  DatabaseClusterAttributes,
  DiscoveredResource,
  ResourceStatus,
} from '@tradewind/core';
import { toResource, toTags, type Known, type Owner } from './resource.ts';

/**
 * Databases can be stopped, so one that works is `running`. The words are many (`modifying`, `backing-up`,
 * `configuring-...`): https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html, read 2026-11-20.
 */
function toStatus(word: string | undefined): ResourceStatus {
  switch (word) {
    case undefined:
      return 'unknown';
    case 'creating':
      return 'pending';
    case 'starting':
    case 'stopping':
    case 'stopped':
      return word;
    case 'deleting':
      return 'terminating';
    case 'failed':
    case 'inaccessible-encryption-credentials':
    case 'inaccessible-encryption-credentials-recoverable':
    case 'incompatible-network':
    case 'incompatible-option-group':
    case 'incompatible-parameters':
    case 'incompatible-restore':
    case 'incompatible-create':
    case 'insufficient-capacity':
    case 'restore-error':
    case 'storage-full':
    case 'cloning-failed':
    case 'migration-failed':
      return 'failed';
    default:
      return runningWords.test(word) ? 'running' : 'unknown';
  }
}

const runningWords =
  /^(available|backing-up|backtracking|converting-to-vpc|delete-precheck|failing-over|maintenance|migrating|modifying|moving-to-vpc|preparing-data-migration|promoting|rebooting|renaming|resetting-master-credentials|storage-.*|scaling-.*|upgrading|update-iam-db-auth|configuring-.*)$/;

export function toDatabase(owner: Owner, database: DBInstance): DiscoveredResource {
  const clusterId = database.DBClusterIdentifier || null;
  const storageIsOfCluster = /^(aurora|docdb|neptune)/.test(database.Engine ?? '');
  const attributes: Known<DatabaseAttributes> = {
    engine: database.Engine,
    engine_version: database.EngineVersion,
    machine_type: database.DBInstanceClass,
    // It grows by itself there, and the instances always say 1.
    storage_gib: storageIsOfCluster ? undefined : database.AllocatedStorage,
    storage_type: database.StorageType,
    multi_zone: database.MultiAZ,
    cluster_id: clusterId,
    zone: database.AvailabilityZone,
    endpoint: database.Endpoint?.Address ?? null,
  };
  return toResource(owner, {
    resourceType: 'rds',
    nativeId: database.DBInstanceIdentifier,
    name: database.DBInstanceIdentifier ?? null,
    status: toStatus(database.DBInstanceStatus),
    providerStatus: database.DBInstanceStatus ?? null,
    tags: toTags(database.TagList),
    createdAt: database.InstanceCreateTime,
    attributes,
  });
}

export function toDatabaseCluster(owner: Owner, cluster: DBCluster): DiscoveredResource {
  const attributes: Known<DatabaseClusterAttributes> = {
    engine: cluster.Engine,
    engine_version: cluster.EngineVersion,
    member_ids: (cluster.DBClusterMembers ?? []).flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []),
    multi_zone: cluster.MultiAZ,
    endpoint: cluster.Endpoint ?? null,
  };
  return toResource(owner, {
    resourceType: 'rds_cluster',
    nativeId: cluster.DBClusterIdentifier,
    name: cluster.DBClusterIdentifier ?? null,
    status: toStatus(cluster.Status),
    providerStatus: cluster.Status ?? null,
    tags: toTags(cluster.TagList),
    createdAt: cluster.ClusterCreateTime,
    attributes,
  });
}
