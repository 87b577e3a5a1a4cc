import { globalRegion, type CloudProvider, type DiscoveredResource } from '@tradewind/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ContractSession, listAll } from '../contract/test-support/contract-session.ts';
import type { Listing } from '../contract/test-support/contract-session.ts';
import { newSimulatorWorld, type SimulatorWorld } from './test-support/simulator-world.ts';

/** What each type tells, against an estate whose facts are known, and what happens when a part cannot be read. */
describe('what AWS tells of each type', () => {
  let world: SimulatorWorld;
  let session: ContractSession;
  let provider: CloudProvider;
  beforeAll(async () => {
    world = await newSimulatorWorld();
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    await world.reset();
    session = new ContractSession(world);
    provider = await session.connect();
  });
  afterEach(() => session.close());

  const list = (resourceType: string): Promise<Listing> =>
    listAll(provider, { region: resourceType === 's3' ? globalRegion : world.region, resourceType });

  async function findNamed(resourceType: string, name: string): Promise<DiscoveredResource> {
    const { resources } = await list(resourceType);
    const found = resources.find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`there is no ${resourceType} named ${name}`);
    return found;
  }

  test('an instance that runs, one that is stopped and one that is terminated', async () => {
    expect(await findNamed('ec2', 'one')).toMatchObject({
      status: 'running',
      providerStatus: 'running',
      tags: { Name: 'one', Environment: 'test' },
      attributes: {
        machine_type: 'm5.large',
        zone: expect.stringMatching(/^eu-central-1[a-z]$/) as string,
        architecture: 'x86_64',
        lifecycle: 'on_demand',
        stopped_at: null,
        volume_ids: [expect.stringMatching(/^vol-/) as string],
      },
    });
    const stopped = await findNamed('ec2', 'two');
    expect(stopped).toMatchObject({ status: 'stopped', attributes: { stopped_at: expect.any(String) as string } });
    const stoppedForDays = (Date.now() - Date.parse(stopped.attributes['stopped_at'] as string)) / 86_400_000;
    expect(Math.round(stoppedForDays)).toBe(40);
    const { resources } = await list('ec2');
    expect(resources.map(({ status }) => status).toSorted()).toEqual(['running', 'stopped', 'terminated']);
  });

  test('volumes, attached and not', async () => {
    expect(await findNamed('ebs_volume', 'spare')).toMatchObject({
      status: 'active',
      providerStatus: 'available',
      attributes: { size_gib: 20, volume_type: 'gp2', attached_to: [] },
    });
    const { resources } = await list('ebs_volume');
    const instance = await findNamed('ec2', 'one');
    const root = resources.find(({ nativeId }) => nativeId === (instance.attributes['volume_ids'] as string[])[0]);
    expect(root).toMatchObject({ providerStatus: 'in-use', attributes: { attached_to: [instance.nativeId] } });
  });

  test("the account's own snapshots", async () => {
    const { resources } = await list('ebs_snapshot');
    expect(resources).toMatchObject([
      {
        status: 'active',
        providerStatus: 'completed',
        attributes: { size_gib: 20, description: 'nightly', storage_tier: 'standard' },
      },
    ]);
  });

  test('addresses, used and idle', async () => {
    const { resources } = await list('elastic_ip');
    const idle = resources.find(({ name }) => name === 'idle');
    expect(idle).toMatchObject({ status: 'active', attributes: { associated_with: null } });
    const instance = await findNamed('ec2', 'one');
    expect(resources.find((resource) => resource !== idle)).toMatchObject({
      attributes: { associated_with: instance.nativeId },
    });
  });

  test('buckets under global, with the region in which they lie', async () => {
    const { resources, problems } = await list('s3');
    expect(problems).toEqual([]);
    const facts = resources.map(({ nativeId, region, tags, attributes }) => ({ nativeId, region, tags, attributes }));
    expect(facts).toEqual([
      {
        nativeId: 'contract-here',
        region: 'global',
        tags: { Environment: 'test' },
        attributes: { location: 'eu-central-1' },
      },
      { nativeId: 'contract-untagged', region: 'global', tags: {}, attributes: { location: 'us-east-1' } },
    ]);
  });

  test('databases and their clusters', async () => {
    expect(await findNamed('rds', 'orders')).toMatchObject({
      status: 'running',
      providerStatus: 'available',
      tags: { Environment: 'test' },
      attributes: { engine: 'postgres', machine_type: 'db.t3.medium', storage_gib: 20, cluster_id: null },
    });
    const member = await findNamed('rds', 'ledger-1');
    expect(member.attributes).toMatchObject({ engine: 'aurora-postgresql', cluster_id: 'ledger' });
    expect(member.attributes).not.toHaveProperty('storage_gib');
    expect(await findNamed('rds_cluster', 'ledger')).toMatchObject({
      status: 'running',
      attributes: { engine: 'aurora-postgresql', member_ids: ['ledger-1'] },
    });
  });

  test('a cluster with its node groups', async () => {
    expect(await findNamed('eks', 'platform')).toMatchObject({
      status: 'active',
      providerStatus: 'ACTIVE',
      tags: { Environment: 'test' },
      attributes: { version: '1.33', node_group_count: 1 },
    });
  });

  test('a function', async () => {
    expect(await findNamed('lambda', 'resize')).toMatchObject({
      status: 'active',
      tags: { Environment: 'test' },
      attributes: { runtime: 'nodejs22.x', last_modified_at: expect.stringMatching(/Z$/) as string },
    });
  });

  test('load balancers with and without targets', async () => {
    expect(await findNamed('load_balancer', 'front')).toMatchObject({
      nativeId: expect.stringMatching(/^app\/front\/[0-9a-f]+$/) as string,
      status: 'active',
      tags: { Environment: 'test' },
      attributes: { load_balancer_type: 'application', target_count: 1 },
    });
    expect(await findNamed('load_balancer', 'unused')).toMatchObject({
      attributes: { load_balancer_type: 'network', target_count: 0 },
    });
  });

  test('a gateway', async () => {
    expect(await findNamed('nat_gateway', 'way-out')).toMatchObject({
      status: 'active',
      providerStatus: 'available',
      attributes: { connectivity: 'public', public_ip: expect.any(String) as string },
    });
  });

  describe('when a part cannot be read', () => {
    test.each([
      { type: 's3', service: 's3', operation: 'GetBucketTagging', permission: 's3:GetBucketTagging', found: 2 },
      { type: 'lambda', service: 'lambda', operation: 'ListTags', permission: 'lambda:ListTags', found: 1 },
      { type: 'eks', service: 'eks', operation: 'ListNodegroups', permission: 'eks:ListNodegroups', found: 1 },
      {
        type: 'load_balancer',
        service: 'elasticloadbalancing',
        operation: 'DescribeTags',
        permission: 'elasticloadbalancing:DescribeTags',
        found: 2,
      },
      {
        type: 'load_balancer',
        service: 'elasticloadbalancing',
        operation: 'DescribeTargetHealth',
        permission: 'elasticloadbalancing:DescribeTargetHealth',
        found: 2,
      },
    ])('$type without $permission are reported all the same, with one problem', async (denied) => {
      await world.addFault({ kind: 'deny', service: denied.service, operation: denied.operation });
      const { resources, problems } = await list(denied.type);
      expect(resources).toHaveLength(denied.found);
      expect(problems).toMatchObject([{ code: 'forbidden', permission: denied.permission }]);
    });

    test('an unknown number of targets is left out, and the known ones stay', async () => {
      await world.addFault({ kind: 'deny', service: 'elasticloadbalancing', operation: 'DescribeTargetHealth' });
      const { resources } = await list('load_balancer');
      const counts = resources.map(({ name, attributes }) => [name, attributes['target_count']]);
      expect(counts).toEqual(
        expect.arrayContaining([
          ['front', undefined],
          ['unused', 0],
        ]),
      );
    });

    test('the buckets of a region that is down are found, those of others with their tags', async () => {
      await world.addFault({ kind: 'refuse', service: 's3', region: 'us-east-1', operation: 'GetBucketTagging' });
      const { resources, problems } = await list('s3');
      expect(resources.map(({ nativeId, tags }) => [nativeId, tags])).toEqual([
        ['contract-here', { Environment: 'test' }],
        ['contract-untagged', {}],
      ]);
      expect(problems).toMatchObject([
        { code: 'unavailable', message: expect.stringContaining('contract-untagged') as string },
      ]);
    });

    test('credentials that expire in the middle end the unit', async () => {
      await world.addFault({ kind: 'expired_credentials', service: 'lambda', operation: 'ListTags' });
      await expect(list('lambda')).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('an account that cannot be found out ends the unit', async () => {
      await world.addFault({ kind: 'error', service: 'sts', operation: 'GetCallerIdentity' });
      await expect(list('ebs_volume')).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
});
