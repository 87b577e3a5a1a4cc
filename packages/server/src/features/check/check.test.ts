import { readFileSync, writeFileSync } from 'node:fs';
import { ProviderError, type CloudProvider, type DiscoveryPort } from '@tradewind/core';
import { providerDescriptions } from '@tradewind/providers';
import { describe, expect, it } from 'vitest';
import { openTestInventory, type TestInventory } from '../../test-support/test-inventory.ts';

const identity = { account: '123456789012', principal: 'arn:aws:iam::123456789012:user/me' };
const regions = [
  { name: 'us-east-1', enabled: true },
  { name: 'eu-west-1', enabled: true },
  { name: 'me-south-1', enabled: false },
];

interface FakeCloud {
  readonly connect: () => Promise<CloudProvider>;
  readonly reads: string[];
  readonly isClosed: () => boolean;
}

/** A cloud where everything works, but for what the test says. */
function fakeCloud(discovery: Partial<DiscoveryPort> = {}): FakeCloud {
  const reads: string[] = [];
  let isClosed = false;
  const port: DiscoveryPort = {
    readIdentity: async () => identity,
    listRegions: async () => regions,
    async *discover({ region, resourceType }) {
      reads.push(`${resourceType} ${region}`);
      yield { resources: [] };
      throw new Error('no more than the first page may be asked for');
    },
    ...discovery,
  };
  const close = (): void => {
    isClosed = true;
  };
  const provider: CloudProvider = {
    description: providerDescriptions[0]!,
    discovery: port,
    compute: null,
    tagging: null,
    close,
  };
  return { connect: async () => provider, reads, isClosed: () => isClosed };
}

function refused(code: 'unauthenticated' | 'forbidden' | 'unavailable', permission?: string): ProviderError {
  return new ProviderError('refused', {
    code,
    outcome: 'not-applied',
    ...(permission !== undefined && { permission }),
  });
}

async function checkWith(
  cloud: FakeCloud,
  body: object = {},
  configuration?: string,
): Promise<Awaited<ReturnType<TestInventory['client']['checkConnections']>>> {
  await using inventory = await openTestInventory({
    connect: cloud.connect,
    ...(configuration !== undefined && { configuration }),
  });
  return await inventory.client.checkConnections({ body });
}

const itemsOf = (report: Awaited<ReturnType<typeof checkWith>>): readonly string[] =>
  report.connections.flatMap(({ items }) => items.map(({ outcome, name }) => `${outcome} ${name}`));

