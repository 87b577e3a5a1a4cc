import { describe, expect, it } from 'vitest';
import type { InstanceEntry } from '../estate/instance.ts';
import { createTestCloud, type TestAnswer, type TestCloud } from '../../test-support/test-cloud.ts';

const id = 'i-0123456789abcdef0';

function cloudWith(entry: Partial<InstanceEntry>, vcpuLimit?: number): TestCloud {
  const limit = vcpuLimit === undefined ? {} : { vcpu_limit: vcpuLimit };
  return createTestCloud({
    aws: { regions: { 'us-east-1': { ...limit, instances: [{ id, type: 't3.micro', ...entry }] } } },
  });
}

function act(cloud: TestCloud, action: string): TestAnswer {
  return cloud.ec2(action, { 'InstanceId.1': id });
}

function stateOf(cloud: TestCloud): string | undefined {
  return /<instanceState><code>\d+<\/code><name>(.*?)<\/name>/.exec(cloud.ec2('DescribeInstances').xml)?.[1];
}

describe('transitions', () => {
  it.each([
    ['StopInstances', 'running', 'stopping', 'stopped', 8000],
    ['StartInstances', 'stopped', 'pending', 'running', 5000],
    ['TerminateInstances', 'running', 'shutting-down', 'terminated', 8000],
    ['TerminateInstances', 'stopped', 'shutting-down', 'terminated', 8000],
  ] as const)('%s: %s -> %s -> %s', (action, from, through, to, durationMs) => {
    const cloud = cloudWith({ state: from });
    expect(act(cloud, action).texts('name')).toEqual([through, from]);
    expect(stateOf(cloud)).toBe(through);
    cloud.passMs(durationMs - 1);
    expect(stateOf(cloud)).toBe(through);
    cloud.passMs(1);
    expect(stateOf(cloud)).toBe(to);
  });

  it.each([
    ['StartInstances', 'running'],
    ['StartInstances', 'pending'],
    ['StopInstances', 'stopped'],
    ['StopInstances', 'stopping'],
    ['TerminateInstances', 'terminated'],
    ['TerminateInstances', 'shutting-down'],
  ] as const)('%s of a %s instance changes nothing', (action, state) => {
    const cloud = cloudWith({ state });
    expect(act(cloud, action).texts('name')).toEqual([state, state]);
    expect(stateOf(cloud)).toBe(state);
  });

  it.each([
    ['StartInstances', 'stopping'],
    ['StartInstances', 'terminated'],
    ['StopInstances', 'pending'],
    ['StopInstances', 'terminated'],
    ['RebootInstances', 'stopped'],
  ] as const)('%s of a %s instance is an error', (action, state) => {
    expect(act(cloudWith({ state }), action).texts('Code')).toEqual(['IncorrectInstanceState']);
  });

  it('changes no instance when one of them cannot be changed', () => {
    const other = 'i-0fedcba9876543210';
    const cloud = createTestCloud({
      aws: {
        regions: {
          'us-east-1': {
            instances: [
              { id, type: 't3.micro' },
              { id: other, type: 't3.micro', state: 'terminated' },
            ],
          },
        },
      },
    });
    expect(cloud.ec2('StopInstances', { 'InstanceId.1': id, 'InstanceId.2': other }).status).toBe(400);
    expect(stateOf(cloud)).toBe('running');
  });

  it('says why and when it stopped, and forgets it when it starts', () => {
    const cloud = cloudWith({});
    act(cloud, 'StopInstances');
    cloud.passMs(8000);
    expect(cloud.ec2('DescribeInstances').texts('reason')).toEqual(['User initiated (2026-11-20 12:00:00 GMT)']);
    act(cloud, 'StartInstances');
    expect(cloud.ec2('DescribeInstances').xml).not.toContain('stateReason');
    expect(cloud.ec2('DescribeInstances').texts('launchTime')).toEqual(['2026-11-20T12:00:08.000Z']);
  });

  it('stops no spot instance', () => {
    expect(act(cloudWith({ spot: true }), 'StopInstances').texts('Code')).toEqual(['UnsupportedOperation']);
  });

  it('starts nothing beyond the limit of vCPUs', () => {
    expect(act(cloudWith({ state: 'stopped' }, 1), 'StartInstances').texts('Code')).toEqual(['VcpuLimitExceeded']);
    expect(act(cloudWith({ state: 'stopped' }, 2), 'StartInstances').status).toBe(200);
  });

  it('only tells of a dry run', () => {
    const cloud = cloudWith({});
    const answer = cloud.ec2('StopInstances', { 'InstanceId.1': id, DryRun: 'true' });
    expect([answer.status, ...answer.texts('Code')]).toEqual([412, 'DryRunOperation']);
    expect(stateOf(cloud)).toBe('running');
  });
});

