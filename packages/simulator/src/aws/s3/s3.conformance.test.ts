import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketEncryptionCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, withoutMetadata, type Deviation } from '../../test-support/compare-answers.ts';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';
import { sdkConfig, sdkError, type AwsEndpoint } from '../../test-support/sdk-config.ts';
import { startTestServer } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  buckets:
    - { name: assets, region: us-east-1, created_at: 2026-01-02T03:04:05Z, tags: { Owner: ana } }
    - { name: exports, region: eu-west-1 }
`;

describe.skipIf(requireCounterpart('aws'))('S3 with the AWS CLI', () => {
  let server: SimulatorServer;
  beforeAll(async () => {
    server = await startTestServer(estate);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.world.reset());

  const cli = (...args: string[]) => runAwsCli(server, ['s3api', ...args]);

  it('lists, in pages of its own', async () => {
    const all = await cli('list-buckets');
    expect(all).toMatchObject({
      stderr: '',
      json: {
        Buckets: [
          { Name: 'assets', CreationDate: expect.stringMatching(/^2026-01-02T03:04:05/) as string },
          { Name: 'exports' },
        ],
      },
    });
    const paged = await cli('list-buckets', '--page-size', '1');
    const regions = (paged.json as { Buckets: { BucketRegion: string }[] }).Buckets.map(
      (bucket) => bucket.BucketRegion,
    );
    expect(regions).toEqual(['us-east-1', 'eu-west-1']);
    const { json } = await runAwsCli(server, ['s3api', 'get-bucket-location', '--bucket', 'exports']);
    expect(json).toEqual({ LocationConstraint: 'eu-west-1' });
  });

  it('tags, over the redirect to the region of the bucket', async () => {
    const put = await cli('put-bucket-tagging', '--bucket', 'exports', '--tagging', 'TagSet=[{Key=Owner,Value=ben}]');
    expect(put).toMatchObject({ exitCode: 0, stderr: '' });
    const get = await cli('get-bucket-tagging', '--bucket', 'exports');
    expect(get.json).toEqual({ TagSet: [{ Key: 'Owner', Value: 'ben' }] });
    expect((await cli('delete-bucket-tagging', '--bucket', 'exports')).exitCode).toBe(0);
    expect((await cli('get-bucket-tagging', '--bucket', 'exports')).stderr).toContain('(NoSuchTagSet)');
  });

  it('makes and removes buckets', async () => {
    const refused = await runAwsCli(server, ['s3api', 'create-bucket', '--bucket', 'fresh'], 'eu-west-1');
    expect(refused.stderr).toContain('(IllegalLocationConstraintException)');
    const made = await runAwsCli(server, ['s3', 'mb', 's3://fresh'], 'eu-west-1');
    expect(made.stdout).toBe('make_bucket: fresh\n');
    expect(server.world.estate.buckets.get('fresh')?.region).toBe('eu-west-1');
    expect((await cli('head-bucket', '--bucket', 'fresh')).json).toMatchObject({ BucketRegion: 'eu-west-1' });
    expect((await cli('delete-bucket', '--bucket', 'fresh', '--region', 'eu-west-1')).exitCode).toBe(0);
    expect(server.world.estate.buckets.has('fresh')).toBe(false);
  });
});

describe.skipIf(requireCounterpart('moto_server'))('S3 beside moto', () => {
  let server: SimulatorServer;
  let moto: RunningMoto;
  beforeAll(async () => {
    [server, moto] = await Promise.all([startTestServer(''), startMoto()]);
  });
  afterAll(async () => {
    await server.stop();
    await moto[Symbol.asyncDispose]();
  });

  /** What every bucket has by itself, at AWS since 2023 and at the simulator, and not at moto. */
  const secure = async (client: S3Client, bucket: { Bucket: string }): Promise<void> => {
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const }, BucketKeyEnabled: false },
    ];
    await client.send(new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: { Rules } }));
    const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
    const PublicAccessBlockConfiguration = Object.fromEntries(switches.map((name) => [name, true]));
    await client.send(new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration }));
  };

  const ask = async (endpoint: AwsEndpoint) => {
    const east = new S3Client(sdkConfig(endpoint));
    const ireland = new S3Client(sdkConfig(endpoint, 'eu-west-1'));
    const [inEast, inIreland] = [{ Bucket: 'golden-east' }, { Bucket: 'golden-ireland' }];
    const tagSet = [
      { Key: 'Owner', Value: 'ana + ben' },
      { Key: 'Project', Value: '' },
    ];
    const created = [
      await east.send(new CreateBucketCommand(inEast)),
      await ireland.send(new CreateBucketCommand(inIreland)),
    ];
    if (endpoint === moto) await secure(east, inEast);
    const untagged = await sdkError(east.send(new GetBucketTaggingCommand(inEast)));
    await ireland.send(new PutBucketTaggingCommand({ ...inIreland, Tagging: { TagSet: tagSet } }));
    const answers = {
      Created: created.map(withoutMetadata),
      Listed: withoutMetadata(await east.send(new ListBucketsCommand({}))),
      Page: withoutMetadata(await east.send(new ListBucketsCommand({ MaxBuckets: 1, Prefix: 'golden-' }))),
      Tagging: withoutMetadata(await ireland.send(new GetBucketTaggingCommand(inIreland))),
      LocationInEast: withoutMetadata(await east.send(new GetBucketLocationCommand(inEast))),
      LocationInIreland: withoutMetadata(await ireland.send(new GetBucketLocationCommand(inIreland))),
      Head: withoutMetadata(await ireland.send(new HeadBucketCommand(inIreland))),
      Versioning: withoutMetadata(await east.send(new GetBucketVersioningCommand(inEast))),
      Encryption: withoutMetadata(await east.send(new GetBucketEncryptionCommand(inEast))),
      PublicAccessBlock: withoutMetadata(await east.send(new GetPublicAccessBlockCommand(inEast))),
      Untagged: untagged,
      Missing: await sdkError(east.send(new GetBucketTaggingCommand({ Bucket: 'golden-none' }))),
      CreatedAgain: await sdkError(ireland.send(new CreateBucketCommand(inIreland))),
      BadName: await sdkError(east.send(new CreateBucketCommand({ Bucket: 'no' }))),
      BadTags: await sdkError(
        ireland.send(new PutBucketTaggingCommand({ ...inIreland, Tagging: { TagSet: [{ Key: 'aws:a', Value: '' }] } })),
      ),
    };
    await ireland.send(new DeleteBucketTaggingCommand(inIreland));
    await ireland.send(new DeleteBucketCommand(inIreland));
    return { ...answers, Afterwards: withoutMetadata(await east.send(new ListBucketsCommand({}))) };
  };

  it('answers the same', async () => {
    const noDisplayName = 'S3 stopped answering it in November 2025';
    const noPaging = 'moto has no paging of buckets';
    const deviations: readonly Deviation[] = [
      { path: 'Listed.Owner.DisplayName', reason: noDisplayName },
      { path: 'Page.Owner.DisplayName', reason: noDisplayName },
      { path: 'Afterwards.Owner.DisplayName', reason: noDisplayName },
      { path: 'Page.Buckets[].BucketRegion', reason: noPaging },
      { path: 'Page.ContinuationToken', reason: noPaging },
      { path: 'Page.Prefix', reason: noPaging },
      { path: 'Head.AccessPointAlias', reason: 'moto leaves it out' },
      { path: 'Created[].Location', reason: 'moto answers the form of us-east-1 everywhere' },
      { path: 'Tagging.TagSet[].Value', reason: 'moto drops an empty value' },
    ];
    const sameValues = [
      'Created[].Location',
      'Listed.Buckets[].Name',
      'Tagging.TagSet[].Key',
      'Tagging.TagSet[].Value',
      'LocationInIreland.LocationConstraint',
      'Head.BucketRegion',
      'Encryption.ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.SSEAlgorithm',
      'Untagged.code',
      'Untagged.status',
      'Missing.code',
      'Missing.status',
      'CreatedAgain.code',
      'CreatedAgain.status',
      'BadName.code',
      'BadTags.code',
      'Afterwards.Buckets[].Name',
    ];
    expect(compareAnswers({ moto: await ask(moto), simulator: await ask(server), deviations, sameValues })).toEqual([]);
  });
});
