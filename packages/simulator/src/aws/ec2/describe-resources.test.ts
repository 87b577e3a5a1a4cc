import { describe, expect, it } from 'vitest';
import { createTestCloud } from '../../test-support/test-cloud.ts';

const cloud = createTestCloud({
  aws: {
    regions: {
      'us-east-1': {
        instances: [{ name: 'web', type: 'm5.large', zone: 'us-east-1c', disks: [{ size_gib: 20, type: 'gp2' }] }],
        volumes: [
          { size_gib: 50, type: 'gp2' },
          { size_gib: 60, type: 'gp3', tags: { a: 'b' } },
        ],
        snapshots: [{ size_gib: 5, description: 'old' }],
        addresses: [{ instance: 'web' }, { public_ip: '198.18.0.9' }],
        nat_gateways: [{ name: 'nat' }],
      },
      'af-south-1': {},
      'us-west-1': { opt_in_status: 'not-opted-in' },
    },
  },
});

describe('Describe calls', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    ['DescribeVolumes', {}, 'size', ['20', '50', '60']],
    ['DescribeVolumes', { 'Filter.1.Name': 'status', 'Filter.1.Value.1': 'available' }, 'size', ['50', '60']],
    ['DescribeVolumes', { 'Filter.1.Name': 'volume-type', 'Filter.1.Value.1': 'gp2' }, 'size', ['20', '50']],
    ['DescribeVolumes', { 'Filter.1.Name': 'tag:a', 'Filter.1.Value.1': 'b' }, 'size', ['60']],
    ['DescribeVolumes', {}, 'iops', ['100', '150', '3000']],
    ['DescribeSnapshots', { 'Owner.1': 'self' }, 'description', ['old']],
    ['DescribeSnapshots', { 'Owner.1': 'amazon' }, 'description', []],
    ['DescribeAddresses', { 'PublicIp.1': '198.18.0.9' }, 'publicIp', ['198.18.0.9']],
    [
      'DescribeNatGateways',
      { 'Filter.1.Name': 'state', 'Filter.1.Value.1': 'available' },
      'connectivityType',
      ['public'],
    ],
    ['DescribeNatGateways', { 'Filter.1.Name': 'state', 'Filter.1.Value.1': 'deleted' }, 'connectivityType', []],
    ['DescribeInstanceStatus', {}, 'availabilityZone', ['us-east-1c']],
    ['DescribeInstanceTypes', { 'InstanceType.1': 'r5.2xlarge' }, 'sizeInMiB', ['65536']],
    ['DescribeInstanceTypes', { 'InstanceType.1': 'm4.large' }, 'currentGeneration', ['false']],
    [
      'DescribeImages',
      { 'Filter.1.Name': 'architecture', 'Filter.1.Value.1': 'arm64' },
      'imageId',
      ['ami-0b2c3d4e5f6071829'],
    ],
    ['DescribeAvailabilityZones', {}, 'zoneId', ['use1-az1', 'use1-az2', 'use1-az3']],
    ['DescribeVpcs', {}, 'isDefault', ['true']],
    ['DescribeSubnets', {}, 'cidrBlock', ['172.31.0.0/20', '172.31.16.0/20', '172.31.32.0/20']],
    ['DescribeSecurityGroups', {}, 'groupName', ['default']],
  ])('%s %j', (action, parameters, element, values) => {
    expect(cloud.ec2(action, parameters).texts(element)).toEqual(values);
  });

  it.each([
    ['DescribeVolumes', 'VolumeId.1', 'vol-0123456789abcdef0', 'InvalidVolume.NotFound'],
    ['DescribeSnapshots', 'SnapshotId.1', 'snap-0123456789abcdef0', 'InvalidSnapshot.NotFound'],
    ['DescribeAddresses', 'AllocationId.1', 'eipalloc-0123456789abcdef0', 'InvalidAllocationID.NotFound'],
    ['DescribeNatGateways', 'NatGatewayId.1', 'nat-0123456789abcdef0', 'NatGatewayNotFound'],
    ['DescribeImages', 'ImageId.1', 'ami-0123456789abcdef0', 'InvalidAMIID.NotFound'],
    ['DescribeVpcs', 'VpcId.1', 'vpc-0123456789abcdef0', 'InvalidVpcID.NotFound'],
    ['DescribeVolumes', 'VolumeId.1', 'volume', 'InvalidVolumeID.Malformed'],
    ['DescribeInstanceTypes', 'InstanceType.1', 'x9.huge', 'InvalidInstanceType'],
    ['DescribeRegions', 'RegionName.1', 'us-east-9', 'InvalidParameterValue'],
  ])('%s %s=%s: %s', (action, parameter, id, code) => {
    expect(cloud.ec2(action, { [parameter]: id }).texts('Code')).toEqual([code]);
  });

  it('page', () => {
    const first = cloud.ec2('DescribeInstanceTypes', { MaxResults: '5' });
    expect(first.texts('instanceType')).toHaveLength(5);
    const [token = ''] = first.texts('nextToken');
    const second = cloud.ec2('DescribeInstanceTypes', { MaxResults: '5', NextToken: token });
    expect(second.texts('instanceType')).toHaveLength(5);
    expect(second.texts('instanceType')).not.toEqual(first.texts('instanceType'));
  });
});

describe('regions', () => {
  it('lists those that the account can use, all when asked', () => {
    expect(cloud.ec2('DescribeRegions').texts('regionName')).toHaveLength(17);
    const all = cloud.ec2('DescribeRegions', { AllRegions: 'true' });
    expect(all.texts('regionName')).toEqual(expect.arrayContaining(['me-south-1', 'us-west-1']));
    expect(new Set(all.texts('optInStatus'))).toEqual(new Set(['opt-in-not-required', 'not-opted-in', 'opted-in']));
  });

  it('answers nothing in a region that the account has not opted into', () => {
    const answer = cloud.ec2('DescribeInstances', {}, 'me-south-1');
    expect([answer.status, ...answer.texts('Code')]).toEqual([401, 'AuthFailure']);
    expect(cloud.ec2('DescribeInstances', {}, 'af-south-1').status).toBe(200);
  });
});
