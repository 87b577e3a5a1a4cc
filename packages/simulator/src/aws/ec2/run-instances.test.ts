import { describe, expect, it } from 'vitest';
import { createTestCloud } from '../../test-support/test-cloud.ts';

const imageId = 'ami-0a1b2c3d4e5f60718';
const one = { ImageId: imageId, InstanceType: 't3.micro', MinCount: '1', MaxCount: '1' };

describe('RunInstances', () => {
  it('launches instances of one reservation, which come up', () => {
    const cloud = createTestCloud();
    const answer = cloud.ec2('RunInstances', { ...one, MaxCount: '3' });
    expect(answer.texts('instanceId')).toHaveLength(3);
    expect(answer.texts('amiLaunchIndex')).toEqual(['0', '1', '2']);
    expect(answer.xml.match(/<name>pending<\/name>/g)).toHaveLength(3);
    cloud.passMs(5000);
    const described = cloud.ec2('DescribeInstances');
    expect(described.texts('reservationId')).toEqual(answer.texts('reservationId'));
    expect(described.xml.match(/<name>running<\/name>/g)).toHaveLength(3);
  });

  it('makes the disks that it is told, and the root disk', () => {
    const cloud = createTestCloud();
    const answer = cloud.ec2('RunInstances', {
      ...one,
      'BlockDeviceMapping.1.DeviceName': '/dev/sdf',
      'BlockDeviceMapping.1.Ebs.VolumeSize': '100',
      'BlockDeviceMapping.1.Ebs.VolumeType': 'gp2',
      'BlockDeviceMapping.1.Ebs.DeleteOnTermination': 'true',
    });
    expect(answer.texts('deviceName')).toEqual(['/dev/xvda', '/dev/sdf']);
    const volumes = cloud.ec2('DescribeVolumes');
    expect(volumes.texts('size')).toEqual(['8', '100']);
    expect(volumes.texts('volumeType')).toEqual(['gp3', 'gp2']);
    expect(volumes.texts('deleteOnTermination')).toEqual(['true', 'true']);
  });

  it('tags instances and volumes', () => {
    const cloud = createTestCloud();
    cloud.ec2('RunInstances', {
      ...one,
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'web',
      'TagSpecification.2.ResourceType': 'volume',
      'TagSpecification.2.Tag.1.Key': 'Disk',
      'TagSpecification.2.Tag.1.Value': 'root',
    });
    const tags = cloud.ec2('DescribeTags');
    expect(tags.texts('resourceType')).toEqual(['instance', 'volume']);
    expect(tags.texts('key')).toEqual(['Name', 'Disk']);
  });

  it('makes one instance of calls with the same token and parameters', () => {
    const cloud = createTestCloud();
    const first = cloud.ec2('RunInstances', { ...one, ClientToken: 'abc' });
    cloud.passMs(5000);
    const second = cloud.ec2('RunInstances', { ...one, ClientToken: 'abc' });
    expect(second.texts('instanceId')).toEqual(first.texts('instanceId'));
    expect(second.xml).toContain('<name>running</name>');
    expect(cloud.ec2('DescribeInstances').texts('clientToken')).toEqual(['abc']);
    expect(cloud.ec2('RunInstances', { ...one, ClientToken: 'abc' }, 'eu-west-1').texts('instanceId')).not.toEqual(
      first.texts('instanceId'),
    );
  });

  it('refuses the token with other parameters', () => {
    const cloud = createTestCloud();
    cloud.ec2('RunInstances', { ...one, ClientToken: 'abc' });
    const answer = cloud.ec2('RunInstances', { ...one, InstanceType: 't3.small', ClientToken: 'abc' });
    expect(answer.texts('Code')).toEqual(['IdempotentParameterMismatch']);
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toHaveLength(1);
  });

  it('launches as many as the limit of vCPUs allows, but not fewer than MinCount', () => {
    const cloud = createTestCloud({ aws: { regions: { 'us-east-1': { vcpu_limit: 5 } } } });
    expect(cloud.ec2('RunInstances', { ...one, MinCount: '3', MaxCount: '4' }).texts('Code')).toEqual([
      'VcpuLimitExceeded',
    ]);
    expect(cloud.ec2('RunInstances', { ...one, MaxCount: '4' }).texts('instanceId')).toHaveLength(2);
  });

  const manyTags = Object.fromEntries(
    Array.from({ length: 51 }, (_, n) => [
      [`TagSpecification.1.Tag.${n + 1}.Key`, `k${n}`],
      [`TagSpecification.1.Tag.${n + 1}.Value`, 'v'],
    ]).flat(),
  ) as Record<string, string>;

  it.each<[string, Record<string, string>, string]>([
    ['no image', { ImageId: '' }, 'InvalidAMIID.Malformed'],
    ['an unknown image', { ImageId: 'ami-0123456789abcdef0' }, 'InvalidAMIID.NotFound'],
    ['an unknown type', { InstanceType: 'm5.enormous' }, 'InvalidParameterValue'],
    ['a type of another architecture', { InstanceType: 'm7g.large' }, 'InvalidParameterValue'],
    ['none', { MinCount: '0' }, 'InvalidParameterValue'],
    ['more at least than at most', { MinCount: '2' }, 'InvalidParameterCombination'],
    ['a zone of another region', { 'Placement.AvailabilityZone': 'eu-west-1a' }, 'InvalidParameterValue'],
    ['an unknown subnet', { SubnetId: 'subnet-0123456789abcdef0' }, 'InvalidSubnetID.NotFound'],
    ['an unknown security group', { 'SecurityGroupId.1': 'sg-0123456789abcdef0' }, 'InvalidGroup.NotFound'],
    ['51 tags', { 'TagSpecification.1.ResourceType': 'instance', ...manyTags }, 'TagLimitExceeded'],
    [
      'a reserved tag',
      {
        'TagSpecification.1.ResourceType': 'instance',
        'TagSpecification.1.Tag.1.Key': 'aws:x',
        'TagSpecification.1.Tag.1.Value': '',
      },
      'InvalidParameterValue',
    ],
    ['tags of what it does not make', { 'TagSpecification.1.ResourceType': 'bucket' }, 'InvalidParameterValue'],
    ['a dry run', { DryRun: 'true' }, 'DryRunOperation'],
  ])('makes nothing of a call with %s', (_, parameters, code) => {
    const cloud = createTestCloud();
    expect(cloud.ec2('RunInstances', { ...one, ...parameters }).texts('Code')).toEqual([code]);
    expect(cloud.ec2('DescribeInstances').texts('instanceId')).toEqual([]);
    expect(cloud.ec2('DescribeVolumes').texts('volumeId')).toEqual([]);
  });

  it.each(['ImageId', 'MinCount', 'MaxCount'])('wants %s', (name) => {
    const parameters = Object.fromEntries(Object.entries(one).filter(([key]) => key !== name));
    expect(createTestCloud().ec2('RunInstances', parameters).texts('Code')).toEqual(['MissingParameter']);
  });
});
