import { describe, expect, it } from 'vitest';
import type { Fault } from '../../faults/fault-schema.ts';
import { createTestCloud, type TestCloud } from '../../test-support/test-cloud.ts';

const describeRegions = { service: 'ec2', body: 'Action=DescribeRegions&Version=2016-11-15' };
const callerIdentity = { service: 'sts', body: 'Action=GetCallerIdentity&Version=2011-06-15' };
const launch = { ImageId: 'ami-0a1b2c3d4e5f60718', InstanceType: 't3.micro', MinCount: '1', MaxCount: '1' };

function cloudWith(...faults: Fault[]): TestCloud {
  return createTestCloud({ faults });
}

function codeOf(cloud: TestCloud, call: Parameters<TestCloud['handle']>[0]): readonly [number, string] {
  const result = cloud.handle(call);
  if (!('answer' in result)) throw new Error(result.outcome);
  const { status, body } = result.answer;
  return [status, /<Code>(.*?)<\/Code>/.exec(String(body))?.[1] ?? ''];
}

describe('faults of the connection', () => {
  it.each([
    ['refuse', 'refused'],
    ['hang', 'hung'],
  ] as const)('%s', (kind, outcome) => {
    const cloud = cloudWith({ kind, region: 'us-east-1' });
    expect(cloud.handle(describeRegions)).toEqual({ outcome });
    expect(cloud.handle({ ...describeRegions, region: 'eu-west-1' })).toMatchObject({ outcome: 'answered' });
    expect(cloud.world.calls.list()).toMatchObject([
      { outcome, status: null },
      { outcome: 'answered', status: 200 },
    ]);
  });

  it('latency', () => {
    expect(cloudWith({ kind: 'latency', latency_ms: 250 }).handle(describeRegions)).toMatchObject({ latencyMs: 250 });
  });

  it('does not make a change whose call is refused', () => {
    const cloud = cloudWith({ kind: 'refuse', operation: 'RunInstances', count: 1 });
    const body = new URLSearchParams({ Action: 'RunInstances', Version: '2016-11-15', ...launch }).toString();
    expect(cloud.handle({ service: 'ec2', body })).toEqual({ outcome: 'refused' });
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toEqual([]);
  });
});

describe('faults of the service', () => {
  it.each<[Fault, readonly [number, string], readonly [number, string]]>([
    [{ kind: 'throttle', capacity: 0, refill_per_second: 0 }, [503, 'RequestLimitExceeded'], [400, 'Throttling']],
    [{ kind: 'deny' }, [403, 'UnauthorizedOperation'], [403, 'AccessDenied']],
    [{ kind: 'expired_credentials' }, [400, 'RequestExpired'], [403, 'ExpiredToken']],
    [{ kind: 'error' }, [500, 'InternalError'], [500, 'InternalFailure']],
    [{ kind: 'error', status: 503, code: 'Unavailable' }, [503, 'Unavailable'], [503, 'Unavailable']],
  ])('%j has the code of each service', (fault, ec2, sts) => {
    const cloud = cloudWith(fault);
    expect(codeOf(cloud, describeRegions)).toEqual(ec2);
    expect(codeOf(cloud, callerIdentity)).toEqual(sts);
  });

  it('denies only in its scope', () => {
    const cloud = cloudWith({ kind: 'deny', service: 'ec2', region: 'eu-west-1' });
    expect(codeOf(cloud, { ...describeRegions, region: 'eu-west-1' })[0]).toBe(403);
    expect(codeOf(cloud, describeRegions)[0]).toBe(200);
    expect(codeOf(cloud, { ...callerIdentity, region: 'eu-west-1' })[0]).toBe(200);
  });

  it.each<Fault>([
    { kind: 'throttle', capacity: 0, refill_per_second: 0, retry_after_seconds: 7 },
    { kind: 'error', status: 503, retry_after_seconds: 7 },
  ])('sends Retry-After: %j', (fault) => {
    expect(cloudWith(fault).handle(describeRegions)).toMatchObject({ answer: { headers: { 'retry-after': '7' } } });
  });

  it('says nothing of them to a call with a wrong signature', () => {
    const cloud = cloudWith({ kind: 'deny', count: 1 });
    expect(codeOf(cloud, { ...describeRegions, secretAccessKey: 'wrong' })).toEqual([401, 'AuthFailure']);
    expect(cloud.world.faults.list()).toMatchObject([{ remaining: 1 }]);
  });
});

describe('faults of the reply', () => {
  it.each(['lost_reply', 'malformed', 'truncated'] as const)('%s: the change is made all the same', (kind) => {
    const cloud = cloudWith({ kind, operation: 'RunInstances', count: 1 });
    const body = new URLSearchParams({ Action: 'RunInstances', Version: '2016-11-15', ...launch }).toString();
    expect(cloud.handle({ service: 'ec2', body })).toMatchObject({ outcome: kind });
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toHaveLength(1);
    expect(cloud.world.calls.list()[0]).toMatchObject({ operation: 'RunInstances', outcome: kind, status: 200 });
  });

  it.each([
    [undefined, false],
    ['connection_cut', false],
    ['short_body', true],
  ] as const)('truncated by %s', (mode, lengthFits) => {
    const fault: Fault = mode === undefined ? { kind: 'truncated' } : { kind: 'truncated', mode };
    expect(cloudWith(fault).handle(describeRegions)).toMatchObject({ outcome: 'truncated', lengthFits });
  });
});

describe('faults of changes', () => {
  it('slow_states: transitions take as long as it says', () => {
    const cloud = cloudWith({ kind: 'slow_states', operation: 'RunInstances', duration_ms: 600_000 });
    cloud.ec2('RunInstances', launch);
    cloud.passMs(599_999);
    expect(cloud.ec2('DescribeInstances').xml).toContain('<name>pending</name>');
    cloud.passMs(1);
    expect(cloud.ec2('DescribeInstances').xml).toContain('<name>running</name>');
  });

  it('eventual_reads: what is created and tagged shows later', () => {
    const cloud = cloudWith({ kind: 'eventual_reads', delay_ms: 3000 });
    const [id = ''] = cloud.ec2('RunInstances', launch).texts('instanceId');
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toEqual([]);
    expect(cloud.ec2('DescribeVolumes').texts('volumeId')).toEqual([]);
    expect(cloud.ec2('DescribeInstances', { 'InstanceId.1': id }).texts('Code')).toEqual([
      'InvalidInstanceID.NotFound',
    ]);
    cloud.passMs(3000);
    expect(cloud.ec2('DescribeInstances', { 'InstanceId.1': id }).texts('instanceId')).toEqual([id]);
    cloud.ec2('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' });
    expect(cloud.ec2('DescribeTags').texts('key')).toEqual([]);
    cloud.passMs(3000);
    expect(cloud.ec2('DescribeTags').texts('key')).toEqual(['a']);
  });

  it('counts a call that changes many things once, and a read not at all', () => {
    const cloud = cloudWith({ kind: 'eventual_reads', delay_ms: 1000, count: 1 });
    cloud.ec2('DescribeInstances');
    expect(cloud.world.faults.list()).toMatchObject([{ remaining: 1 }]);
    cloud.ec2('RunInstances', { ...launch, MaxCount: '3' });
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toEqual([]);
    expect(cloud.world.faults.list()).toEqual([]);
  });
});

describe('a service that is not served', () => {
  it('is named in the answer', () => {
    const call = { service: 'iam', body: 'Action=ListUsers&Version=2010-05-08' };
    expect(codeOf(createTestCloud(), call)).toEqual([404, 'UnknownService']);
  });
});
