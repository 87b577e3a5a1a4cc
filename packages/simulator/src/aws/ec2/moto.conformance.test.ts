import * as ec2Sdk from '@aws-sdk/client-ec2';
import { EC2Client } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulatorServer, type SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, withoutMetadata, type Deviation } from '../../test-support/compare-answers.ts';
import { sdkConfig, type AwsEndpoint } from '../../test-support/sdk-config.ts';

const sriov = 'EC2 answers it only for instances that have it set; moto for all';
const typeFacts = 'the facts that the simulator knows of a type are what inventories and prices go by';

/** Where the simulator does not answer what moto answers. A deviation that no longer occurs fails the test. */
const deviations: Readonly<Record<string, readonly Deviation[]>> = {
  DescribeInstances: [
    { path: 'Reservations[].Instances[].SriovNetSupport', reason: sriov },
    {
      path: 'Reservations[].Instances[].StateReason',
      reason: 'EC2 answers it for instances that are not running; moto, empty, for all',
    },
  ],
  'DescribeInstances of a stopped one': [{ path: 'Reservations[].Instances[].SriovNetSupport', reason: sriov }],
  RunInstances: [{ path: 'Instances[].SriovNetSupport', reason: sriov }],
  DescribeAddresses: [
    {
      path: 'Addresses[].InstanceId',
      reason: 'EC2 leaves it out for addresses of a NAT gateway; moto answers it empty',
    },
  ],
  DescribeInstanceTypes: [
    'ProcessorInfo.SustainedClockSpeedInGhz',
    'ProcessorInfo.Manufacturer',
    'VCpuInfo.ValidCores',
    'VCpuInfo.ValidThreadsPerCore',
    'EbsInfo',
    'NetworkInfo',
    'PlacementGroupInfo',
    'HibernationSupported',
    'DedicatedHostsSupported',
    'AutoRecoverySupported',
    'SupportedBootModes',
    'NitroEnclavesSupport',
    'NitroTpmSupport',
    'NitroTpmInfo',
    'PhcSupport',
    'RebootMigrationSupport',
  ].map((field) => ({ path: `InstanceTypes[].${field}`, reason: typeFacts })),
  AssumeRole: [{ path: 'PackedPolicySize', reason: 'STS answers it only for sessions with a policy of their own' }],
};

/** Refusals for which moto has another code than EC2. */
const refusalDeviations: Readonly<Record<string, { readonly moto: string; readonly ec2: string }>> = {
  'a malformed id': { moto: 'InvalidInstanceID.NotFound', ec2: 'InvalidInstanceID.Malformed' },
  'tagging an unknown instance': { moto: 'no error', ec2: 'InvalidInstanceID.NotFound' },
  'an unknown filter': { moto: 'Error', ec2: 'InvalidParameterValue' },
};

/** The same calls of the AWS SDK to moto, the independent emulator, and to the simulator. */
describe.skipIf(requireCounterpart('moto_server'))('against moto', () => {
  let moto: RunningMoto;
  let simulator: SimulatorServer;
  let sides: readonly Side[];
  beforeAll(async () => {
    [moto, simulator] = await Promise.all([startMoto(), startSimulatorServer({ estate: simulatorEstate, seed: 1 })]);
    sides = [await prepareMoto(moto.url), await prepareSimulator(simulator)];
  });
  afterAll(async () => {
    for (const { ec2, sts } of sides) {
      ec2.destroy();
      sts.destroy();
    }
    await Promise.all([moto[Symbol.asyncDispose](), simulator.stop()]);
  });

  it.each(Object.entries(exchanges))('%s answers what moto answers', async (name, exchange) => {
    const [moto, simulator] = await Promise.all(sides.map(async (side) => withoutMetadata(await exchange(side))));
    const differences = compareAnswers({ moto, simulator, deviations: deviations[name] ?? [] });
    // EC2 answers more than moto does, and so does the simulator.
    expect(differences.filter((difference) => !difference.includes('only the simulator answers it'))).toEqual([]);
  });

  it.each(Object.entries(refusals))('%s is refused as moto refuses it', async (name, refusal) => {
    const [moto, found] = await Promise.all(sides.map((side) => codeOf(refusal(side))));
    const deviation = refusalDeviations[name];
    expect({ moto, ec2: found }).toEqual(deviation ?? { moto, ec2: moto });
  });
});

interface Side {
  readonly ec2: EC2Client;
  readonly sts: STSClient;
  readonly imageId: string;
  /** A running instance with a tag. */
  readonly instanceId: string;
  /** Lets transitions come to their end. */
  readonly settle: () => void;
}