describe('the check', () => {
  it('tries the cheapest read of every type in every region', async () => {
    const cloud = fakeCloud();
    const report = await checkWith(cloud);
    expect(report.ok).toBe(true);
    expect(report.connections[0]).toMatchObject({ connection: 'aws', provider: 'AWS', ...identity });
    const types = providerDescriptions[0]!.resourceTypes;
    expect(cloud.reads.toSorted()).toEqual(
      types
        .flatMap(({ id, scope }) =>
          (scope === 'global' ? ['global'] : ['us-east-1', 'eu-west-1']).map((region) => `${id} ${region}`),
        )
        .toSorted(),
    );
    expect(cloud.isClosed()).toBe(true);
    expect(report.state.map(({ name }) => name)).toEqual(['state folder', 'disk', 'database']);
  });

  it('stops at credentials that are wrong', async () => {
    const cloud = fakeCloud({ readIdentity: () => Promise.reject(refused('unauthenticated')) });
    const report = await checkWith(cloud);
    expect(report).toMatchObject({ ok: false, connections: [{ account: null, principal: null }] });
    expect(report.connections[0]?.items).toEqual([
      {
        name: 'credentials',
        outcome: 'failed',
        detail: 'refused',
        action: 'Give credentials that are valid: log in again, or choose a profile.',
      },
    ]);
    expect(cloud.reads).toEqual([]);
  });

  it('names the permission that is missing, and goes on', async () => {
    const cloud = fakeCloud({
      async *discover({ resourceType }) {
        if (resourceType === 'rds') throw refused('forbidden', 'rds:DescribeDBInstances');
        yield { resources: [], problems: resourceType === 's3' ? [refused('forbidden', 's3:GetBucketTagging')] : [] };
      },
    });
    const report = await checkWith(cloud, { types: ['RDS', 's3', 'ec2'], regions: ['us-east-1'] });
    expect(itemsOf(report)).toEqual([
      'ok credentials',
      'ok regions',
      'warning S3 in global',
      'ok EC2 in us-east-1',
      'failed RDS in us-east-1',
    ]);
    expect(report.connections[0]?.items.at(-1)?.action).toBe('Ask for the permission rds:DescribeDBInstances.');
  });

  it('sees a type that is denied in one region alone', async () => {
    const cloud = fakeCloud({
      async *discover({ resourceType, region }) {
        if (resourceType === 'rds' && region === 'eu-west-1') throw refused('forbidden', 'rds:DescribeDBInstances');
        yield { resources: [] };
      },
    });
    const report = await checkWith(cloud, { types: ['rds', 'ec2'] });
    expect(report.ok).toBe(false);
    expect(itemsOf(report).filter((item) => item.startsWith('failed'))).toEqual(['failed RDS in eu-west-1']);
  });

  it('says what it sampled when there are many regions', async () => {
    const names = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-west-2'];
    const cloud = fakeCloud({ listRegions: async () => names.map((name) => ({ name, enabled: true })) });
    const report = await checkWith(cloud, { types: ['ec2', 'rds'] });
    expect(cloud.reads.toSorted()).toEqual([...names.map((name) => `ec2 ${name}`), 'rds us-east-1'].toSorted());
    expect(report.connections[0]?.items.at(-1)).toMatchObject({
      name: 'sampled',
      outcome: 'ok',
      detail: expect.stringMatching(/^tried in us-east-1 alone: RDS\. The 5 other regions .* EC2 only/) as string,
    });
    cloud.reads.length = 0;
    expect(itemsOf(await checkWith(cloud, { types: ['ec2'] }))).not.toContain('ok sampled');
  });

  it('says which regions cannot be used', async () => {
    const cloud = fakeCloud();
    const report = await checkWith(cloud, { types: ['ec2'] }, 'providers: {aws: {regions: [eu-west-1, me-south-1]}}');
    expect(report.ok).toBe(true);
    expect(itemsOf(report)).toEqual(['ok credentials', 'warning regions', 'ok EC2 in eu-west-1']);
    expect(report.connections[0]?.items[1]?.detail).toBe('not enabled for this account: me-south-1');
  });

  it.each([
    ['fails when regions cannot be listed', undefined, 'failed regions'],
    ['does not mind when they are given', 'providers: {aws: {regions: [eu-west-1]}}', 'warning regions'],
  ])('%s', async (_, configuration, expected) => {
    const cloud = fakeCloud({ listRegions: () => Promise.reject(refused('forbidden', 'ec2:DescribeRegions')) });
    const report = await checkWith(cloud, { types: ['ec2'] }, configuration);
    expect(itemsOf(report)).toContain(expected);
    expect(cloud.reads).toEqual(configuration === undefined ? [] : ['ec2 eu-west-1']);
  });

  it('shows where requests go, and what the configuration leaves out', async () => {
    const configuration = 'providers: {aws: {endpoint: "http://127.0.0.1:4000"}, azure: {}}';
    const report = await checkWith(fakeCloud(), { types: ['s3'] }, configuration);
    expect(report.connections[0]?.items[0]).toMatchObject({
      name: 'endpoint',
      detail: expect.stringContaining('http://127.0.0.1:4000') as string,
    });
    expect(report.state[0]).toMatchObject({
      name: 'configuration',
      outcome: 'warning',
      detail: expect.stringContaining('Azure') as string,
    });
  });

  it('looks at the chosen connections only', async () => {
    const configuration = 'connections: [{name: a, provider: aws}, {name: b, provider: aws}]';
    const report = await checkWith(fakeCloud(), { connections: ['b'], types: ['s3'] }, configuration);
    expect(report.connections.map(({ connection }) => connection)).toEqual(['b']);
  });

  it('tells of one connection that cannot even be opened', async () => {
    const report = await checkWith({ ...fakeCloud(), connect: () => Promise.reject(new Error('no adapter')) });
    expect(itemsOf(report)).toEqual(['failed connection']);
  });

  it.each([{ types: ['EC3'] }, { regions: ['us-esat-1'] }, { connections: ['nope'] }, { providers: ['asure'] }])(
    'refuses %j',
    async (body) => {
      await expect(checkWith(fakeCloud(), body)).rejects.toMatchObject({ problem: { code: 'unknown_name' } });
    },
  );

  it('finds damage in the database', async () => {
    await using inventory = await openTestInventory({ connect: fakeCloud().connect });
    inventory.scan('2026-11-01T00:00:00Z', [{ type: 'ec2', region: 'us-east-1', resources: [{ id: 'i-1' }] }]);
    const connection = inventory.connection();
    connection.exec('pragma wal_checkpoint(truncate)');
    const query = `select rootpage from sqlite_schema where name = 'scan_ledger'`;
    const { rootpage } = connection.prepare(query).get() as { rootpage: number };
    const bytes = readFileSync(inventory.databaseFile);
    const pageSize = 4096;
    bytes.fill(0xee, (rootpage - 1) * pageSize, rootpage * pageSize);
    writeFileSync(inventory.databaseFile, bytes);
    const report = await inventory.client.checkConnections({ body: { types: ['s3'] } });
    expect(report).toMatchObject({
      ok: false,
      state: expect.arrayContaining([expect.objectContaining({ name: 'database', outcome: 'failed' })]) as unknown,
    });
  });

  it('leaves advice on a database that cannot be read to the error itself', async () => {
    await using inventory = await openTestInventory({ connect: fakeCloud().connect });
    inventory.connection().exec('pragma wal_checkpoint(truncate)');
    writeFileSync(inventory.databaseFile, 'not a database '.repeat(1000));
    const { state } = await inventory.client.checkConnections({ body: { types: ['s3'] } });
    expect(state.at(-1)).toMatchObject({
      name: 'database',
      outcome: 'failed',
      detail: expect.stringContaining('Move it away') as string,
      action: null,
    });
  });
});
