import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListClustersCommand,
  ListNodegroupsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { sdkConfig, sdkError } from '../../test-support/sdk-config.ts';
import { startTestServer, underFault } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  regions:
    us-east-1:
      kubernetes_clusters:
        - name: platform
          version: '1.32'
          created_at: 2026-01-02T03:04:05Z
          tags: [{ key: Owner, value: ana }, { key: __proto__, value: '<&>' }]
          node_groups:
            - { name: general, instance_types: [m6i.large], desired_size: 3, max_size: 6, tags: { Owner: ben } }
            - { name: arm, instance_types: [m7g.large], capacity_type: SPOT, desired_size: 0, max_size: 9, labels: { tier: spot } }
        - { name: young, status: CREATING, public_endpoint: false }
        - { name: third }
`;

let server: SimulatorServer;
let client: EKSClient;

beforeAll(async () => {
  server = await startTestServer(estate);
  client = new EKSClient(sdkConfig(server));
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

const cluster = async (name: string) => (await client.send(new DescribeClusterCommand({ name }))).cluster;
const nodeGroup = async (nodegroupName: string) =>
  (await client.send(new DescribeNodegroupCommand({ clusterName: 'platform', nodegroupName }))).nodegroup;

describe('clusters', () => {
  it('pages their names to the end', async () => {
    const first = await client.send(new ListClustersCommand({ maxResults: 2 }));
    expect(first.clusters).toEqual(['platform', 'young']);
    const second = await client.send(new ListClustersCommand({ maxResults: 2, nextToken: first.nextToken }));
    expect({ clusters: second.clusters, more: second.nextToken ?? null }).toEqual({ clusters: ['third'], more: null });
  });

  it('describes one', async () => {
    const found = await cluster('platform');
    expect(found).toMatchObject({
      arn: 'arn:aws:eks:us-east-1:123456789012:cluster/platform',
      createdAt: new Date('2026-01-02T03:04:05Z'),
      version: '1.32',
      status: 'ACTIVE',
      resourcesVpcConfig: { endpointPublicAccess: true },
    });
    expect(Object.entries(found?.tags ?? {})).toEqual([
      ['Owner', 'ana'],
      ['__proto__', '<&>'],
    ]);
    expect(found?.endpoint).toMatch(/^https:\/\/[0-9A-F]{32}\.gr7\.us-east-1\.eks\.amazonaws\.com$/);
  });

  it('has no endpoint while it is being made', async () => {
    const young = await cluster('young');
    expect(young).toMatchObject({ status: 'CREATING', resourcesVpcConfig: { endpointPublicAccess: false } });
    expect(young).not.toHaveProperty('endpoint');
    expect(young).not.toHaveProperty('certificateAuthority');
  });
});

describe('node groups', () => {
  it('lists and describes them', async () => {
    const list = await client.send(new ListNodegroupsCommand({ clusterName: 'platform' }));
    expect(list.nodegroups).toEqual(['general', 'arm']);
    expect(await nodeGroup('general')).toMatchObject({
      capacityType: 'ON_DEMAND',
      scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
      instanceTypes: ['m6i.large'],
      amiType: 'AL2023_x86_64_STANDARD',
      version: '1.32',
      tags: { Owner: 'ben' },
    });
    expect(await nodeGroup('arm')).toMatchObject({
      capacityType: 'SPOT',
      scalingConfig: { desiredSize: 0 },
      amiType: 'AL2023_ARM_64_STANDARD',
      labels: { tier: 'spot' },
    });
  });
});

describe('tags', () => {
  const arn = 'arn:aws:eks:us-east-1:123456789012:cluster/third';
  const tag = (tags: Record<string, string>, resourceArn = arn) =>
    client.send(new TagResourceCommand({ resourceArn, tags }));
  const list = async (resourceArn = arn) => (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

  it('adds, replaces and removes, on clusters and node groups', async () => {
    const groupArn = (await nodeGroup('general'))?.nodegroupArn ?? '';
    for (const resourceArn of [arn, groupArn]) {
      await tag({ Owner: 'cleo', Project: 'shop' }, resourceArn);
      expect(await list(resourceArn)).toEqual({ Owner: 'cleo', Project: 'shop' });
      await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['Owner', 'not-there'] }));
      expect(await list(resourceArn)).toEqual({ Project: 'shop' });
    }
    expect((await cluster('third'))?.tags).toEqual({ Project: 'shop' });
  });

  it.each([
    ["AWS's own prefix", { 'aws:a': '' }],
    ['more than 50', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, '']))],
    ['none', {}],
  ])('refuses %s', async (_, tags) => {
    expect(await sdkError(tag(tags))).toMatchObject({ code: 'BadRequestException', status: 400 });
  });

  it('knows no resource but its own', async () => {
    expect(await sdkError(list(`${arn}x`))).toMatchObject({ code: 'NotFoundException', status: 404 });
    expect(await sdkError(list('third'))).toMatchObject({ code: 'BadRequestException', status: 400 });
  });
});

describe('errors', () => {
  it.each([
    ['an unknown cluster', () => cluster('nobody'), 'ResourceNotFoundException', 404],
    ['an unknown node group', () => nodeGroup('nobody'), 'ResourceNotFoundException', 404],
    ['a page of none', () => client.send(new ListClustersCommand({ maxResults: 0 })), 'InvalidParameterException', 400],
    [
      'a page that is too large',
      () => client.send(new ListClustersCommand({ maxResults: 101 })),
      'InvalidParameterException',
      400,
    ],
    [
      'a token of its own making',
      () => client.send(new ListClustersCommand({ nextToken: 'x' })),
      'InvalidParameterException',
      400,
    ],
  ])('refuses %s', async (_, call, code, status) => {
    expect(await sdkError(call())).toMatchObject({ code, status });
  });

  it.each([
    ['throttle', { kind: 'throttle', capacity: 0, refill_per_second: 0 }, 'ThrottlingException', 400],
    ['deny', { kind: 'deny' }, 'AccessDeniedException', 403],
    ['expired_credentials', { kind: 'expired_credentials' }, 'ExpiredTokenException', 403],
    ['error', { kind: 'error' }, 'ServerException', 500],
  ] as const)('says %s in its own words', async (_, fault, code, status) => {
    await underFault(server, { ...fault, service: 'eks', operation: 'ListClusters' }, async () => {
      expect(await sdkError(client.send(new ListClustersCommand({})))).toMatchObject({ code, status });
    });
  });
});
