import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  paginateDescribeInstances,
  RunInstancesCommand,
  TerminateInstancesCommand,
  waitUntilInstanceRunning,
} from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../faults/fault-schema.ts';
import { startSimulatorServer, type SimulatorServer } from '../../server/start-simulator-server.ts';

/** The unmodified AWS SDK for JavaScript, version 3. */
describe('the AWS SDK', () => {
  let server: SimulatorServer;
  let ec2: EC2Client;
  let sts: STSClient;
  beforeAll(async () => {
    server = await startSimulatorServer({ estate: {}, seed: 1 });
    const { accessKeyId, secretAccessKey } = server;
    const options = {
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    };
    ec2 = new EC2Client(options);
    sts = new STSClient(options);
  });
  afterAll(async () => {
    ec2.destroy();
    sts.destroy();
    await server.stop();
  });
  beforeEach(() => server.world.reset());

  const launch = { ImageId: 'ami-0a1b2c3d4e5f60718', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;

  it('finds regions, and itself', async () => {
    expect((await ec2.send(new DescribeRegionsCommand({}))).Regions).toHaveLength(17);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '123456789012' });
  });

  it('assumes a role and works as it', async () => {
    const role = { RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'scan' };
    const { Credentials: issued } = await sts.send(new AssumeRoleCommand(role));
    const credentials = {
      accessKeyId: issued?.AccessKeyId ?? '',
      secretAccessKey: issued?.SecretAccessKey ?? '',
      sessionToken: issued?.SessionToken ?? '',
    };
    const assumed = new EC2Client({ endpoint: server.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
    expect((await assumed.send(new DescribeInstancesCommand({}))).Reservations).toEqual([]);
    assumed.destroy();
  });

  it('launches many, reads them in pages, terminates them', async () => {
    const made = await ec2.send(new RunInstancesCommand({ ...launch, MaxCount: 23 }));
    const ids = made.Instances?.map(({ InstanceId }) => InstanceId ?? '') ?? [];
    const seen: string[] = [];
    for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 10 }, {})) {
      const instances = page.Reservations?.flatMap(({ Instances }) => Instances ?? []) ?? [];
      seen.push(...instances.map(({ InstanceId }) => InstanceId ?? ''));
    }
    expect(seen).toEqual(ids);
    const ended = await ec2.send(new TerminateInstancesCommand({ InstanceIds: ids }));
    expect(new Set(ended.TerminatingInstances?.map(({ CurrentState }) => CurrentState?.Name))).toEqual(
      new Set(['shutting-down']),
    );
  });

  it('makes one instance of two calls with one token, also when the first reply is lost', async () => {
    server.world.faults.add({ kind: 'lost_reply', operation: 'RunInstances', count: 1 });
    await expect(ec2.send(new RunInstancesCommand({ ...launch, ClientToken: 'once' }))).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    );
    const again = await ec2.send(new RunInstancesCommand({ ...launch, ClientToken: 'once' }));
    const all = await ec2.send(new DescribeInstancesCommand({}));
    expect(all.Reservations?.flatMap(({ Instances }) => Instances?.map(({ InstanceId }) => InstanceId))).toEqual([
      again.Instances?.[0]?.InstanceId,
    ]);
  });

  it('waits for what it launched', async () => {
    const { Instances } = await ec2.send(new RunInstancesCommand(launch));
    server.world.clock.advance(5000);
    const InstanceIds = Instances?.map(({ InstanceId }) => InstanceId ?? '') ?? [];
    expect(await waitUntilInstanceRunning({ client: ec2, maxWaitTime: 5, minDelay: 1 }, { InstanceIds })).toMatchObject(
      { state: 'SUCCESS' },
    );
  });

  it('reads back tags of every Unicode plane', async () => {
    const { Instances } = await ec2.send(new RunInstancesCommand(launch));
    const id = Instances?.[0]?.InstanceId ?? '';
    const tags = [
      { Key: '__proto__', Value: '<&>"\'' },
      { Key: ' spaces ', Value: 'line\nbreak\ttab' },
      { Key: 'ключ', Value: '\u{1F984}\u{20BB7}\u{E0001}' },
      { Key: 'empty', Value: '' },
    ];
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: tags }));
    const described = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    expect(described.Reservations?.[0]?.Instances?.[0]?.Tags).toEqual(tags);
  });

  it.each<[Fault, { name?: string; $metadata?: unknown }]>([
    [
      { kind: 'throttle', capacity: 0, refill_per_second: 0 },
      { name: 'RequestLimitExceeded', $metadata: { httpStatusCode: 503 } },
    ],
    [{ kind: 'deny' }, { name: 'UnauthorizedOperation', $metadata: { httpStatusCode: 403 } }],
    [{ kind: 'expired_credentials' }, { name: 'RequestExpired' }],
    [
      { kind: 'error', code: 'Unavailable', status: 503 },
      { name: 'Unavailable', $metadata: { httpStatusCode: 503 } },
    ],
  ])("sees %j as AWS's error", async (fault, error) => {
    server.world.faults.add(fault);
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject(error);
  });

  it.each([
    ['malformed', /XML|entity|tag|parse/i],
    ['truncated', /aborted|ECONNRESET/],
    ['refuse', /ECONNRESET|socket hang up/],
    ['lost_reply', /ECONNRESET|socket hang up/],
  ] as const)('fails, and takes nothing for an answer, on %s', async (kind, message) => {
    await ec2.send(new RunInstancesCommand({ ...launch, MaxCount: 3 }));
    server.world.faults.add({ kind });
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toThrow(message);
  });
});
