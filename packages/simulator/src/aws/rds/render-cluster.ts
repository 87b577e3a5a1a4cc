import type { DatabaseCluster } from '../estate/database-cluster.ts';
import type { AwsRegion } from '../estate/region.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { membersOf } from './find-databases.ts';
import {
  backupWindow,
  earliestRestorableTime,
  engineFamilies,
  hostedZoneId,
  kmsKeyArn,
  latestRestorableTime,
  maintenanceWindow,
  tagListXml,
  vpcSecurityGroupsXml,
} from './render-shared.ts';

/** A DB cluster inside `<DBCluster>`. */
export function clusterXml(cluster: DatabaseCluster, region: AwsRegion, nowMs: number): string {
  const { identifier, engine, engineVersion, serverlessV2 } = cluster;
  const isEncrypted = cluster.encrypted;
  return (
    element('DBClusterIdentifier', identifier) +
    element('DBClusterArn', cluster.arn) +
    element('DbClusterResourceId', cluster.resourceId) +
    element('Status', cluster.state) +
    element('Engine', engine) +
    element('EngineVersion', engineVersion) +
    element('EngineMode', cluster.engineMode) +
    element('DatabaseName', cluster.databaseName) +
    element('MasterUsername', cluster.masterUsername) +
    element('ClusterCreateTime', isoTime(cluster.createdAtMs)) +
    element('Endpoint', cluster.endpointAddress) +
    element('ReaderEndpoint', cluster.readerEndpointAddress) +
    element('Port', cluster.port) +
    element('HostedZoneId', hostedZoneId) +
    element('MultiAZ', cluster.multiAz) +
    xmlList('AvailabilityZones', cluster.zones, 'AvailabilityZone') +
    element('DBSubnetGroup', 'default') +
    element('NetworkType', 'IPV4') +
    vpcSecurityGroupsXml(region) +
    membersXml(cluster, region) +
    // Aurora's storage grows by itself: RDS answers 1 whatever it holds.
    element('AllocatedStorage', 1) +
    element('StorageEncrypted', isEncrypted) +
    element('KmsKeyId', isEncrypted ? kmsKeyArn(region) : null) +
    element('BackupRetentionPeriod', cluster.backupRetentionDays) +
    element('PreferredBackupWindow', backupWindow) +
    element('EarliestRestorableTime', earliestRestorableTime(cluster.createdAtMs, cluster.backupRetentionDays, nowMs)) +
    element('LatestRestorableTime', latestRestorableTime(nowMs)) +
    element('PreferredMaintenanceWindow', maintenanceWindow) +
    element('DBClusterParameterGroup', `default.${engineFamilies(engine, engineVersion).parameters}`) +
    '<DBClusterOptionGroupMemberships/><ReadReplicaIdentifiers/><DomainMemberships/><AssociatedRoles/>' +
    element('IAMDatabaseAuthenticationEnabled', false) +
    element('DeletionProtection', cluster.deletionProtection) +
    element('HttpEndpointEnabled', false) +
    element('ActivityStreamStatus', 'stopped') +
    element('CopyTagsToSnapshot', false) +
    element('CrossAccountClone', false) +
    element('AutoMinorVersionUpgrade', true) +
    element('EngineLifecycleSupport', 'open-source-rds-extended-support') +
    (serverlessV2 === null ? '' : scalingXml(serverlessV2)) +
    tagListXml(cluster, nowMs)
  );
}

function membersXml(cluster: DatabaseCluster, region: AwsRegion): string {
  const members = membersOf(region, cluster).map(
    ({ identifier }, n) =>
      element('DBInstanceIdentifier', identifier) +
      element('IsClusterWriter', n === 0) +
      element('DBClusterParameterGroupStatus', 'in-sync') +
      element('PromotionTier', 1),
  );
  return xmlList('DBClusterMembers', members, 'DBClusterMember');
}

function scalingXml({ minAcu, maxAcu }: NonNullable<DatabaseCluster['serverlessV2']>): string {
  const capacity = element('MinCapacity', minAcu) + element('MaxCapacity', maxAcu);
  return `<ServerlessV2ScalingConfiguration>${capacity}</ServerlessV2ScalingConfiguration>`;
}