const simulatorEstate = {
  aws: {
    regions: {
      'us-east-1': {
        volumes: [{ size_gib: 10, tags: { Name: 'data' } }],
        snapshots: [{ size_gib: 10, description: 'backup', tags: { Name: 'backup' } }],
        addresses: [{ tags: { Name: 'spare' } }],
        nat_gateways: [{ tags: { Name: 'nat' } }],
      },
    },
  },
};

function clientsOf(endpoint: AwsEndpoint): Pick<Side, 'ec2' | 'sts'> {
  return { ec2: new EC2Client(sdkConfig(endpoint)), sts: new STSClient(sdkConfig(endpoint)) };
}

function launchOf(imageId: string): ec2Sdk.RunInstancesCommand {
  return new ec2Sdk.RunInstancesCommand({
    ImageId: imageId,
    InstanceType: 'm5.large',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'ops',
    Monitoring: { Enabled: true },
    BlockDeviceMappings: [
      { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 20, VolumeType: 'gp2', DeleteOnTermination: true } },
    ],
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
  });
}

async function prepareMoto(url: string): Promise<Side> {
  const clients = clientsOf({ url });
  const { ec2 } = clients;
  const images = await ec2.send(
    new ec2Sdk.DescribeImagesCommand({ Filters: [{ Name: 'architecture', Values: ['x86_64'] }] }),
  );
  const imageId = images.Images?.find(({ Platform }) => Platform === undefined)?.ImageId ?? '';
  const tags = (name: string, type: ec2Sdk.ResourceType): ec2Sdk.TagSpecification[] => [
    { ResourceType: type, Tags: [{ Key: 'Name', Value: name }] },
  ];
  await ec2.send(new ec2Sdk.ImportKeyPairCommand({ KeyName: 'ops', PublicKeyMaterial: Buffer.from(publicKey) }));
  const volume = await ec2.send(
    new ec2Sdk.CreateVolumeCommand({
      AvailabilityZone: 'us-east-1a',
      Size: 10,
      VolumeType: 'gp3',
      TagSpecifications: tags('data', 'volume'),
    }),
  );
  await ec2.send(
    new ec2Sdk.CreateSnapshotCommand({
      VolumeId: volume.VolumeId,
      Description: 'backup',
      TagSpecifications: tags('backup', 'snapshot'),
    }),
  );
  const address = await ec2.send(
    new ec2Sdk.AllocateAddressCommand({ Domain: 'vpc', TagSpecifications: tags('spare', 'elastic-ip') }),
  );
  const subnets = await ec2.send(new ec2Sdk.DescribeSubnetsCommand({}));
  await ec2.send(
    new ec2Sdk.CreateNatGatewayCommand({
      SubnetId: subnets.Subnets?.[0]?.SubnetId ?? '',
      AllocationId: address.AllocationId,
      TagSpecifications: tags('nat', 'natgateway'),
    }),
  );
  const { Instances } = await ec2.send(launchOf(imageId));
  return { ...clients, imageId, instanceId: Instances?.[0]?.InstanceId ?? '', settle: () => {} };
}

async function prepareSimulator(server: SimulatorServer): Promise<Side> {
  const clients = clientsOf(server);
  const imageId = 'ami-0a1b2c3d4e5f60718';
  const { Instances } = await clients.ec2.send(launchOf(imageId));
  const settle = (): void => server.world.clock.advance(60_000);
  settle();
  return { ...clients, imageId, instanceId: Instances?.[0]?.InstanceId ?? '', settle };
}

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsABgH5C9okWi0dh2l9GKJl ops@example.com';

type Exchange = (side: Side) => Promise<object>;

