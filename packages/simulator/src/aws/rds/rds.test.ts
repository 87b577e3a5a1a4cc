import {
  AddTagsToResourceCommand,
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { sdkConfig, sdkError } from '../../test-support/sdk-config.ts';
import { startTestServer, underFault } from '../../test-support/start-test-server.ts';

const many = Array.from(
  { length: 45 },
  (_, n) => `        - { identifier: many-${n}, class: db.t3.micro, engine: mysql }`,
);
const estate = `
aws:
  regions:
    us-east-1:
      databases:
        - identifier: orders
          class: db.m5.large
          engine: postgres
          storage_gib: 200
          multi_az: true
          encrypted: true
          created_at: 2026-01-02T03:04:05Z
          tags: [{ key: Owner, value: ana }, { key: __proto__, value: '<&>' }]
        - { identifier: reporting, class: db.t3.medium, engine: mysql, status: stopped }
        - { identifier: catalog-1, class: db.r6g.large, engine: aurora-postgresql, cluster: catalog }
        - { identifier: catalog-2, class: db.r6g.large, engine: aurora-postgresql, cluster: catalog }
      database_clusters:
        - { identifier: catalog, engine: aurora-postgresql, serverless_v2: { min_acu: 0.5, max_acu: 8 }, tags: { Owner: ben } }
    eu-west-1:
      databases:
${many.join('\n')}
`;

let server: SimulatorServer;
let client: RDSClient;

beforeAll(async () => {
  server = await startTestServer(estate);
  client = new RDSClient(sdkConfig(server));
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

const databases = async (input: ConstructorParameters<typeof DescribeDBInstancesCommand>[0] = {}) =>
  (await client.send(new DescribeDBInstancesCommand(input))).DBInstances ?? [];
const one = async (DBInstanceIdentifier: string) => (await databases({ DBInstanceIdentifier }))[0];
const clusters = async (input: ConstructorParameters<typeof DescribeDBClustersCommand>[0] = {}) =>
  (await client.send(new DescribeDBClustersCommand(input))).DBClusters ?? [];
const statusOf = async (identifier: string) => (await one(identifier))?.DBInstanceStatus;

describe('DescribeDBInstances', () => {
  it('answers what the estate has', async () => {
    expect(await one('ORDERS')).toMatchObject({
      DBInstanceIdentifier: 'orders',
      DBInstanceArn: 'arn:aws:rds:us-east-1:123456789012:db:orders',
      DBInstanceClass: 'db.m5.large',
      DBInstanceStatus: 'available',
      Engine: 'postgres',
      AllocatedStorage: 200,
      MultiAZ: true,
      StorageEncrypted: true,
      InstanceCreateTime: new Date('2026-01-02T03:04:05Z'),
      TagList: [
        { Key: 'Owner', Value: 'ana' },
        { Key: '__proto__', Value: '<&>' },
      ],
      DBParameterGroups: [{ DBParameterGroupName: 'default.postgres16' }],
    });
    expect(await one('reporting')).toMatchObject({ DBParameterGroups: [{ DBParameterGroupName: 'default.mysql8.0' }] });
    const [first] = await databases({ DBInstanceIdentifier: 'arn:aws:rds:us-east-1:123456789012:db:catalog-1' });
    expect(first).toMatchObject({ DBClusterIdentifier: 'catalog', AllocatedStorage: 1, StorageType: 'aurora' });
  });

  it('pages to the end', async () => {
    const ireland = new RDSClient(sdkConfig(server, 'eu-west-1'));
    const pages: (number | undefined)[] = [];
    const found = new Set<string | undefined>();
    let Marker: string | undefined;
    do {
      const page = await ireland.send(new DescribeDBInstancesCommand({ MaxRecords: 20, Marker }));
      pages.push(page.DBInstances?.length);
      for (const database of page.DBInstances ?? []) found.add(database.DBInstanceIdentifier);
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect({ pages, found: found.size }).toEqual({ pages: [20, 20, 5], found: 45 });
  });

  it.each([
    ['engine', ['mysql'], ['reporting']],
    ['db-instance-id', ['orders', 'nobody'], ['orders']],
    ['db-instance-id', ['arn:aws:rds:us-east-1:123456789012:db:orders'], ['orders']],
    ['db-cluster-id', ['catalog'], ['catalog-1', 'catalog-2']],
    ['engine', ['oracle-ee'], []],
  ])('filters by %s %j', async (Name, Values, expected) => {
    const found = await databases({ Filters: [{ Name, Values }] });
    expect(found.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)).toEqual(expected);
  });

  it.each([
    ['an unknown database', { DBInstanceIdentifier: 'nobody' }, 'DBInstanceNotFoundFault', 404],
    ['an unknown filter', { Filters: [{ Name: 'color', Values: ['red'] }] }, 'InvalidParameterValue', 400],
    ['a page that is too small', { MaxRecords: 19 }, 'InvalidParameterValue', 400],
    ['a page that is too large', { MaxRecords: 101 }, 'InvalidParameterValue', 400],
    ['a marker of its own making', { Marker: 'x' }, 'InvalidParameterValue', 400],
  ])('refuses %s', async (_, input, code, status) => {
    expect(await sdkError(databases(input))).toMatchObject({ code, status });
  });
});

describe('DescribeDBClusters', () => {
  it('answers a cluster with its members', async () => {
    const [cluster] = await clusters();
    expect(cluster).toMatchObject({
      DBClusterIdentifier: 'catalog',
      Status: 'available',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
      TagList: [{ Key: 'Owner', Value: 'ben' }],
      DBClusterMembers: [
        { DBInstanceIdentifier: 'catalog-1', IsClusterWriter: true },
        { DBInstanceIdentifier: 'catalog-2', IsClusterWriter: false },
      ],
    });
    expect(await clusters({ Filters: [{ Name: 'engine', Values: ['aurora-mysql'] }] })).toEqual([]);
    expect(await sdkError(clusters({ DBClusterIdentifier: 'nobody' }))).toMatchObject({
      code: 'DBClusterNotFoundFault',
      status: 404,
    });
  });
});

describe('start and stop', () => {
  const stop = (DBInstanceIdentifier: string) => client.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  const start = (DBInstanceIdentifier: string) => client.send(new StartDBInstanceCommand({ DBInstanceIdentifier }));

  it('takes a database through its states', async () => {
    expect((await stop('orders')).DBInstance?.DBInstanceStatus).toBe('stopping');
    expect(await statusOf('orders')).toBe('stopping');
    expect(await sdkError(start('orders'))).toMatchObject({ code: 'InvalidDBInstanceStateFault', status: 400 });
    server.world.clock.advance(20_000);
    expect(await statusOf('orders')).toBe('stopped');
    expect((await start('orders')).DBInstance?.DBInstanceStatus).toBe('starting');
    server.world.clock.advance(20_000);
    expect(await statusOf('orders')).toBe('available');
  });

  it('takes as long as slow_states says', async () => {
    await underFault(server, { kind: 'slow_states', duration_ms: 600_000 }, () => stop('orders').then(() => undefined));
    server.world.clock.advance(599_000);
    expect(await statusOf('orders')).toBe('stopping');
    server.world.clock.advance(1_000);
    expect(await statusOf('orders')).toBe('stopped');
  });

  it.each([
    ['what is stopped', 'reporting', 'InvalidDBInstanceStateFault', 400],
    ['a member of a cluster', 'catalog-1', 'InvalidParameterCombination', 400],
    ['what is not there', 'nobody', 'DBInstanceNotFoundFault', 404],
  ])('does not stop %s', async (_, identifier, code, status) => {
    expect(await sdkError(stop(identifier))).toMatchObject({ code, status });
  });

  it('does not start what runs', async () => {
    const error = await sdkError(start('orders'));
    expect(error).toMatchObject({ code: 'InvalidDBInstanceStateFault', status: 400 });
    expect(error.message).toBe('Instance orders is not stopped, it cannot be started.');
  });

  it('stops and starts a cluster with its members', async () => {
    const id = { DBClusterIdentifier: 'catalog' };
    expect((await client.send(new StopDBClusterCommand(id))).DBCluster?.Status).toBe('stopping');
    expect(await statusOf('catalog-2')).toBe('stopping');
    const again = client.send(new StopDBClusterCommand(id));
    expect(await sdkError(again)).toMatchObject({ code: 'InvalidDBClusterStateFault', status: 400 });
    server.world.clock.advance(20_000);
    expect((await clusters())[0]?.Status).toBe('stopped');
    expect(await statusOf('catalog-1')).toBe('stopped');
    await client.send(new StartDBClusterCommand(id));
    server.world.clock.advance(20_000);
    expect(await statusOf('catalog-1')).toBe('available');
  });
});

describe('tags', () => {
  const arn = 'arn:aws:rds:us-east-1:123456789012:cluster:catalog';
  const add = (Tags: { Key: string; Value: string }[], ResourceName = arn) =>
    client.send(new AddTagsToResourceCommand({ ResourceName, Tags }));
  const list = async (ResourceName = arn) =>
    (await client.send(new ListTagsForResourceCommand({ ResourceName }))).TagList;

  it('adds, replaces and removes', async () => {
    await add([
      { Key: 'Owner', Value: 'ana' },
      { Key: '__proto__', Value: '' },
    ]);
    expect(await list()).toEqual([
      { Key: 'Owner', Value: 'ana' },
      { Key: '__proto__', Value: '' },
    ]);
    await client.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: ['Owner', 'not-there'] }));
    expect((await clusters())[0]?.TagList).toEqual([{ Key: '__proto__', Value: '' }]);
  });

  it.each([
    ['arn:aws:rds:us-east-1:123456789012:cluster:nobody', 'DBClusterNotFoundFault', 404],
    ['arn:aws:rds:us-east-1:123456789012:db:nobody', 'DBInstanceNotFoundFault', 404],
    ['catalog', 'InvalidParameterValue', 400],
  ])('knows no resource %s', async (name, code, status) => {
    expect(await sdkError(list(name))).toMatchObject({ code, status });
  });

  it.each([
    ["AWS's own prefix", [{ Key: 'aws:a', Value: '' }]],
    ['more than 50', Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: '' }))],
  ])('refuses %s', async (_, tags) => {
    expect(await sdkError(add(tags))).toMatchObject({ code: 'InvalidParameterValue', status: 400 });
    expect(await list()).toEqual([{ Key: 'Owner', Value: 'ben' }]);
  });
});

describe('errors', () => {
  it.each([
    ['throttle', { kind: 'throttle', capacity: 0, refill_per_second: 0 }, 'Throttling', 400],
    ['deny', { kind: 'deny' }, 'AccessDenied', 403],
    ['expired_credentials', { kind: 'expired_credentials' }, 'ExpiredToken', 403],
    ['error', { kind: 'error' }, 'InternalFailure', 500],
  ] as const)('says %s in its own words', async (_, fault, code, status) => {
    await underFault(server, { ...fault, service: 'rds' }, async () => {
      expect(await sdkError(databases())).toMatchObject({ code, status });
    });
  });
});
