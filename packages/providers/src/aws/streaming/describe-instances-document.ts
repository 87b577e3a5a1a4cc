import type { _InstanceType, ArchitectureValues, Instance, InstanceLifecycleType, InstanceStateName, PlatformValues } from '@aws-sdk/client-ec2';
import type { RecordDocument } from './read-xml-records.ts';
import { ElementShape, type XmlScanner } from './xml-scanner.ts';

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
  | 'NetworkInterfaces'
  | 'Platform'
>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<InstanceRecord>;
type Tag = { Key?: string; Value?: string };
type Device = NonNullable<Instance['BlockDeviceMappings']>[number];
type Interface = NonNullable<Instance['NetworkInterfaces']>[number];
type Attachment = NonNullable<Interface['Attachment']>;

const tagShape = new ElementShape<Tag>({
  key: (tag, scanner) => {
    tag.Key = scanner.readText('key');
  },
  value: (tag, scanner) => {
    tag.Value = scanner.readText('value');
  },
});

const tagSetShape = new ElementShape<Tag[]>({
  item: (tags, scanner) => {
    const tag: Tag = {};
    scanner.readChildren('item', tag, tagShape);
    tags.push(tag);
  },
});

const ebsShape = new ElementShape<Device>({
  volumeId: (device, scanner) => {
    device.Ebs = { VolumeId: scanner.readAscii('volumeId') };
  },
});

const deviceShape = new ElementShape<Device>({
  ebs: (device, scanner) => {
    scanner.readChildren('ebs', device, ebsShape);
  },
});

const deviceListShape = new ElementShape<Device[]>({
  item: (devices, scanner) => {
    const device: Device = {};
    scanner.readChildren('item', device, deviceShape);
    devices.push(device);
  },
});

const attachmentShape = new ElementShape<Attachment>({
  deviceIndex: (attachment, scanner) => {
    attachment.DeviceIndex = Number(scanner.readAscii('deviceIndex'));
  },
  attachTime: (attachment, scanner) => {
    attachment.AttachTime = new Date(scanner.readAscii('attachTime'));
  },
});

const interfaceShape = new ElementShape<Interface>({
  attachment: (networkInterface, scanner) => {
    networkInterface.Attachment = {};
    scanner.readChildren('attachment', networkInterface.Attachment, attachmentShape);
  },
});

const interfaceListShape = new ElementShape<Interface[]>({
  item: (interfaces, scanner) => {
    const networkInterface: Interface = {};
    scanner.readChildren('item', networkInterface, interfaceShape);
    interfaces.push(networkInterface);
  },
});

const stateShape = new ElementShape<Draft>({
  name: (instance, scanner) => {
    instance.State = { Name: scanner.readAscii('name') as InstanceStateName };
  },
});

const placementShape = new ElementShape<Draft>({
  availabilityZone: (instance, scanner) => {
    instance.Placement = { AvailabilityZone: scanner.readAscii('availabilityZone') };
  },
});

const instanceShape = new ElementShape<Draft>({
  instanceId: (instance, scanner) => {
    instance.InstanceId = scanner.readAscii('instanceId');
  },
  imageId: (instance, scanner) => {
    instance.ImageId = scanner.readAscii('imageId');
  },
  instanceState: (instance, scanner) => {
    scanner.readChildren('instanceState', instance, stateShape);
  },
  reason: (instance, scanner) => {
    instance.StateTransitionReason = scanner.readText('reason');
  },
  instanceType: (instance, scanner) => {
    instance.InstanceType = scanner.readAscii('instanceType') as _InstanceType;
  },
  launchTime: (instance, scanner) => {
    instance.LaunchTime = new Date(scanner.readAscii('launchTime'));
  },
  placement: (instance, scanner) => {
    scanner.readChildren('placement', instance, placementShape);
  },
  subnetId: (instance, scanner) => {
    instance.SubnetId = scanner.readAscii('subnetId');
  },
  vpcId: (instance, scanner) => {
    instance.VpcId = scanner.readAscii('vpcId');
  },
  privateIpAddress: (instance, scanner) => {
    instance.PrivateIpAddress = scanner.readAscii('privateIpAddress');
  },
  ipAddress: (instance, scanner) => {
    instance.PublicIpAddress = scanner.readAscii('ipAddress');
  },
  architecture: (instance, scanner) => {
    instance.Architecture = scanner.readAscii('architecture') as ArchitectureValues;
  },
  instanceLifecycle: (instance, scanner) => {
    instance.InstanceLifecycle = scanner.readAscii('instanceLifecycle') as InstanceLifecycleType;
  },
  platformDetails: (instance, scanner) => {
    instance.PlatformDetails = scanner.readText('platformDetails');
  },
  platform: (instance, scanner) => {
    instance.Platform = scanner.readAscii('platform') as PlatformValues;
  },
  networkInterfaceSet: (instance, scanner) => {
    const interfaces: Interface[] = [];
    scanner.readChildren('networkInterfaceSet', interfaces, interfaceListShape);
    instance.NetworkInterfaces = interfaces;
  },
  blockDeviceMapping: (instance, scanner) => {
    const devices: Device[] = [];
    scanner.readChildren('blockDeviceMapping', devices, deviceListShape);
    instance.BlockDeviceMappings = devices;
  },
  tagSet: (instance, scanner) => {
    const tags: Tag[] = [];
    scanner.readChildren('tagSet', tags, tagSetShape);
    instance.Tags = tags;
  },
});

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