const exchanges: Readonly<Record<string, Exchange>> = {
  DescribeInstances: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeInstancesCommand({})),
  DescribeInstanceStatus: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeInstanceStatusCommand({})),
  DescribeVolumes: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeVolumesCommand({})),
  DescribeSnapshots: ({ ec2 }) =>
    ec2.send(new ec2Sdk.DescribeSnapshotsCommand({ Filters: [{ Name: 'description', Values: ['backup'] }] })),
  DescribeAddresses: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeAddressesCommand({})),
  DescribeNatGateways: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeNatGatewaysCommand({})),
  DescribeTags: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeTagsCommand({})),
  DescribeRegions: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeRegionsCommand({})),
  DescribeAvailabilityZones: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeAvailabilityZonesCommand({})),
  DescribeInstanceTypes: ({ ec2 }) =>
    ec2.send(new ec2Sdk.DescribeInstanceTypesCommand({ InstanceTypes: ['m5.large'] })),
  DescribeImages: ({ ec2, imageId }) => ec2.send(new ec2Sdk.DescribeImagesCommand({ ImageIds: [imageId] })),
  DescribeVpcs: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeVpcsCommand({})),
  DescribeSubnets: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeSubnetsCommand({})),
  DescribeSecurityGroups: ({ ec2 }) => ec2.send(new ec2Sdk.DescribeSecurityGroupsCommand({ GroupNames: ['default'] })),
  DescribeInstanceAttribute: ({ ec2, instanceId }) =>
    ec2.send(new ec2Sdk.DescribeInstanceAttributeCommand({ InstanceId: instanceId, Attribute: 'instanceType' })),
  RunInstances: ({ ec2, imageId }) => ec2.send(launchOf(imageId)),
  CreateTags: ({ ec2, instanceId }) =>
    ec2.send(new ec2Sdk.CreateTagsCommand({ Resources: [instanceId], Tags: [{ Key: 'Owner', Value: 'me' }] })),
  DeleteTags: ({ ec2, instanceId }) =>
    ec2.send(new ec2Sdk.DeleteTagsCommand({ Resources: [instanceId], Tags: [{ Key: 'Owner' }] })),
  GetCallerIdentity: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  AssumeRole: ({ sts }) =>
    sts.send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'scan' })),
  RebootInstances: ({ ec2, instanceId }) => ec2.send(new ec2Sdk.RebootInstancesCommand({ InstanceIds: [instanceId] })),
  StopInstances: ({ ec2, instanceId }) => ec2.send(new ec2Sdk.StopInstancesCommand({ InstanceIds: [instanceId] })),
  'DescribeInstances of a stopped one': ({ ec2, instanceId }) =>
    ec2.send(new ec2Sdk.DescribeInstancesCommand({ InstanceIds: [instanceId] })),
  ModifyInstanceAttribute: ({ ec2, instanceId, settle }) => {
    settle();
    const InstanceType = { Value: 'm5.xlarge' };
    return ec2.send(new ec2Sdk.ModifyInstanceAttributeCommand({ InstanceId: instanceId, InstanceType }));
  },
  StartInstances: ({ ec2, instanceId }) => ec2.send(new ec2Sdk.StartInstancesCommand({ InstanceIds: [instanceId] })),
  TerminateInstances: ({ ec2, instanceId }) =>
    ec2.send(new ec2Sdk.TerminateInstancesCommand({ InstanceIds: [instanceId] })),
};

const nobody = 'i-0123456789abcdef0';

const refusals: Readonly<Record<string, Exchange>> = {
  'an unknown instance': ({ ec2 }) => ec2.send(new ec2Sdk.DescribeInstancesCommand({ InstanceIds: [nobody] })),
  'a malformed id': ({ ec2 }) => ec2.send(new ec2Sdk.StopInstancesCommand({ InstanceIds: ['nonsense'] })),
  'stopping an unknown instance': ({ ec2 }) => ec2.send(new ec2Sdk.StopInstancesCommand({ InstanceIds: [nobody] })),
  'tagging an unknown instance': ({ ec2 }) =>
    ec2.send(new ec2Sdk.CreateTagsCommand({ Resources: [nobody], Tags: [{ Key: 'a', Value: 'b' }] })),
  'an unknown volume': ({ ec2 }) =>
    ec2.send(new ec2Sdk.DescribeVolumesCommand({ VolumeIds: ['vol-0123456789abcdef0'] })),
  'an unknown snapshot': ({ ec2 }) =>
    ec2.send(new ec2Sdk.DescribeSnapshotsCommand({ SnapshotIds: ['snap-0123456789abcdef0'] })),
  'an unknown image': ({ ec2 }) => ec2.send(new ec2Sdk.DescribeImagesCommand({ ImageIds: ['ami-0123456789abcdef0'] })),
  'a dry run': ({ ec2, imageId }) =>
    ec2.send(
      new ec2Sdk.RunInstancesCommand({
        ImageId: imageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        DryRun: true,
      }),
    ),
  'too many tags': ({ ec2, instanceId }) =>
    ec2.send(
      new ec2Sdk.CreateTagsCommand({
        Resources: [instanceId],
        Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
      }),
    ),
  'an unknown filter': ({ ec2 }) =>
    ec2.send(new ec2Sdk.DescribeVolumesCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
};

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return (error as Error).name;
  }
}
