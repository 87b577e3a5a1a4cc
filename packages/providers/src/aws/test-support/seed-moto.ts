import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateNatGatewayCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
  type ResourceType,
} from '@aws-sdk/client-ec2';
import { CreateClusterCommand, CreateNodegroupCommand, EKSClient } from '@aws-sdk/client-eks';
import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBClusterCommand, CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';

const tags = [{ Key: 'Environment', Value: 'test' }];

/** Makes something of every type, by the SDK alone. */
export async function seedMoto(endpoint: string, region: string): Promise<void> {
  const config = { endpoint, region };
  const ec2 = new EC2Client(config);
  const tagged = (type: ResourceType, name: string) => ({
    TagSpecifications: [{ ResourceType: type, Tags: [...tags, { Key: 'Name', Value: name }] }],
  });
  const launch = { ImageId: 'ami-03cf127a', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
  const [one, two, subnets] = await Promise.all([
    ec2.send(new RunInstancesCommand({ ...launch, ...tagged('instance', 'one') })),
    ec2.send(new RunInstancesCommand({ ...launch, ...tagged('instance', 'two') })),
    ec2.send(new DescribeSubnetsCommand({})),
  ]);
  const [oneId, twoId] = [one, two].map(({ Instances }) => Instances?.[0]?.InstanceId ?? '');
  const [subnet, otherSubnet] = subnets.Subnets ?? [];
  if (oneId === undefined || twoId === undefined || subnet === undefined || otherSubnet === undefined) {
    throw new Error('moto made no instances or has no subnets');
  }
  const volume = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: `${region}a`,
      Size: 20,
      VolumeType: 'gp2',
      ...tagged('volume', 'spare'),
    }),
  );
  const used = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc', ...tagged('elastic-ip', 'used') }));
  await Promise.all([
    ec2.send(new StopInstancesCommand({ InstanceIds: [twoId] })),
    ec2.send(
      new CreateSnapshotCommand({
        VolumeId: volume.VolumeId,
        Description: 'nightly',
        ...tagged('snapshot', 'nightly'),
      }),
    ),
    ec2.send(new AssociateAddressCommand({ AllocationId: used.AllocationId, InstanceId: oneId })),
    ec2.send(new AllocateAddressCommand({ Domain: 'vpc', ...tagged('elastic-ip', 'idle') })),
    ec2.send(
      new CreateNatGatewayCommand({
        SubnetId: subnet.SubnetId,
        ConnectivityType: 'private',
        ...tagged('natgateway', 'way-out'),
      }),
    ),
    seedBuckets(config),
    seedDatabases(config),
    seedEks(config, [subnet.SubnetId ?? '', otherSubnet.SubnetId ?? '']),
    seedLambda(config),
    seedLoadBalancers(config, {
      vpcId: subnet.VpcId ?? '',
      subnetIds: [subnet.SubnetId ?? '', otherSubnet.SubnetId ?? ''],
      targetId: oneId,
    }),
  ]);
  ec2.destroy();
}

interface Config {
  readonly endpoint: string;
  readonly region: string;
}

async function seedBuckets(config: Config): Promise<void> {
  const s3 = new S3Client({ ...config, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const LocationConstraint = config.region as 'eu-central-1';
  await s3.send(
    new CreateBucketCommand({ Bucket: 'contract-here', CreateBucketConfiguration: { LocationConstraint } }),
  );
  await s3.send(
    new CreateBucketCommand({ Bucket: 'contract-untagged', CreateBucketConfiguration: { LocationConstraint } }),
  );
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'contract-here', Tagging: { TagSet: tags } }));
  s3.destroy();
}

async function seedDatabases(config: Config): Promise<void> {
  const rds = new RDSClient(config);
  const login = { MasterUsername: 'admin', MasterUserPassword: 'password-of-a-test' };
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'orders',
      DBInstanceClass: 'db.t3.medium',
      Engine: 'postgres',
      AllocatedStorage: 20,
      Tags: tags,
      ...login,
    }),
  );
  await rds.send(
    new CreateDBClusterCommand({ DBClusterIdentifier: 'ledger', Engine: 'aurora-postgresql', Tags: tags, ...login }),
  );
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'ledger-1',
      DBInstanceClass: 'db.r6g.large',
      Engine: 'aurora-postgresql',
      DBClusterIdentifier: 'ledger',
    }),
  );
  rds.destroy();
}

async function seedEks(config: Config, subnetIds: string[]): Promise<void> {
  const eks = new EKSClient(config);
  const roleArn = 'arn:aws:iam::123456789012:role/eks';
  await eks.send(
    new CreateClusterCommand({
      name: 'platform',
      roleArn,
      resourcesVpcConfig: { subnetIds },
      tags: { Environment: 'test' },
    }),
  );
  await eks.send(
    new CreateNodegroupCommand({
      clusterName: 'platform',
      nodegroupName: 'general',
      nodeRole: roleArn,
      subnets: subnetIds,
    }),
  );
  eks.destroy();
}

async function seedLambda(config: Config): Promise<void> {
  const lambda = new LambdaClient(config);
  const roleArn = await makeRole(config.endpoint, 'resize');
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'resize',
      Runtime: 'nodejs22.x',
      Role: roleArn,
      Handler: 'index.handler',
      Code: { ZipFile: emptyZip },
      Tags: { Environment: 'test' },
    }),
  );
  lambda.destroy();
}

async function seedLoadBalancers(
  config: Config,
  network: { readonly vpcId: string; readonly subnetIds: string[]; readonly targetId: string },
): Promise<void> {
  const elb = new ElasticLoadBalancingV2Client(config);
  const balancer = { Subnets: network.subnetIds, Tags: tags };
  const front = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', ...balancer }));
  await elb.send(new CreateLoadBalancerCommand({ Name: 'unused', Type: 'network', ...balancer }));
  const groups = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'web',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: network.vpcId,
      TargetType: 'instance',
    }),
  );
  const group = groups.TargetGroups?.[0]?.TargetGroupArn;
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets: [{ Id: network.targetId }] }));
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: front.LoadBalancers?.[0]?.LoadBalancerArn,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  );
  const classic = new ElasticLoadBalancingClient(config);
  await classic.send(
    new CreateClassicCommand({
      LoadBalancerName: 'old-front',
      Listeners: [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }],
      AvailabilityZones: [`${config.region}a`],
      Tags: tags,
    }),
  );
  elb.destroy();
  classic.destroy();
}

/** moto wants a function's role to exist. It takes any signature, and finds the service by it. */
async function makeRole(endpoint: string, name: string): Promise<string> {
  const body = new URLSearchParams({
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName: name,
    AssumeRolePolicyDocument: '{}',
  });
  const authorization =
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0';
  const answer = await fetch(endpoint, { method: 'POST', body, headers: { authorization } });
  const arn = /<Arn>(.*?)<\/Arn>/.exec(await answer.text())?.[1];
  if (arn === undefined) throw new Error('moto made no role');
  return arn;
}

/** The end record of an archive without files. */
const emptyZip = Buffer.from([0x50, 0x4b, 0x05, 0x06, ...Array.from({ length: 18 }, () => 0)]);
