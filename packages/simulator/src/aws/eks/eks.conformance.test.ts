import {
  CreateClusterCommand,
  CreateNodegroupCommand,
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListClustersCommand,
  ListNodegroupsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks';
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
      kubernetes_clusters:
        - name: golden
          version: '1.32'
          tags: { Owner: ana }
          node_groups:
            - { name: general, instance_types: [m6i.large], desired_size: 2, min_size: 1, max_size: 3, labels: { tier: web }, tags: { Owner: ana } }
`;

describe.skipIf(requireCounterpart('aws'))('EKS with the AWS CLI', () => {
  let server: SimulatorServer;
  beforeAll(async () => {
    server = await startTestServer(estate);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.world.reset());

  const cli = (...args: string[]) => runAwsCli(server, ['eks', ...args]);

  it('lists, describes and tags', async () => {
    expect(await cli('list-clusters')).toMatchObject({ stderr: '', json: { clusters: ['golden'] } });
    const described = await cli('describe-cluster', '--name', 'golden');
    expect(described.json).toMatchObject({ cluster: { status: 'ACTIVE', tags: { Owner: 'ana' } } });
    const group = ['--cluster-name', 'golden', '--nodegroup-name', 'general'];
    expect((await cli('describe-nodegroup', ...group)).json).toMatchObject({ nodegroup: { nodegroupName: 'general' } });
    const { arn } = (described.json as { cluster: { arn: string } }).cluster;
    await cli('tag-resource', '--resource-arn', arn, '--tags', 'Project=shop');
    await cli('untag-resource', '--resource-arn', arn, '--tag-keys', 'Owner');
    expect((await cli('list-tags-for-resource', '--resource-arn', arn)).json).toEqual({ tags: { Project: 'shop' } });
    expect((await cli('describe-cluster', '--name', 'nobody')).stderr).toContain('(ResourceNotFoundException)');
  });
});

describe.skipIf(requireCounterpart('moto_server'))('EKS beside moto', () => {
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
    const client = new EKSClient(sdkConfig(endpoint));
    const roleArn = 'arn:aws:iam::123456789012:role/eks';
    const tags = { Owner: 'ana' };
    const resourcesVpcConfig = { subnetIds: ['subnet-1', 'subnet-2'] };
    await client.send(new CreateClusterCommand({ name: 'golden', version: '1.32', roleArn, resourcesVpcConfig, tags }));
    const scalingConfig = { desiredSize: 2, minSize: 1, maxSize: 3 };
    const group = { clusterName: 'golden', nodegroupName: 'general', nodeRole: roleArn, subnets: ['subnet-1'] };
    const machines = { instanceTypes: ['m6i.large'], labels: { tier: 'web' }, scalingConfig };
    await client.send(new CreateNodegroupCommand({ ...group, ...machines, tags }));
  };

  const ask = async (endpoint: AwsEndpoint) => {
    const client = new EKSClient(sdkConfig(endpoint));
    const golden = { clusterName: 'golden' };
    const described = await client.send(new DescribeClusterCommand({ name: 'golden' }));
    const resource = { resourceArn: described.cluster?.arn };
    await client.send(new TagResourceCommand({ ...resource, tags: { Project: 'shop' } }));
    const tagged = await client.send(new ListTagsForResourceCommand(resource));
    await client.send(new UntagResourceCommand({ ...resource, tagKeys: ['Owner'] }));
    const untagged = await client.send(new ListTagsForResourceCommand(resource));
    const group = await client.send(new DescribeNodegroupCommand({ ...golden, nodegroupName: 'general' }));
    return {
      Clusters: withoutMetadata(await client.send(new ListClustersCommand({}))),
      Cluster: withoutMetadata(described),
      Groups: withoutMetadata(await client.send(new ListNodegroupsCommand(golden))),
      Group: withoutMetadata(group),
      Tagged: withoutMetadata(tagged),
      Untagged: withoutMetadata(untagged),
      Missing: await sdkError(client.send(new DescribeClusterCommand({ name: 'nobody' }))),
      MissingGroup: await sdkError(client.send(new DescribeNodegroupCommand({ ...golden, nodegroupName: 'nobody' }))),
    };
  };

  it('answers the same', async () => {
    const lacks = 'AWS answers it, moto does not';
    const adds = 'AWS answers it only for what the estate has none of';
    const deviations = [
      ...deviationsBelow('Cluster.cluster', ['clientRequestToken', 'encryptionConfig'], adds),
      ...deviationsBelow('Group.nodegroup', ['remoteAccess', 'taints', 'resources.remoteAccessSecurityGroup'], adds),
      ...deviationsBelow(
        'Cluster.cluster.resourcesVpcConfig',
        [
          'securityGroupIds',
          'clusterSecurityGroupId',
          'vpcId',
          'endpointPublicAccess',
          'endpointPrivateAccess',
          'publicAccessCidrs',
        ],
        lacks,
      ),
      ...deviationsBelow(
        'Cluster.cluster',
        [
          'kubernetesNetworkConfig.ipFamily',
          'kubernetesNetworkConfig.elasticLoadBalancing',
          'health',
          'accessConfig',
          'upgradePolicy',
          'deletionProtection',
        ],
        lacks,
      ),
      ...deviationsBelow('Group.nodegroup', ['updateConfig'], lacks),
    ];
    const sameValues = [
      'Clusters.clusters',
      'Cluster.cluster.arn',
      'Cluster.cluster.status',
      'Cluster.cluster.version',
      'Cluster.cluster.tags',
      'Groups.nodegroups',
      'Group.nodegroup.status',
      'Group.nodegroup.capacityType',
      'Group.nodegroup.scalingConfig',
      'Group.nodegroup.labels',
      'Group.nodegroup.tags',
      'Group.nodegroup.diskSize',
      'Tagged.tags',
      'Untagged.tags',
      'Missing',
      'MissingGroup',
    ];
    expect(compareAnswers({ moto: await ask(moto), simulator: await ask(server), deviations, sameValues })).toEqual([]);
  });
});
