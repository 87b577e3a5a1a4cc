import { describe, expect, it } from 'vitest';
import { createTestCloud, testStartMs } from '../test-support/test-cloud.ts';
import { answerAdmin } from './admin.ts';

function admin(
  cloud = createTestCloud(),
): (method: string, path: string, body?: unknown) => { status: number; body: unknown } {
  return (method, path, body) =>
    answerAdmin(cloud.world, { method, path, body: typeof body === 'string' ? body : JSON.stringify(body ?? null) });
}

describe('faults', () => {
  it('are added, listed with what is left of them, and removed', () => {
    const cloud = createTestCloud();
    const call = admin(cloud);
    expect(call('POST', '/faults', { kind: 'error', status: 503, count: 3 })).toMatchObject({
      status: 201,
      body: { id: 'fault-1' },
    });
    expect(cloud.ec2('DescribeRegions').status).toBe(503);
    expect(call('GET', '/faults')).toEqual({
      status: 200,
      body: { faults: [{ id: 'fault-1', kind: 'error', status: 503, count: 3, remaining: 2, hits: 1 }] },
    });
    expect(call('DELETE', '/faults/fault-1').status).toBe(204);
    expect(call('DELETE', '/faults/fault-1').status).toBe(404);
    expect(cloud.ec2('DescribeRegions').status).toBe(200);
  });

  it('are all removed at once', () => {
    const call = admin();
    call('POST', '/faults', { kind: 'refuse' });
    call('POST', '/faults', { kind: 'hang' });
    expect(call('DELETE', '/faults').status).toBe(204);
    expect(call('GET', '/faults')).toMatchObject({ body: { faults: [] } });
  });

  it.each([
    [{ kind: 'explode' }, 'kind'],
    [{ kind: 'latency' }, 'latency_ms'],
    [{ kind: 'error', rate_percent: 101 }, 'rate_percent'],
    [{ kind: 'error', region: '' }, 'region'],
  ])('are refused when they are not valid: %j', (fault, path) => {
    expect(admin()('POST', '/faults', fault)).toMatchObject({ status: 400, body: { problems: [{ path }] } });
  });

  it('are refused when they are not JSON', () => {
    expect(admin()('POST', '/faults', 'kind: refuse')).toMatchObject({ status: 400 });
  });
});

describe('calls', () => {
  it('are logged with what came of them, until they are cleared', () => {
    const cloud = createTestCloud();
    const call = admin(cloud);
    cloud.ec2('DescribeRegions');
    cloud.ec2('DescribeInstances', { MaxResults: '1' }, 'eu-west-1');
    const at = new Date(testStartMs).toISOString();
    expect(call('GET', '/calls')).toMatchObject({
      body: {
        calls: [
          {
            service: 'ec2',
            region: 'us-east-1',
            operation: 'DescribeRegions',
            status: 200,
            outcome: 'answered',
            error_code: null,
            at,
          },
          {
            service: 'ec2',
            region: 'eu-west-1',
            operation: 'DescribeInstances',
            status: 400,
            error_code: 'InvalidParameterValue',
          },
        ],
      },
    });
    expect(call('DELETE', '/calls').status).toBe(204);
    expect(call('GET', '/calls')).toEqual({ status: 200, body: { calls: [] } });
  });
});

describe('clock', () => {
  it('is moved', () => {
    const cloud = createTestCloud();
    expect(admin(cloud)('POST', '/clock', { advance_ms: 60_000 })).toEqual({
      status: 200,
      body: { now: '2026-11-20T12:01:00.000Z' },
    });
    expect(admin(cloud)('GET', '/clock')).toEqual({ status: 200, body: { now: '2026-11-20T12:01:00.000Z' } });
  });

  it.each([{}, { advance_ms: -1 }, { advance_ms: 'x' }])('is not moved by %j', (body) => {
    expect(admin()('POST', '/clock', body).status).toBe(400);
  });
});

describe('state', () => {
  it('shows what there is, also what reads do not show yet', () => {
    const cloud = createTestCloud({ faults: [{ kind: 'eventual_reads', delay_ms: 1000 }] });
    const launch = { ImageId: 'ami-0a1b2c3d4e5f60718', InstanceType: 't3.micro', MinCount: '1', MaxCount: '1' };
    const [id = ''] = cloud.ec2('RunInstances', launch).texts('instanceId');
    cloud.passMs(500);
    const { body } = admin(cloud)('GET', '/state');
    expect(body).toMatchObject({
      now: '2026-11-20T12:00:00.500Z',
      aws: {
        account_id: '123456789012',
        regions: { 'us-east-1': { instances: { [id]: { id, state: 'pending', instance_type: 't3.micro' } } } },
      },
    });
  });

  it('keeps tag keys as they are', () => {
    const tags = { CostCenter: 'CC-1', 'a B': 'c' };
    const cloud = createTestCloud({ aws: { buckets: [{ name: 'abc', region: 'us-east-1', tags }] } });
    expect(admin(cloud)('GET', '/state')).toMatchObject({ body: { aws: { buckets: { abc: { tags } } } } });
  });
});

describe('reset', () => {
  it('goes back to the estate, the faults and the clock of the start', () => {
    const cloud = createTestCloud({
      aws: { regions: { 'us-east-1': { instances: [{ id: 'i-0123456789abcdef0', type: 't3.micro' }] } } },
      faults: [{ kind: 'error', operation: 'DescribeVolumes' }],
    });
    const call = admin(cloud);
    cloud.ec2('TerminateInstances', { 'InstanceId.1': 'i-0123456789abcdef0' });
    call('DELETE', '/faults');
    call('POST', '/clock', { advance_ms: 86_400_000 });
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toEqual([]);
    expect(call('POST', '/reset').status).toBe(204);
    expect(cloud.ec2('DescribeInstances').xml).toContain('<name>running</name>');
    expect(cloud.ec2('DescribeVolumes').status).toBe(500);
    expect(call('GET', '/clock')).toEqual({ status: 200, body: { now: '2026-11-20T12:00:00.000Z' } });
  });
});

it('has nothing else', () => {
  expect(admin()('GET', '/secrets')).toMatchObject({ status: 404 });
  expect(admin()('PUT', '/faults')).toMatchObject({ status: 404 });
});
