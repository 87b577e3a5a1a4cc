import type { InstanceFacts } from '../to-domain/instance.ts';
import { setTag } from '../to-domain/resource.ts';
import type { RecordDocument } from './read-xml-records.ts';
import { ElementShape, type XmlScanner } from './xml-scanner.ts';

/** Where the parts of one tag, and of one network attachment, are put until they are whole. */
interface Tag {
  key: string;
  value: string;
}

interface Attachment {
  deviceIndex: string;
  attachTime: string | undefined;
}

const tagShape = new ElementShape<Tag>({
  key: (tag, scanner) => {
    tag.key = scanner.readText('key');
  },
  value: (tag, scanner) => {
    tag.value = scanner.readText('value');
  },
});

const tagSetShape = new ElementShape<Record<string, string>>({
  item: (tags, scanner) => {
    const tag = { key: '', value: '' };
    scanner.readChildren('item', tag, tagShape);
    setTag(tags, tag.key, tag.value);
  },
});

const ebsShape = new ElementShape<string[]>({
  volumeId: (volumeIds, scanner) => {
    volumeIds.push(scanner.readAscii('volumeId'));
  },
});

const deviceShape = new ElementShape<string[]>({
  ebs: (volumeIds, scanner) => {
    scanner.readChildren('ebs', volumeIds, ebsShape);
  },
});

const deviceListShape = new ElementShape<string[]>({
  item: (volumeIds, scanner) => {
    scanner.readChildren('item', volumeIds, deviceShape);
  },
});

const attachmentShape = new ElementShape<Attachment>({
  deviceIndex: (attachment, scanner) => {
    attachment.deviceIndex = scanner.readAscii('deviceIndex');
  },
  attachTime: (attachment, scanner) => {
    attachment.attachTime = scanner.readAscii('attachTime');
  },
});

const interfaceShape = new ElementShape<InstanceFacts>({
  attachment: (instance, scanner) => {
    const attachment: Attachment = { deviceIndex: '', attachTime: undefined };
    scanner.readChildren('attachment', attachment, attachmentShape);
    if (attachment.deviceIndex !== '0') return undefined;
    // Only the primary interface is wanted, and of it nothing but this.
    instance.attachedAt = attachment.attachTime;
    return 'enough';
  },
});

const interfaceListShape = new ElementShape<InstanceFacts>({
  item: (instance, scanner) => scanner.readChildren('item', instance, interfaceShape),
});

const stateShape = new ElementShape<InstanceFacts>({
  name: (instance, scanner) => {
    instance.state = scanner.readAscii('name');
  },
});

const placementShape = new ElementShape<InstanceFacts>({
  availabilityZone: (instance, scanner) => {
    instance.zone = scanner.readAscii('availabilityZone');
  },
});

const instanceShape = new ElementShape<InstanceFacts>({
  instanceId: (instance, scanner) => {
    instance.instanceId = scanner.readAscii('instanceId');
  },
  imageId: (instance, scanner) => {
    instance.imageId = scanner.readAscii('imageId');
  },
  instanceState: (instance, scanner) => {
    scanner.readChildren('instanceState', instance, stateShape);
  },
  reason: (instance, scanner) => {
    instance.reason = scanner.readText('reason');
  },
  instanceType: (instance, scanner) => {
    instance.machineType = scanner.readAscii('instanceType');
  },
  launchTime: (instance, scanner) => {
    instance.launchedAt = scanner.readAscii('launchTime');
  },
  placement: (instance, scanner) => {
    scanner.readChildren('placement', instance, placementShape);
  },
  subnetId: (instance, scanner) => {
    instance.subnetId = scanner.readAscii('subnetId');
  },
  vpcId: (instance, scanner) => {
    instance.networkId = scanner.readAscii('vpcId');
  },
  privateIpAddress: (instance, scanner) => {
    instance.privateIp = scanner.readAscii('privateIpAddress');
  },
  ipAddress: (instance, scanner) => {
    instance.publicIp = scanner.readAscii('ipAddress');
  },
  architecture: (instance, scanner) => {
    instance.architecture = scanner.readAscii('architecture');
  },
  instanceLifecycle: (instance, scanner) => {
    instance.lifecycle = scanner.readAscii('instanceLifecycle');
  },
  platform: (instance, scanner) => {
    instance.platform = scanner.readAscii('platform');
  },
  platformDetails: (instance, scanner) => {
    instance.platformDetails = scanner.readText('platformDetails');
  },
  networkInterfaceSet: (instance, scanner) => {
    const read = scanner.readChildren('networkInterfaceSet', instance, interfaceListShape);
    if (read === 'enough') scanner.skipRest('networkInterfaceSet');
  },
  blockDeviceMapping: (instance, scanner) => {
    scanner.readChildren('blockDeviceMapping', instance.volumeIds, deviceListShape);
  },
  tagSet: (instance, scanner) => {
    scanner.readChildren('tagSet', instance.tags, tagSetShape);
  },
});

function readInstanceFacts(scanner: XmlScanner): InstanceFacts {
  // All names at once: objects of one shape are small and quick.
  const instance: InstanceFacts = {
    instanceId: undefined,
    imageId: undefined,
    machineType: undefined,
    launchedAt: undefined,
    attachedAt: undefined,
    architecture: undefined,
    lifecycle: undefined,
    platform: undefined,
    platformDetails: undefined,
    privateIp: undefined,
    publicIp: undefined,
    subnetId: undefined,
    networkId: undefined,
    zone: undefined,
    state: undefined,
    reason: undefined,
    tags: {},
    volumeIds: [],
  };
  scanner.readChildren('item', instance, instanceShape);
  return instance;
}

export const nextTokenLeaf = 'DescribeInstancesResponse/nextToken';

/**
 * The answer of DescribeInstances in EC2's query protocol, API 2016-11-15. Each instance is mapped as soon as it is read,
 * so that a page is never held twice.
 */
export function toDescribeInstancesDocument<T>(map: (instance: InstanceFacts) => T): RecordDocument<T> {
  return {
    path: ['DescribeInstancesResponse', 'reservationSet', 'item', 'instancesSet', 'item'],
    readRecord: (scanner) => map(readInstanceFacts(scanner)),
    leaves: new Set([nextTokenLeaf]),
  };
}
