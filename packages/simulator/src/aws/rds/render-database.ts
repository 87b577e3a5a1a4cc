import type { Database } from '../estate/database.ts';
import type { AwsRegion } from '../estate/region.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import {
  backupWindow,
  engineFamilies,
  hostedZoneId,
  kmsKeyArn,
  latestRestorableTime,
  maintenanceWindow,
  tagListXml,
  vpcSecurityGroupsXml,
} from './render-shared.ts';

const certificateAuthority = 'rds-ca-rsa2048-g1';
const certificateValidMs = 365 * 86_400_000;

/** A DB instance inside `<DBInstance>`. */
export function databaseXml(database: Database, region: AwsRegion, nowMs: number): string {
  return (
    identityXml(database) +
    placeXml(database, region) +
    storageXml(database, region, nowMs) +
    settingsXml(database) +
    tagListXml(database, nowMs)
  );
}

function identityXml(database: Database): string {
  const { identifier, engine, engineVersion } = database;
  return (
    element('DBInstanceIdentifier', identifier) +
    element('DBInstanceClass', database.instanceClass) +
    element('Engine', engine) +
    element('EngineVersion', engineVersion) +
    element('DBInstanceStatus', database.state) +
    element('MasterUsername', database.masterUsername) +
    element('DBName', database.databaseName) +
    element('InstanceCreateTime', isoTime(database.createdAtMs)) +
    element('DbiResourceId', database.resourceId) +
    element('DBInstanceArn', database.arn) +
    element('DBClusterIdentifier', database.clusterIdentifier) +
    element('LicenseModel', licenseModel(engine))
  );
}

function licenseModel(engine: string): string {
  if (engine.startsWith('oracle')) return 'bring-your-own-license';
  if (engine.startsWith('sqlserver')) return 'license-included';
  return engine.includes('postgres') ? 'postgresql-license' : 'general-public-license';
}

function placeXml(database: Database, region: AwsRegion): string {
  const { network } = region;
  const endpoint =
    element('Address', database.endpointAddress) +
    element('Port', database.port) +
    element('HostedZoneId', hostedZoneId);
  const subnets = network.subnets.map(
    ({ id, zone }) =>
      element('SubnetIdentifier', id) +
      `<SubnetAvailabilityZone>${element('Name', zone)}</SubnetAvailabilityZone><SubnetOutpost/>` +
      element('SubnetStatus', 'Active'),
  );
  const group =
    element('DBSubnetGroupName', 'default') +
    element('DBSubnetGroupDescription', 'default') +
    element('VpcId', network.vpcId) +
    element('SubnetGroupStatus', 'Complete') +
    xmlList('Subnets', subnets, 'Subnet');
  const other = network.subnets.find(({ zone }) => zone !== database.zone)?.zone ?? null;
  return (
    // There is no address before there is a machine.
    (database.state === 'creating' ? '' : `<Endpoint>${endpoint}</Endpoint>`) +
    element('DbInstancePort', 0) +
    element('AvailabilityZone', database.zone) +
    element('SecondaryAvailabilityZone', database.multiAz ? other : null) +
    element('MultiAZ', database.multiAz) +
    element('PubliclyAccessible', database.publiclyAccessible) +
    element('NetworkType', 'IPV4') +
    vpcSecurityGroupsXml(region) +
    `<DBSecurityGroups/><DBSubnetGroup>${group}</DBSubnetGroup>`
  );
}

function storageXml(database: Database, region: AwsRegion, nowMs: number): string {
  const cluster = region.databaseClusters.get(database.clusterIdentifier ?? '');
  // The storage of a cluster's members is the cluster's.
  const isEncrypted = cluster?.encrypted ?? database.encrypted;
  const isBackedUp = database.backupRetentionDays > 0;
  return (
    element('AllocatedStorage', database.storageGib) +
    element('StorageType', database.storageType) +
    element('Iops', database.iops) +
    element('StorageThroughput', database.storageType === 'gp3' ? 125 : 0) +
    element('StorageEncrypted', isEncrypted) +
    element('KmsKeyId', isEncrypted ? kmsKeyArn(region) : null) +
    element('DedicatedLogVolume', false) +
    element('BackupRetentionPeriod', database.backupRetentionDays) +
    element('BackupTarget', 'region') +
    element('PreferredBackupWindow', backupWindow) +
    element('LatestRestorableTime', isBackedUp ? latestRestorableTime(nowMs) : null) +
    element('CopyTagsToSnapshot', false)
  );
}

function settingsXml(database: Database): string {
  const { engine, engineVersion } = database;
  const family = engineFamilies(engine, engineVersion);
  const isOpenSource = !engine.startsWith('oracle') && !engine.startsWith('sqlserver');
  const parameterGroup =
    element('DBParameterGroupName', `default.${family.parameters}`) + element('ParameterApplyStatus', 'in-sync');
  const optionGroup = element('OptionGroupName', `default:${family.options}`) + element('Status', 'in-sync');
  const validTill = isoTime(Math.floor(database.createdAtMs / 1000) * 1000 + certificateValidMs);
  return (
    xmlList('DBParameterGroups', [parameterGroup], 'DBParameterGroup') +
    xmlList('OptionGroupMemberships', [optionGroup], 'OptionGroupMembership') +
    element('PreferredMaintenanceWindow', maintenanceWindow) +
    '<PendingModifiedValues/><ReadReplicaDBInstanceIdentifiers/><DomainMemberships/><AssociatedRoles/>' +
    element('AutoMinorVersionUpgrade', true) +
    element('DeletionProtection', database.deletionProtection) +
    element('IAMDatabaseAuthenticationEnabled', false) +
    element('PerformanceInsightsEnabled', false) +
    element('MonitoringInterval', 0) +
    element('PromotionTier', database.clusterIdentifier === null ? null : 1) +
    element('CACertificateIdentifier', certificateAuthority) +
    `<CertificateDetails>${element('CAIdentifier', certificateAuthority)}${element('ValidTill', validTill)}</CertificateDetails>` +
    element('CustomerOwnedIpEnabled', false) +
    element('ActivityStreamStatus', 'stopped') +
    element('IsStorageConfigUpgradeAvailable', false) +
    element('EngineLifecycleSupport', isOpenSource ? 'open-source-rds-extended-support' : null)
  );
}
