import type {
  _InstanceType,
  ArchitectureValues,
  Instance,
  InstanceLifecycleType,
  InstanceStateName,
  PlatformValues,
} from '@aws-sdk/client-ec2';
import type { RecordDocument } from './read-xml-records.ts';
import { ElementShape, type XmlScanner } from './xml-scanner.ts';

/**
 * The fields of the SDK's `Instance` that discovery uses, in the SDK's own shape, so that one mapper serves both. Times
 * may be text as EC2 wrote it: making a date of each only to write it again costs more than reading it.
 */
export interface InstanceRecord extends Pick<
  Instance,
  | 'InstanceId'
  | 'ImageId'
  | 'InstanceType'
  | 'Architecture'
  | 'InstanceLifecycle'
  | 'Platform'
  | 'PlatformDetails'
  | 'PrivateIpAddress'
  | 'PublicIpAddress'
  | 'SubnetId'
  | 'VpcId'
  | 'StateTransitionReason'
  | 'State'
  | 'Placement'
  | 'Tags'
  | 'BlockDeviceMappings'
> {
  LaunchTime?: Date | string | undefined;
  NetworkInterfaces?: NetworkInterface[] | undefined;
}

interface NetworkInterface {
  Attachment?: Attachment | undefined;
}

interface Attachment {
  DeviceIndex?: number | undefined;
  AttachTime?: Date | string | undefined;
}

interface Tag {
  Key?: string;
  Value?: string;
}

type Device = NonNullable<Instance['BlockDeviceMappings']>[number];

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
    attachment.AttachTime = scanner.readAscii('attachTime');
  },
});

const interfaceShape = new ElementShape<NetworkInterface>({
  attachment: (networkInterface, scanner) => {
    networkInterface.Attachment = {};
    scanner.readChildren('attachment', networkInterface.Attachment, attachmentShape);
    // Only the primary interface is wanted, and of it nothing but this.
    return networkInterface.Attachment.DeviceIndex === 0 ? 'enough' : undefined;
  },
});

const interfaceListShape = new ElementShape<NetworkInterface[]>({
  item: (interfaces, scanner) => {
    const networkInterface: NetworkInterface = {};
    interfaces.push(networkInterface);
    return scanner.readChildren('item', networkInterface, interfaceShape);
  },
});

const stateShape = new ElementShape<InstanceRecord>({
  name: (instance, scanner) => {
    instance.State = { Name: scanner.readAscii('name') as InstanceStateName };
  },
});

const placementShape = new ElementShape<InstanceRecord>({
  availabilityZone: (instance, scanner) => {
    instance.Placement = { AvailabilityZone: scanner.readAscii('availabilityZone') };
  },
});

const instanceShape = new ElementShape<InstanceRecord>({
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
    instance.LaunchTime = scanner.readAscii('launchTime');
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
    const interfaces: NetworkInterface[] = [];
    if (scanner.readChildren('networkInterfaceSet', interfaces, interfaceListShape) === 'enough') {
      scanner.skipRest('networkInterfaceSet');
    }
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

function readInstanceRecord(scanner: XmlScanner): InstanceRecord {
  const instance: InstanceRecord = {};
  scanner.readChildren('item', instance, instanceShape);
  return instance;
}

export const nextTokenLeaf = 'DescribeInstancesResponse/nextToken';

/**
 * The answer of DescribeInstances in EC2's query protocol, API 2016-11-15. Each instance is mapped as soon as it is read,
 * so that a page is never held twice.
 */
export function toDescribeInstancesDocument<T>(map: (instance: InstanceRecord) => T): RecordDocument<T> {
  return {
    path: ['DescribeInstancesResponse', 'reservationSet', 'item', 'instancesSet', 'item'],
    readRecord: (scanner) => map(readInstanceRecord(scanner)),
    leaves: new Set([nextTokenLeaf]),
  };
}
