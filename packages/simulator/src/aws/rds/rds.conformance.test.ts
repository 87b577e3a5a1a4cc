import {
  AddTagsToResourceCommand,
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ListTagsForResourceCommand,
  RDSClient,
  RemoveTagsFromResourceCommand,
  StartDBClusterCommand,
  StartDBInstanceCommand,
  StopDBClusterCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, deviationsBelow, withoutMetadata } from '../../test-support/compare-answers.ts';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';
import { sdkConfig, sdkError, type AwsEndpoint } from '../../test-support/sdk-config.ts';
import { startTestServer } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  regions:
    us-east-1:
      databases:
        - identifier: golden
          class: db.m5.large
          engine: mysql
          storage_gib: 100
          storage_type: gp3
          database_name: shop
          master_username: root
          encrypted: true
          tags: { Owner: ana }
        - { identifier: golden-1, class: db.r6g.large, engine: aurora-postgresql, cluster: golden-cluster }
      database_clusters:
        - identifier: golden-cluster
          engine: aurora-postgresql
          database_name: shop
          master_username: root
          serverless_v2: { min_acu: 0.5, max_acu: 8 }
          tags: { Owner: ana }
`;

describe.skipIf(requireCounterpart('aws'))('RDS with the AWS CLI', () => {
  let server: SimulatorServer;
  beforeAll(async () => {
    server = await startTestServer(estate);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.world.reset());

  const cli = (...args: string[]) => runAwsCli(server, ['rds', ...args]);

  it('describes, stops and starts', async () => {
    const all = await cli('describe-db-instances', '--page-size', '20');
    expect(all).toMatchObject({
      stderr: '',
      json: { DBInstances: [{ DBInstanceIdentifier: 'golden' }, { DBInstanceIdentifier: 'golden-1' }] },
    });
    const id = ['--db-instance-identifier', 'golden'];
    const stopped = await cli('stop-db-instance', ...id);
    expect(stopped.json).toMatchObject({ DBInstance: { DBInstanceStatus: 'stopping' } });
    expect((await cli('start-db-instance', ...id)).stderr).toContain('(InvalidDBInstanceState)');
    server.world.clock.advance(60_000);
    expect((await cli('start-db-instance', ...id)).exitCode).toBe(0);
    server.world.clock.advance(60_000);
    expect((await cli('wait', 'db-instance-available', ...id)).exitCode).toBe(0);
    expect((await cli('describe-db-instances', '--db-instance-identifier', 'nobody')).stderr).toContain(
      '(DBInstanceNotFound)',
    );
  });

  it('tags', async () => {
    const { json } = await cli('describe-db-clusters', '--filters', 'Name=engine,Values=aurora-postgresql');
    const arn = (json as { DBClusters: { DBClusterArn: string }[] }).DBClusters[0]?.DBClusterArn ?? '';
    await cli('add-tags-to-resource', '--resource-name', arn, '--tags', 'Key=Project,Value=shop');
    await cli('remove-tags-from-resource', '--resource-name', arn, '--tag-keys', 'Owner');
    const tags = await cli('list-tags-for-resource', '--resource-name', arn);
    expect(tags.json).toEqual({ TagList: [{ Key: 'Project', Value: 'shop' }] });
  });
});

describe.skipIf(requireCounterpart('moto_server'))('RDS beside moto', () => {
  let server: SimulatorServer;
  let moto: RunningMoto;
  beforeAll(async () => {
    [server, moto] = await Promise.all([startTestServer(estate), startMoto()]);
    await build(moto);
  });
  afterAll(async () => {
    await server.stop();
    await moto[Symbol.asyncDispose]();
  });

  /** What the estate has, made by calls. */
  const build = async (endpoint: AwsEndpoint): Promise<void> => {
    const client = new RDSClient(sdkConfig(endpoint));
    const Tags = [{ Key: 'Owner', Value: 'ana' }];
    const login = { MasterUsername: 'root', MasterUserPassword: 'not-a-secret-1' };
    const mysql = {
      DBInstanceClass: 'db.m5.large',
      Engine: 'mysql',
      EngineVersion: '8.0.42',
      DBName: 'shop',
      BackupRetentionPeriod: 7,
    };
    const storage = { AllocatedStorage: 100, StorageType: 'gp3', StorageEncrypted: true };
    await client.send(
      new CreateDBInstanceCommand({ DBInstanceIdentifier: 'golden', ...mysql, ...storage, ...login, Tags }),
    );
    const cluster = { DBClusterIdentifier: 'golden-cluster', Engine: 'aurora-postgresql' };
    const ServerlessV2ScalingConfiguration = { MinCapacity: 0.5, MaxCapacity: 8 };
    await client.send(
      new CreateDBClusterCommand({
        ...cluster,
        ...login,
        DatabaseName: 'shop',
        StorageEncrypted: true,
        Tags,
        ServerlessV2ScalingConfiguration,
      }),
    );
    const member = { DBInstanceIdentifier: 'golden-1', DBInstanceClass: 'db.r6g.large' };
    await client.send(new CreateDBInstanceCommand({ ...member, ...cluster }));
  };

  const ask = async (endpoint: AwsEndpoint) => {
    const client = new RDSClient(sdkConfig(endpoint));
    const id = { DBInstanceIdentifier: 'golden' };
    const clusterId = { DBClusterIdentifier: 'golden-cluster' };
    const instances = await client.send(new DescribeDBInstancesCommand(id));
    const arn = { ResourceName: instances.DBInstances?.[0]?.DBInstanceArn };
    const clusters = await client.send(new DescribeDBClustersCommand(clusterId));
    await client.send(new AddTagsToResourceCommand({ ...arn, Tags: [{ Key: 'Project', Value: 'shop' }] }));
    const tagged = await client.send(new ListTagsForResourceCommand(arn));
    await client.send(new RemoveTagsFromResourceCommand({ ...arn, TagKeys: ['Owner'] }));
    const untagged = await client.send(new ListTagsForResourceCommand(arn));
    const runs = await sdkError(client.send(new StartDBInstanceCommand(id)));
    const clusterRuns = await sdkError(client.send(new StartDBClusterCommand(clusterId)));
    const stopped = await client.send(new StopDBInstanceCommand(id));
    const clusterStopped = await client.send(new StopDBClusterCommand(clusterId));
    const stoppedTwice = await sdkError(client.send(new StopDBInstanceCommand(id)));
    const Filters = [{ Name: 'db-cluster-id', Values: ['golden-cluster'] }];
    const members = await client.send(new DescribeDBInstancesCommand({ Filters }));
    return {
      Instances: withoutMetadata(instances),
      Clusters: withoutMetadata(clusters),
      Filtered: members.DBInstances?.map(({ DBInstanceIdentifier }) => ({ DBInstanceIdentifier })),
      Tagged: withoutMetadata(tagged),
      Untagged: withoutMetadata(untagged),
      Runs: runs,
      ClusterRuns: clusterRuns,
      Stopped: Object.keys(stopped.DBInstance ?? {}).length > 0,
      ClusterStopped: Object.keys(clusterStopped.DBCluster ?? {}).length > 0,
      StoppedTwice: stoppedTwice,
      Missing: await sdkError(client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nobody' }))),
      MissingCluster: await sdkError(client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'nobody' }))),
    };
  };

  const lacks = 'AWS answers it, moto does not';
  const adds = 'AWS answers it only for what the estate has none of';

  it('answers the same', async () => {
    const deviations = [
      ...deviationsBelow(
        'Instances.DBInstances[]',
        [
          'Endpoint.HostedZoneId',
          'DBSubnetGroup',
          'PendingModifiedValues',
          'StorageThroughput',
          'PubliclyAccessible',
          'MonitoringInterval',
          'PerformanceInsightsEnabled',
          'CustomerOwnedIpEnabled',
          'NetworkType',
          'BackupTarget',
          'ActivityStreamStatus',
          'CertificateDetails',
          'DedicatedLogVolume',
          'IsStorageConfigUpgradeAvailable',
          'EngineLifecycleSupport',
        ],
        lacks,
      ),
      ...deviationsBelow(
        'Clusters.DBClusters[]',
        ['DBClusterOptionGroupMemberships', 'VpcSecurityGroups[]', 'ActivityStreamStatus', 'EngineLifecycleSupport'],
        lacks,
      ),
      ...deviationsBelow('Instances.DBInstances[]', ['EnabledCloudwatchLogsExports'], adds),
      ...deviationsBelow(
        'Clusters.DBClusters[]',
        [
          'BacktrackWindow',
          'EnabledCloudwatchLogsExports',
          'ScalingConfigurationInfo',
          'StorageType',
          'PubliclyAccessible',
          'GlobalWriteForwardingRequested',
        ],
        adds,
      ),
    ];
    const sameValues = [
      'Instances.DBInstances[].DBInstanceArn',
      'Instances.DBInstances[].Engine',
      'Instances.DBInstances[].DBInstanceStatus',
      'Instances.DBInstances[].AllocatedStorage',
      'Instances.DBInstances[].StorageType',
      'Instances.DBInstances[].LicenseModel',
      'Instances.DBInstances[].Endpoint.Port',
      'Clusters.DBClusters[].DBClusterArn',
      'Clusters.DBClusters[].Status',
      'Clusters.DBClusters[].Port',
      'Clusters.DBClusters[].EngineMode',
      'Clusters.DBClusters[].DBClusterMembers[].IsClusterWriter',
      'Filtered[].DBInstanceIdentifier',
      'Tagged.TagList',
      'Untagged.TagList',
      'Runs',
      'ClusterRuns.code',
      'ClusterRuns.status',
      'StoppedTwice',
      'Missing',
      'MissingCluster',
    ];
    expect(compareAnswers({ moto: await ask(moto), simulator: await ask(server), deviations, sameValues })).toEqual([]);
  });
});
