import { volumeTypeSchema, type VolumeType } from '../estate/volume.ts';
import { deviceName } from '../estate/instance.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import type { Image } from '../estate/image.ts';
import type { Subnet } from '../estate/region.ts';
import { instanceTypes } from './instance-types.ts';
import { noSuchResource } from './resource-errors.ts';
import { mergeTags, readTags } from './tag-rules.ts';

export interface LaunchDisk {
  readonly device: string;
  readonly volumeType: VolumeType;
  readonly sizeGib: number;
  readonly iops: number | null;
  readonly encrypted: boolean;
  readonly deleteOnTermination: boolean;
  readonly snapshotId: string | null;
}

/** What a RunInstances call asks for, checked. */
export interface LaunchRequest {
  readonly clientToken: string | null;
  readonly minCount: number;
  readonly maxCount: number;
  readonly image: Image;
  readonly instanceType: string;
  readonly subnet: Subnet;
  readonly keyName: string | null;
  readonly publicIp: boolean;
  readonly spot: boolean;
  readonly terminationProtection: boolean;
  readonly detailedMonitoring: boolean;
  readonly ebsOptimized: boolean;
  readonly iamInstanceProfile: string | null;
  readonly disks: readonly LaunchDisk[];
  readonly instanceTags: ReadonlyMap<string, string>;
  readonly volumeTags: ReadonlyMap<string, string>;
}

const defaultInstanceType = 'm1.small';

export function readLaunchRequest(call: AwsCall, parameters: QueryParameters): LaunchRequest {
  if (parameters.has('LaunchTemplate')) {
    throw new AwsError('UnsupportedOperation', 'The simulator has no launch templates');
  }
  const [minCount, maxCount] = [readCount(parameters, 'MinCount'), readCount(parameters, 'MaxCount')];
  if (minCount > maxCount) {
    throw new AwsError('InvalidParameterCombination', 'MinCount cannot be larger than MaxCount');
  }
  const image = readImage(call, parameters);
  const tags = readTagSpecifications(parameters);
  const profile = parameters.structure('IamInstanceProfile');
  const networkInterface = parameters.structures('NetworkInterface')[0];
  return {
    clientToken: readClientToken(parameters),
    minCount,
    maxCount,
    image,
    instanceType: readInstanceType(parameters, image),
    subnet: readSubnet(call, parameters, networkInterface ?? null),
    keyName: parameters.get('KeyName'),
    publicIp: networkInterface?.get('AssociatePublicIpAddress') !== 'false',
    spot: parameters.get('InstanceMarketOptions.MarketType') === 'spot',
    terminationProtection: parameters.get('DisableApiTermination') === 'true',
    detailedMonitoring: parameters.get('Monitoring.Enabled') === 'true',
    ebsOptimized: parameters.get('EbsOptimized') === 'true',
    iamInstanceProfile: profile.get('Name') ?? profile.get('Arn')?.split('/').at(-1) ?? null,
    disks: readDisks(parameters),
    instanceTags: tags.get('instance') ?? new Map(),
    volumeTags: tags.get('volume') ?? new Map(),
  };
}

function readCount(parameters: QueryParameters, name: string): number {
  const given = parameters.get(name);
  if (given === null) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw new AwsError('InvalidParameterValue', `Value (${given}) for parameter ${name} is invalid.`);
  }
  return count;
}

function readClientToken(parameters: QueryParameters): string | null {
  const token = parameters.get('ClientToken');
  if (token === null || token === '') return null;
  if (token.length > 64) {
    throw new AwsError('InvalidParameterValue', 'Client token is longer than 64 characters');
  }
  return token;
}

function readImage({ region }: AwsCall, parameters: QueryParameters): Image {
  const id = parameters.get('ImageId');
  if (id === null) throw new AwsError('MissingParameter', 'The request must contain the parameter ImageId');
  const image = region.images.get(id);
  if (image === undefined) throw noSuchResource(id, 'ami');
  return image;
}