describe('termination', () => {
  it('deletes the disks that go with the instance and keeps the others', () => {
    const cloud = cloudWith({
      disks: [{ size_gib: 8 }, { size_gib: 100 }, { size_gib: 50, delete_on_termination: true }],
    });
    act(cloud, 'TerminateInstances');
    expect(cloud.ec2('DescribeVolumes').texts('size')).toEqual(['8', '100', '50']);
    cloud.passMs(8000);
    const volumes = cloud.ec2('DescribeVolumes');
    expect(volumes.texts('size')).toEqual(['100']);
    expect(volumes.texts('status')).toEqual(['available']);
  });

  it('frees the Elastic IP and keeps it', () => {
    const cloud = createTestCloud({
      aws: { regions: { 'us-east-1': { instances: [{ id, type: 't3.micro' }], addresses: [{ instance: id }] } } },
    });
    expect(cloud.ec2('DescribeAddresses').texts('instanceId')).toEqual([id]);
    act(cloud, 'TerminateInstances');
    cloud.passMs(8000);
    expect(cloud.ec2('DescribeAddresses').texts('publicIp')).toHaveLength(1);
    expect(cloud.ec2('DescribeAddresses').texts('instanceId')).toEqual([]);
  });

  it('shows the instance for another hour', () => {
    const cloud = cloudWith({});
    act(cloud, 'TerminateInstances');
    cloud.passMs(8000 + 3_600_000);
    expect(stateOf(cloud)).toBe('terminated');
    cloud.passMs(1);
    expect(act(cloud, 'TerminateInstances').texts('Code')).toEqual(['InvalidInstanceID.NotFound']);
  });

  it('respects the protection against it until that is lifted', () => {
    const cloud = cloudWith({ termination_protection: true });
    expect(act(cloud, 'TerminateInstances').texts('Code')).toEqual(['OperationNotPermitted']);
    cloud.ec2('ModifyInstanceAttribute', { InstanceId: id, 'DisableApiTermination.Value': 'false' });
    expect(act(cloud, 'TerminateInstances').status).toBe(200);
  });
});

describe('public addresses', () => {
  it('go with a stop and come anew with a start', () => {
    const addressOf = (cloud: TestCloud): string | undefined => cloud.ec2('DescribeInstances').texts('ipAddress')[0];
    const cloud = cloudWith({ public: true });
    const before = addressOf(cloud);
    act(cloud, 'StopInstances');
    cloud.passMs(8000);
    expect(addressOf(cloud)).toBeUndefined();
    act(cloud, 'StartInstances');
    cloud.passMs(5000);
    expect(addressOf(cloud)).toEqual(expect.any(String));
    expect(addressOf(cloud)).not.toBe(before);
  });

  it('stay with a stopped instance when they are elastic', () => {
    const cloud = createTestCloud({
      aws: {
        regions: {
          'us-east-1': {
            instances: [{ id, type: 't3.micro' }],
            addresses: [{ instance: id, public_ip: '198.18.0.9' }],
          },
        },
      },
    });
    act(cloud, 'StopInstances');
    cloud.passMs(8000);
    expect(stateOf(cloud)).toBe('stopped');
    expect(cloud.ec2('DescribeInstances').texts('ipAddress')).toEqual(['198.18.0.9']);
  });
});

describe('ModifyInstanceAttribute', () => {
  it('changes the type of a stopped instance only', () => {
    const change = { InstanceId: id, 'InstanceType.Value': 'm5.large' };
    expect(cloudWith({}).ec2('ModifyInstanceAttribute', change).texts('Code')).toEqual(['IncorrectInstanceState']);
    const stopped = cloudWith({ state: 'stopped' });
    expect(stopped.ec2('ModifyInstanceAttribute', change).texts('return')).toEqual(['true']);
    expect(stopped.ec2('DescribeInstances').texts('instanceType')).toEqual(['m5.large']);
  });

  it.each([
    [{ 'InstanceType.Value': 'm5.enormous' }, 'InvalidInstanceAttributeValue'],
    [{}, 'InvalidParameterCombination'],
  ])('refuses %j', (change, code) => {
    const parameters = { InstanceId: id, ...(change as Record<string, string>) };
    expect(cloudWith({ state: 'stopped' }).ec2('ModifyInstanceAttribute', parameters).texts('Code')).toEqual([code]);
  });
});
