import type { Instance } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { toAddress } from './address.ts';
import { toDatabase } from './database.ts';
import { toFunction } from './function.ts';
import { readStoppedAt, toInstance } from './instance.ts';
import { toKubernetesCluster } from './kubernetes-cluster.ts';
import { toLoadBalancer, toLoadBalancerId } from './load-balancer.ts';
import { toNatGateway } from './nat-gateway.ts';
import { readName, toTags } from './resource.ts';
import { toSnapshot } from './snapshot.ts';
import { toVolume } from './volume.ts';

const owner = { account: '123456789012', region: 'eu-west-1' };

describe('tags', () => {
  test('may have any key and any text', () => {
    const list = ['__proto__', 'constructor', '', '\u{1F6A2}', 'Name'].map((Key) => ({
      Key,
      Value: `value of ${Key}`,
    }));
    const tags = toTags(list);
    expect(Object.entries(tags)).toEqual(list.map(({ Key, Value }) => [Key, Value]));
    expect(readName(tags)).toBe('value of Name');
  });

  test('without a value have the empty one', () => {
    expect(toTags([{ Key: 'a' }, { Key: 'b', Value: undefined }])).toEqual({ a: '', b: '' });
    expect(toTags(undefined)).toEqual({});
  });

  test.each([[{}], [{ Name: '' }], [JSON.parse('{"__proto__": "x"}') as Record<string, string>]])(
    '%o hold no name',
    (tags) => {
      expect(readName(tags)).toBeNull();
    },
  );
});

