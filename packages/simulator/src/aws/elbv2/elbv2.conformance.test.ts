import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
  RemoveTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, withoutMetadata, type Deviation } from '../../test-support/compare-answers.ts';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';
import { sdkConfig, sdkError, type AwsEndpoint } from '../../test-support/sdk-config.ts';
import { startTestServer } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  regions:
    us-east-1:
      target_groups:
        - { name: golden-group, target_type: ip, targets: [{ id: 10.0.0.9, port: 8080, zone: us-east-1a }] }
      load_balancers:
        - name: golden
          tags: { Owner: ana }
          listeners: [{ port: 80, protocol: HTTP, target_group: golden-group }]
`;

describe.skipIf(requireCounterpart('aws'))('ELBv2 with the AWS CLI', () => {
  let server: SimulatorServer;
  beforeAll(async () => {
    server = await startTestServer(estate);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.world.reset());

  const cli = (...args: string[]) => runAwsCli(server, ['elbv2', ...args]);

  it('describes and tags', async () => {
    const { json, stderr } = await cli('describe-load-balancers', '--page-size', '1');
    const [first] = (json as { LoadBalancers: { LoadBalancerArn: string; LoadBalancerName: string }[] }).LoadBalancers;
    expect({ name: first?.LoadBalancerName, stderr }).toEqual({ name: 'golden', stderr: '' });
    const arn = first?.LoadBalancerArn ?? '';
    expect((await cli('add-tags', '--resource-arns', arn, '--tags', 'Key=Project,Value=shop')).exitCode).toBe(0);
    expect((await cli('remove-tags', '--resource-arns', arn, '--tag-keys', 'Owner')).exitCode).toBe(0);
    const tags = await cli('describe-tags', '--resource-arns', arn);
    expect(tags.json).toMatchObject({ TagDescriptions: [{ Tags: [{ Key: 'Project', Value: 'shop' }] }] });
    const missing = await cli('describe-load-balancers', '--names', 'nobody');
    expect(missing.stderr).toContain('(LoadBalancerNotFound)');
  });

  it('has no load balancers of the first generation to answer', async () => {
    expect((await runAwsCli(server, ['elb', 'describe-load-balancers'])).stderr).toContain('(InvalidAction)');
  });
});

describe.skipIf(requireCounterpart('moto_server'))('ELBv2 beside moto', () => {
  let server: SimulatorServer;
  let moto: RunningMoto;
  beforeAll(async () => {
    [server, moto] = await Promise.all([startTestServer(estate), startMoto()]);
    await build(moto);
  });
  afterAll(async () => {
    await server.stop();
    await moto[Symbol.asyncDispose]();
  });

  /** What the estate has, made by calls. */
  const build = async (endpoint: AwsEndpoint): Promise<void> => {
    const ec2 = new EC2Client(sdkConfig(endpoint));
    const client = new ElasticLoadBalancingV2Client(sdkConfig(endpoint));
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const subnets = ['a', 'b'].map(async (letter, n) => {
      const zone = { AvailabilityZone: `us-east-1${letter}`, CidrBlock: `10.0.${n}.0/24` };
      return (await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, ...zone }))).Subnet?.SubnetId ?? '';
    });
    const Tags = [{ Key: 'Owner', Value: 'ana' }];
    const created = await client.send(
      new CreateLoadBalancerCommand({
        Name: 'golden',
        Scheme: 'internet-facing',
        Subnets: await Promise.all(subnets),
        Tags,
      }),
    );
    const group = await client.send(
      new CreateTargetGroupCommand({
        Name: 'golden-group',
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 80,
        VpcId: Vpc?.VpcId,
      }),
    );
    const LoadBalancerArn = created.LoadBalancers?.[0]?.LoadBalancerArn;
    const TargetGroupArn = group.TargetGroups?.[0]?.TargetGroupArn;
    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
    await client.send(new CreateListenerCommand({ LoadBalancerArn, Port: 80, Protocol: 'HTTP', DefaultActions }));
    const Targets = [{ Id: '10.0.0.9', Port: 8080, AvailabilityZone: 'us-east-1a' }];
    await client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  };

  const ask = async (endpoint: AwsEndpoint) => {
    const client = new ElasticLoadBalancingV2Client(sdkConfig(endpoint));
    const described = await client.send(new DescribeLoadBalancersCommand({ Names: ['golden'] }));
    const arn = described.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    const groups = await client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn }));
    const TargetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn;
    await client.send(new AddTagsCommand({ ResourceArns: [arn], Tags: [{ Key: 'Project', Value: 'shop' }] }));
    const tagged = await client.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    await client.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys: ['Owner'] }));
    const untagged = await client.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    return {
      Described: withoutMetadata(described),
      Groups: withoutMetadata(groups),
      Listeners: withoutMetadata(await client.send(new DescribeListenersCommand({ LoadBalancerArn: arn }))),
      Health: withoutMetadata(await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }))),
      Tagged: withoutMetadata(tagged),
      Untagged: withoutMetadata(untagged),
      Missing: await sdkError(client.send(new DescribeLoadBalancersCommand({ Names: ['nobody'] }))),
      MissingGroup: await sdkError(client.send(new DescribeTargetGroupsCommand({ Names: ['nobody'] }))),
    };
  };

  it('answers the same', async () => {
    const listener = 'Listeners.Listeners[]';
    const loadBalancer = 'Described.LoadBalancers[]';
    const deviations: readonly Deviation[] = [
      { path: `${listener}.SslPolicy`, reason: 'moto answers an empty one for HTTP, AWS none' },
      { path: `${listener}.AlpnPolicy`, reason: 'moto answers an empty one for HTTP, AWS none' },
      { path: `${listener}.DefaultActions[].Order`, reason: 'moto leaves it out when the call did' },
      { path: `${listener}.DefaultActions[].ForwardConfig`, reason: 'moto leaves it out when the call did' },
      { path: `${loadBalancer}.AvailabilityZones[].LoadBalancerAddresses`, reason: 'moto leaves an empty list out' },
      { path: `${loadBalancer}.SecurityGroups[]`, reason: "moto does not put it into the VPC's default group" },
      { path: 'Health.TargetHealthDescriptions[].Target.AvailabilityZone', reason: 'moto forgets it' },
    ];
    const sameValues = [
      'Described.LoadBalancers[].LoadBalancerName',
      'Described.LoadBalancers[].Type',
      'Described.LoadBalancers[].Scheme',
      'Described.LoadBalancers[].IpAddressType',
      'Groups.TargetGroups[].HealthCheckProtocol',
      'Groups.TargetGroups[].HealthCheckIntervalSeconds',
      'Groups.TargetGroups[].HealthCheckTimeoutSeconds',
      'Groups.TargetGroups[].HealthyThresholdCount',
      'Groups.TargetGroups[].UnhealthyThresholdCount',
      'Groups.TargetGroups[].HealthCheckPath',
      'Groups.TargetGroups[].Matcher.HttpCode',
      'Listeners.Listeners[].DefaultActions[].Type',
      'Health.TargetHealthDescriptions[].TargetHealth.State',
      'Health.TargetHealthDescriptions[].Target.Id',
      'Tagged.TagDescriptions[].Tags',
      'Untagged.TagDescriptions[].Tags',
      'Missing.code',
      'Missing.status',
      'MissingGroup.code',
    ];
    expect(compareAnswers({ moto: await ask(moto), simulator: await ask(server), deviations, sameValues })).toEqual([]);
  });
});