function readInstanceType(parameters: QueryParameters, image: Image): string {
  const name = parameters.get('InstanceType') ?? defaultInstanceType;
  const facts = instanceTypes.get(name);
  if (facts === undefined) throw new AwsError('InvalidParameterValue', `Invalid value '${name}' for InstanceType.`);
  if (facts.architecture !== image.architecture) {
    const message = `The architecture '${facts.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`;
    throw new AwsError('InvalidParameterValue', message);
  }
  return name;
}

function readSubnet(
  { region }: AwsCall,
  parameters: QueryParameters,
  networkInterface: QueryParameters | null,
): Subnet {
  const { subnets, securityGroupId } = region.network;
  const groups = [...parameters.list('SecurityGroupId'), ...(networkInterface?.list('SecurityGroupId') ?? [])];
  const unknownGroup = groups.find((id) => id !== securityGroupId);
  if (unknownGroup !== undefined) throw noSuchResource(unknownGroup, 'sg');
  const subnetId = parameters.get('SubnetId') ?? networkInterface?.get('SubnetId') ?? null;
  const zone = parameters.get('Placement.AvailabilityZone');
  const found = subnets.find(
    (subnet) => (subnetId === null || subnet.id === subnetId) && (zone === null || subnet.zone === zone),
  );
  if (found !== undefined) return found;
  if (subnetId !== null) throw noSuchResource(subnetId, 'subnet');
  throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${zone}]`);
}

function readDisks(parameters: QueryParameters): readonly LaunchDisk[] {
  const disks = parameters
    .structures('BlockDeviceMapping')
    .filter((mapping) => !mapping.has('NoDevice') && !mapping.has('VirtualName'))
    .map((mapping, n): LaunchDisk => {
      const device = mapping.get('DeviceName') ?? deviceName(n);
      const ebs = mapping.structure('Ebs');
      const volumeType = volumeTypeSchema.safeParse(ebs.get('VolumeType') ?? 'gp3');
      const sizeGib = Number(ebs.get('VolumeSize') ?? defaultDiskGib);
      if (!volumeType.success) {
        throw new AwsError('InvalidParameterValue', `Volume type '${ebs.get('VolumeType')}' is not supported`);
      }
      if (!Number.isInteger(sizeGib) || sizeGib < 1 || sizeGib > 65_536) {
        throw new AwsError('InvalidParameterValue', `Volume of ${ebs.get('VolumeSize')}GiB is not of a valid size`);
      }
      const iops = ebs.get('Iops');
      return {
        device,
        volumeType: volumeType.data,
        sizeGib,
        iops: iops === null ? null : Number(iops),
        encrypted: ebs.get('Encrypted') === 'true',
        deleteOnTermination:
          ebs.get('DeleteOnTermination') === null ? isRoot(device) : ebs.get('DeleteOnTermination') === 'true',
        snapshotId: ebs.get('SnapshotId'),
      };
    });
  return disks.some(({ device }) => isRoot(device)) ? disks : [rootDisk, ...disks];
}

const defaultDiskGib = 8;

/** The disk that the image brings when the call maps no other to its place. */
const rootDisk: LaunchDisk = {
  device: deviceName(0),
  volumeType: 'gp3',
  sizeGib: defaultDiskGib,
  iops: null,
  encrypted: false,
  deleteOnTermination: true,
  snapshotId: null,
};

function isRoot(device: string): boolean {
  return device === deviceName(0) || device === '/dev/sda1';
}

const taggableAtLaunch = ['instance', 'volume', 'network-interface', 'spot-instances-request'];

function readTagSpecifications(parameters: QueryParameters): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const specifications = new Map<string, ReadonlyMap<string, string>>();
  for (const specification of parameters.structures('TagSpecification')) {
    const resourceType = specification.get('ResourceType') ?? '';
    if (!taggableAtLaunch.includes(resourceType)) {
      throw new AwsError(
        'InvalidParameterValue',
        `'${resourceType}' is not a valid taggable resource type for this operation.`,
      );
    }
    specifications.set(resourceType, mergeTags(specifications.get(resourceType) ?? new Map(), readTags(specification)));
  }
  return specifications;
}