describe('an instance', () => {
  const stopped = new Date('2026-08-01T09:00:00Z');

  test.each([
    ['User initiated (2026-08-29 20:40:27 GMT)', '2026-08-29T20:40:27.000Z'],
    ['Client.UserInitiatedShutdown: User initiated shutdown (2026-08-29 20:40:27 UTC)', '2026-08-29T20:40:27.000Z'],
    ['Server.ScheduledStop: Stopped due to scheduled retirement', undefined],
    ['User initiated', undefined],
    ['User initiated (2026-99-99 20:40:27 GMT)', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('stopped for %j was stopped at %s', (reason, at) => {
    expect(readStoppedAt(reason)).toBe(at);
  });

  test('that is not stopped says that there is no such time; one that does not tell leaves it out', () => {
    const at = (name: 'running' | 'stopped', reason: string) =>
      toInstance(owner, { InstanceId: 'i-1', State: { Name: name }, StateTransitionReason: reason }).attributes;
    expect(at('running', '')).toMatchObject({ stopped_at: null });
    expect(at('stopped', 'User initiated (2026-08-29 20:40:27 GMT)')).toMatchObject({
      stopped_at: '2026-08-29T20:40:27.000Z',
    });
    expect(at('stopped', 'User initiated')).not.toHaveProperty('stopped_at');
  });

  test.each([
    ['pending', 'pending'],
    ['running', 'running'],
    ['shutting-down', 'terminating'],
    ['terminated', 'terminated'],
    ['stopping', 'stopping'],
    ['stopped', 'stopped'],
    ['from-the-future', 'unknown'],
  ])('in the state %s is %s', (state, status) => {
    const instance = { InstanceId: 'i-1', State: { Name: state } } as Instance;
    expect(toInstance(owner, instance)).toMatchObject({ status, providerStatus: state });
  });

  test('was created when its first network interface was attached, whenever it last started', () => {
    const instance: Instance = {
      InstanceId: 'i-1',
      LaunchTime: new Date('2026-10-01T00:00:00Z'),
      NetworkInterfaces: [
        { Attachment: { DeviceIndex: 1, AttachTime: new Date('2026-05-01T00:00:00Z') } },
        { Attachment: { DeviceIndex: 0, AttachTime: stopped } },
      ],
    };
    expect(toInstance(owner, instance)).toMatchObject({
      createdAt: '2026-08-01T09:00:00.000Z',
      attributes: { launched_at: '2026-10-01T00:00:00.000Z' },
    });
    expect(toInstance(owner, { InstanceId: 'i-1', LaunchTime: stopped }).createdAt).toBe('2026-08-01T09:00:00.000Z');
  });

  test('that tells little has only the facts that it tells', () => {
    expect(toInstance(owner, { InstanceId: 'i-1' })).toEqual({
      provider: 'aws',
      account: '123456789012',
      region: 'eu-west-1',
      resourceType: 'ec2',
      nativeId: 'i-1',
      kind: 'instance',
      serviceType: 'compute',
      name: null,
      status: 'unknown',
      providerStatus: null,
      tags: {},
      createdAt: null,
      attributes: {
        lifecycle: 'on_demand',
        stopped_at: null,
        private_ip: null,
        public_ip: null,
        network_id: null,
        subnet_id: null,
        volume_ids: [],
      },
    });
  });

  test('without an id is a malformed reply', () => {
    expect(() => toInstance(owner, {})).toThrow(
      expect.objectContaining({ code: 'unavailable', malformed: true }) as object,
    );
  });
});

test('a volume may be attached to several instances', () => {
  const Attachments = [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }];
  expect(toVolume(owner, { VolumeId: 'vol-1', State: 'in-use', Attachments }).attributes).toMatchObject({
    attached_to: ['i-1', 'i-2'],
  });
});

test('a volume that a managed service has attached is not unattached', () => {
  const task = 'arn:aws:ecs:eu-west-1:123456789012:task/cluster/0f9de17a6465404e8b1b2356dc13c2f8';
  const Attachments = [{ AssociatedResource: task, InstanceOwningService: 'ecs-fargate.amazonaws.com' }];
  expect(toVolume(owner, { VolumeId: 'vol-1', State: 'in-use', Attachments }).attributes).toMatchObject({
    attached_to: [task],
  });
});

test('a snapshot whose volume is not known says so', () => {
  expect(toSnapshot(owner, { SnapshotId: 'snap-1', VolumeId: 'vol-ffffffff' }).attributes).toMatchObject({
    source_volume_id: null,
  });
});

test.each([
  [{ AllocationId: 'eipalloc-1', InstanceId: 'i-1', NetworkInterfaceId: 'eni-1' }, 'i-1'],
  [{ AllocationId: 'eipalloc-1', InstanceId: '', NetworkInterfaceId: 'eni-1' }, 'eni-1'],
  [{ AllocationId: 'eipalloc-1', AssociationId: 'eipassoc-1' }, 'eipassoc-1'],
  [{ AllocationId: 'eipalloc-1' }, null],
])('the address %o is associated with %s', (address, user) => {
  expect(toAddress(owner, address).attributes).toEqual({ associated_with: user });
});

test.each([
  ['available', 'running'],
  ['backing-up', 'running'],
  ['configuring-enhanced-monitoring', 'running'],
  ['storage-optimization', 'running'],
  ['storage-full', 'failed'],
  ['stopped', 'stopped'],
  ['deleting', 'terminating'],
  ['creating', 'pending'],
  ['incompatible-parameters', 'failed'],
  ['from-the-future', 'unknown'],
])('a database that is %s is %s', (word, status) => {
  expect(toDatabase(owner, { DBInstanceIdentifier: 'db', DBInstanceStatus: word })).toMatchObject({
    status,
    providerStatus: word,
  });
});

test.each([
  ['postgres', { storage_gib: 1 }],
  ['aurora-mysql', {}],
  ['docdb', {}],
  ['neptune', {}],
])('an instance of %s has storage of its own: %o', (engine, storage) => {
  const database = { DBInstanceIdentifier: 'db', Engine: engine, AllocatedStorage: 1 };
  const { storage_gib } = toDatabase(owner, database).attributes;
  expect(storage_gib === undefined ? {} : { storage_gib }).toEqual(storage);
});

test("a function's times are read in Lambda's own form", () => {
  const configuration = { FunctionName: 'f', LastModified: '2026-03-02T01:02:03.456+0000' };
  expect(toFunction(owner, configuration, {})).toMatchObject({
    status: 'active',
    providerStatus: null,
    attributes: { last_modified_at: '2026-03-02T01:02:03.456Z', runtime: null },
  });
});

test('what could not be counted is left out', () => {
  expect(toKubernetesCluster(owner, { name: 'c', status: 'ACTIVE' }, undefined).attributes).toEqual({ endpoint: null });
  const balancer = {
    LoadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/n/1',
    Type: 'network',
  } as const;
  expect(toLoadBalancer(owner, balancer, { tags: {}, targetCount: undefined })).toMatchObject({
    nativeId: 'net/n/1',
    attributes: { load_balancer_type: 'network' },
  });
});

test('the id of a load balancer is the end of its ARN', () => {
  expect(toLoadBalancerId('arn:aws-cn:elasticloadbalancing:cn-north-1:1:loadbalancer/app/a/50dc6c')).toBe(
    'app/a/50dc6c',
  );
  expect(toLoadBalancerId('arn:odd')).toBe('arn:odd');
});

test('a private gateway has no public address', () => {
  const gateway = { NatGatewayId: 'nat-1', ConnectivityType: 'private', State: 'deleted' } as const;
  expect(toNatGateway(owner, gateway)).toMatchObject({
    status: 'terminated',
    attributes: { connectivity: 'private', public_ip: null },
  });
});
