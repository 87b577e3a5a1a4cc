import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceEntry } from '../estate/instance.ts';
import { createTestCloud, type TestCloud } from '../../test-support/test-cloud.ts';

function cloudOf(...instances: InstanceEntry[]): TestCloud {
  return createTestCloud({ aws: { regions: { 'us-east-1': { instances } } } });
}

function many(count: number): TestCloud {
  return cloudOf(...Array.from({ length: count }, (_, n): InstanceEntry => ({ name: `n${n}`, type: 't3.micro' })));
}

function readAll(cloud: TestCloud, pageSize: number, betweenPages: () => void = () => {}): string[][] {
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    const parameters = { MaxResults: String(pageSize), ...(token === undefined ? {} : { NextToken: token }) };
    const answer = cloud.ec2('DescribeInstances', parameters);
    pages.push([...answer.texts('instanceId')]);
    [token] = answer.texts('nextToken');
    betweenPages();
  } while (token !== undefined);
  return pages;
}

describe('pages', () => {
  it('show each instance once, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 5, max: 50 }), (count, size) => {
        const pages = readAll(many(count), size);
        expect(pages.every((page) => page.length <= size)).toBe(true);
        expect(new Set(pages.flat()).size).toBe(count);
        expect(pages.flat()).toHaveLength(count);
      }),
      { numRuns: 30 },
    );
  });

  it('neither skip nor repeat when instances come and go between them', () => {
    const cloud = many(20);
    const before = cloud.ec2('DescribeInstances').texts('instanceId');
    const launch = { ImageId: 'ami-0a1b2c3d4e5f60718', InstanceType: 't3.micro', MinCount: '1', MaxCount: '1' };
    let left = 2;
    const seen = readAll(cloud, 5, () => {
      if (left-- <= 0) return;
      cloud.world.estate.regions.get('us-east-1')?.instances.delete(before[left] ?? '');
      cloud.ec2('RunInstances', launch);
    }).flat();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before.slice(5)));
    expect(seen).toHaveLength(22);
  });

  it('have 1,000 instances at most, also when the call names no size', () => {
    const cloud = many(1001);
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toHaveLength(1000);
    expect(cloud.ec2('DescribeInstances', { MaxResults: '5000' }).texts('instanceId')).toHaveLength(1000);
  });

  it.each<[Record<string, string>, string]>([
    [{ MaxResults: '4' }, 'InvalidParameterValue'],
    [{ MaxResults: 'many' }, 'InvalidParameterValue'],
    [{ NextToken: 'made-up' }, 'InvalidNextToken'],
    [{ MaxResults: '5', 'InstanceId.1': 'i-0123456789abcdef0' }, 'InvalidParameterCombination'],
  ])('refuse %j', (parameters, code) => {
    expect(many(1).ec2('DescribeInstances', parameters).texts('Code')).toEqual([code]);
  });

  it('take no token of another region', () => {
    const cloud = many(10);
    const [token = ''] = cloud.ec2('DescribeInstances', { MaxResults: '5' }).texts('nextToken');
    expect(cloud.ec2('DescribeInstances', { NextToken: token }, 'eu-west-1').texts('Code')).toEqual([
      'InvalidNextToken',
    ]);
  });
});

