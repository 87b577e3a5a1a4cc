import type { _InstanceType, ArchitectureValues, Instance, InstanceLifecycleType, InstanceStateName } from '@aws-sdk/client-ec2';
import type { RecordDocument } from './read-xml-records.ts';
import type { ElementReader, ElementShape, XmlScanner } from './xml-scanner.ts';

/** The fields of the SDK's `Instance` that discovery uses, in the SDK's own shape, so that one mapper serves both. */
export type InstanceRecord = Pick<
  Instance,
  | 'InstanceId'
  | 'ImageId'
  | 'InstanceType'
  | 'LaunchTime'
  | 'Architecture'
  | 'InstanceLifecycle'
  | 'PrivateIpAddress'
  | 'PublicIpAddress'
  | 'SubnetId'
  | 'VpcId'
  | 'StateTransitionReason'
  | 'PlatformDetails'
  | 'State'
  | 'Placement'
  | 'Tags'
  | 'BlockDeviceMappings'
>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<InstanceRecord>;
type Tag = { Key?: string; Value?: string };
type Device = NonNullable<Instance['BlockDeviceMappings']>[number];

const tagShape: ElementShape<Tag> = new Map<string, ElementReader<Tag>>([
  ['key', (tag, scanner) => { tag.Key = scanner.readText('key'); }],
  ['value', (tag, scanner) => { tag.Value = scanner.readText('value'); }],
]);

const tagSetShape: ElementShape<Tag[]> = new Map<string, ElementReader<Tag[]>>([
  ['item', (tags, scanner) => {
    const tag: Tag = {};
    scanner.readChildren('item', tag, tagShape);
    tags.push(tag);
  }],
]);

const ebsShape: ElementShape<Device> = new Map<string, ElementReader<Device>>([
  ['volumeId', (device, scanner) => { device.Ebs = { VolumeId: scanner.readAscii('volumeId') }; }],
]);

const deviceShape: ElementShape<Device> = new Map<string, ElementReader<Device>>([
  ['ebs', (device, scanner) => { scanner.readChildren('ebs', device, ebsShape); }],
]);

const deviceListShape: ElementShape<Device[]> = new Map<string, ElementReader<Device[]>>([
  ['item', (devices, scanner) => {
    const device: Device = {};
    scanner.readChildren('item', device, deviceShape);
    devices.push(device);
  }],
]);

const stateShape: ElementShape<Draft> = new Map<string, ElementReader<Draft>>([
  ['name', (instance, scanner) => { instance.State = { Name: scanner.readAscii('name') as InstanceStateName }; }],
]);

const placementShape: ElementShape<Draft> = new Map<string, ElementReader<Draft>>([
  ['availabilityZone', (instance, scanner) => { instance.Placement = { AvailabilityZone: scanner.readAscii('availabilityZone') }; }],
]);

const instanceShape: ElementShape<Draft> = new Map<string, ElementReader<Draft>>([
  ['instanceId', (instance, scanner) => { instance.InstanceId = scanner.readAscii('instanceId'); }],
  ['imageId', (instance, scanner) => { instance.ImageId = scanner.readAscii('imageId'); }],
  ['instanceState', (instance, scanner) => { scanner.readChildren('instanceState', instance, stateShape); }],
  ['reason', (instance, scanner) => { instance.StateTransitionReason = scanner.readText('reason'); }],
  ['instanceType', (instance, scanner) => { instance.InstanceType = scanner.readAscii('instanceType') as _InstanceType; }],
  ['launchTime', (instance, scanner) => { instance.LaunchTime = new Date(scanner.readAscii('launchTime')); }],
  ['placement', (instance, scanner) => { scanner.readChildren('placement', instance, placementShape); }],
  ['subnetId', (instance, scanner) => { instance.SubnetId = scanner.readAscii('subnetId'); }],
  ['vpcId', (instance, scanner) => { instance.VpcId = scanner.readAscii('vpcId'); }],
  ['privateIpAddress', (instance, scanner) => { instance.PrivateIpAddress = scanner.readAscii('privateIpAddress'); }],
  ['ipAddress', (instance, scanner) => { instance.PublicIpAddress = scanner.readAscii('ipAddress'); }],
  ['architecture', (instance, scanner) => { instance.Architecture = scanner.readAscii('architecture') as ArchitectureValues; }],
  ['instanceLifecycle', (instance, scanner) => {
    instance.InstanceLifecycle = scanner.readAscii('instanceLifecycle') as InstanceLifecycleType;
  }],
  ['platformDetails', (instance, scanner) => { instance.PlatformDetails = scanner.readText('platformDetails'); }],
  ['blockDeviceMapping', (instance, scanner) => {
    const devices: Device[] = [];
    scanner.readChildren('blockDeviceMapping', devices, deviceListShape);
    instance.BlockDeviceMappings = devices;
  }],
  ['tagSet', (instance, scanner) => {
    const tags: Tag[] = [];
    scanner.readChildren('tagSet', tags, tagSetShape);
    instance.Tags = tags;
  }],
]);

function readInstance(scanner: XmlScanner): InstanceRecord {
  const instance: Draft = {};
  scanner.readChildren('item', instance, instanceShape);
  return instance;
}

export const nextTokenLeaf = 'DescribeInstancesResponse/nextToken';

/** The answer of DescribeInstances in EC2's query protocol, API 2016-11-15. */
export const describeInstancesDocument: RecordDocument<InstanceRecord> = {
  path: ['DescribeInstancesResponse', 'reservationSet', 'item', 'instancesSet', 'item'],
  readRecord: readInstance,
  leaves: new Set([nextTokenLeaf]),
};