describe('filters', () => {
  const cloud = cloudOf(
    { name: 'web', type: 'm5.large', client_token: 'abc', tags: { Environment: 'production' } },
    { name: 'api', type: 'c5.large', state: 'stopped', tags: { Environment: 'staging', 'a*b': 'star' } },
    { type: 'm5.xlarge', spot: true },
  );
  const named = (filters: Record<string, string>): readonly string[] =>
    cloud.ec2('DescribeInstances', filters).texts('instanceType');
  const { vpcId } = cloud.world.estate.regions.get('us-east-1')?.network ?? { vpcId: '' };

  it.each<[string, Record<string, string>, string[]]>([
    ['a state', { 'Filter.1.Name': 'instance-state-name', 'Filter.1.Value.1': 'stopped' }, ['c5.large']],
    [
      'either of two values',
      { 'Filter.1.Name': 'instance-type', 'Filter.1.Value.1': 'm5.large', 'Filter.1.Value.2': 'm5.xlarge' },
      ['m5.large', 'm5.xlarge'],
    ],
    ['a pattern', { 'Filter.1.Name': 'instance-type', 'Filter.1.Value.1': '?5.large' }, ['m5.large', 'c5.large']],
    ['a pattern with *', { 'Filter.1.Name': 'instance-type', 'Filter.1.Value.1': 'm5.*' }, ['m5.large', 'm5.xlarge']],
    ['a tag', { 'Filter.1.Name': 'tag:Environment', 'Filter.1.Value.1': 'production' }, ['m5.large']],
    ['a tag with a star in its key', { 'Filter.1.Name': 'tag:a*b', 'Filter.1.Value.1': 'star' }, ['c5.large']],
    ['a tag key', { 'Filter.1.Name': 'tag-key', 'Filter.1.Value.1': 'Environment' }, ['m5.large', 'c5.large']],
    ['a client token', { 'Filter.1.Name': 'client-token', 'Filter.1.Value.1': 'abc' }, ['m5.large']],
    ['the VPC', { 'Filter.1.Name': 'vpc-id', 'Filter.1.Value.1': vpcId }, ['m5.large', 'c5.large', 'm5.xlarge']],
    ['what has no such field', { 'Filter.1.Name': 'instance-lifecycle', 'Filter.1.Value.1': 'spot' }, ['m5.xlarge']],
    [
      'two filters at once',
      {
        'Filter.1.Name': 'tag-key',
        'Filter.1.Value.1': 'Name',
        'Filter.2.Name': 'instance-state-name',
        'Filter.2.Value.1': 'running',
      },
      ['m5.large'],
    ],
    ['nothing', { 'Filter.1.Name': 'instance-type', 'Filter.1.Value.1': 'M5.large' }, []],
  ])('by %s', (_, filters, types) => expect(named(filters)).toEqual(types));

  it('an unknown one is an error', () => {
    const answer = cloud.ec2('DescribeInstances', { 'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'red' });
    expect(answer.texts('Code')).toEqual(['InvalidParameterValue']);
  });
});

describe('ids', () => {
  it('answers those that are named, each once', () => {
    const cloud = many(5);
    const ids = cloud.ec2('DescribeInstances').texts('instanceId');
    const parameters = { 'InstanceId.1': ids[3] ?? '', 'InstanceId.2': ids[1] ?? '', 'InstanceId.3': ids[3] ?? '' };
    expect(cloud.ec2('DescribeInstances', parameters).texts('instanceId')).toEqual([ids[1], ids[3]]);
  });

  it.each([
    ['i-0123456789abcdef0', 'InvalidInstanceID.NotFound'],
    ['i-xyz', 'InvalidInstanceID.Malformed'],
    ['', 'InvalidInstanceID.Malformed'],
  ])('%j', (id, code) => {
    expect(many(1).ec2('DescribeInstances', { 'InstanceId.1': id }).texts('Code')).toEqual([code]);
  });
});

describe('an answer', () => {
  it('escapes what XML needs escaped and keeps every Unicode plane', () => {
    const value = `<&>"' \u{1F984}\u{E0001}`;
    const { xml } = cloudOf({ type: 't3.micro', tags: { 'k&k': value } }).ec2('DescribeInstances');
    expect(xml).toContain(`<key>k&amp;k</key><value>&lt;&amp;&gt;&quot;' \u{1F984}\u{E0001}</value>`);
  });

  it('says when and by whom an instance was stopped', () => {
    const { xml } = cloudOf({ type: 't3.micro', state: 'stopped', stopped_at: '2026-08-03T10:11:12Z' }).ec2(
      'DescribeInstances',
    );
    expect(xml).toContain('<reason>User initiated (2026-08-03 10:11:12 GMT)</reason>');
    expect(xml).toContain('<stateReason><code>Client.UserInitiatedShutdown</code>');
  });

  it('has neither disks nor network of a terminated instance', () => {
    const { xml } = cloudOf({ type: 't3.micro', state: 'terminated' }).ec2('DescribeInstances');
    expect(xml).toContain('<blockDeviceMapping/>');
    expect(xml).toContain('<networkInterfaceSet/>');
    expect(xml).not.toContain('<vpcId>');
  });
});
