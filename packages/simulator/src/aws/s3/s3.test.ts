import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
  S3Client,
  type Tag,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { sdkConfig, sdkError } from '../../test-support/sdk-config.ts';
import { startTestServer, underFault } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  buckets:
    - { name: zebra, region: us-east-1, created_at: 2026-01-02T03:04:05Z, tags: { Owner: ana } }
    - { name: alpha, region: eu-west-1, versioning: Enabled, encryption: 'aws:kms' }
    - { name: alpine, region: us-west-2, block_public_access: false, objects: [{ key: a, content: hello }] }
    - { name: odd, region: us-east-1, tags: [{ key: __proto__, value: '<&>"' }, { key: emoji, value: "🌬 𝒳" }] }
`;

let server: SimulatorServer;
let east: S3Client;
let ireland: S3Client;

beforeAll(async () => {
  server = await startTestServer(estate);
  east = new S3Client(sdkConfig(server));
  ireland = new S3Client(sdkConfig(server, 'eu-west-1'));
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

const names = async (client: S3Client, input: ConstructorParameters<typeof ListBucketsCommand>[0] = {}) =>
  (await client.send(new ListBucketsCommand(input))).Buckets?.map(({ Name }) => Name);

describe('ListBuckets', () => {
  it('answers all buckets by name from any region, without their regions', async () => {
    const answer = await ireland.send(new ListBucketsCommand({}));
    expect(answer.Buckets?.map(({ Name }) => Name)).toEqual(['alpha', 'alpine', 'odd', 'zebra']);
    expect(answer.Buckets?.[3]).toEqual({ Name: 'zebra', CreationDate: new Date('2026-01-02T03:04:05Z') });
    expect(answer.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it('answers regions as soon as there is a parameter', async () => {
    const answer = await east.send(new ListBucketsCommand({ MaxBuckets: 10_000 }));
    expect(answer.Buckets?.map(({ BucketRegion }) => BucketRegion)).toEqual([
      'eu-west-1',
      'us-west-2',
      'us-east-1',
      'us-east-1',
    ]);
    expect(answer.ContinuationToken).toBeUndefined();
  });

  it('pages to the end', async () => {
    const pages: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await east.send(new ListBucketsCommand({ MaxBuckets: 3, ContinuationToken }));
      pages.push(page.Buckets?.map(({ Name }) => Name));
      ContinuationToken = page.ContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(pages).toEqual([['alpha', 'alpine', 'odd'], ['zebra']]);
  });

  it('pages: a bucket that is made or removed in between moves no other', async () => {
    const first = await east.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['alpha', 'alpine']);
    server.world.estate.buckets.delete('alpine');
    await east.send(new CreateBucketCommand({ Bucket: 'aaa' }));
    const second = await east.send(
      new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken }),
    );
    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['odd', 'zebra']);
    expect(second.ContinuationToken).toBeUndefined();
  });

  it('filters by prefix and by region', async () => {
    expect(await names(east, { Prefix: 'alp' })).toEqual(['alpha', 'alpine']);
    expect(await names(ireland, { BucketRegion: 'eu-west-1' })).toEqual(['alpha']);
  });

  it.each([
    [{ MaxBuckets: 0 }, 'Argument max-buckets must be an integer between 1 and 10000'],
    [{ ContinuationToken: 'made-up' }, 'The continuation token provided is incorrect'],
    [{ BucketRegion: 'eu-west-1' }, 'Argument value eu-west-1 is not the Region of this endpoint, us-east-1'],
    [{ BucketRegion: 'mars-1' }, 'Argument value mars-1 is not a valid AWS Region'],
  ])('refuses %j', async (input, message) => {
    const call = east.send(new ListBucketsCommand(input));
    expect(await sdkError(call)).toEqual({ code: 'InvalidArgument', status: 400, message });
  });
});

describe('where a bucket is', () => {
  it('answers the location in every region, empty for us-east-1', async () => {
    const locationOf = async (client: S3Client, Bucket: string) =>
      (await client.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint;
    expect(await locationOf(east, 'alpha')).toBe('eu-west-1');
    expect(await locationOf(ireland, 'alpine')).toBe('us-west-2');
    expect(await locationOf(ireland, 'zebra')).toBeUndefined();
  });

  it('answers the region to HeadBucket', async () => {
    const answer = await ireland.send(new HeadBucketCommand({ Bucket: 'alpha' }));
    expect(answer.BucketRegion).toBe('eu-west-1');
  });

  it.each([
    ['GetBucketTagging', () => new GetBucketTaggingCommand({ Bucket: 'alpha' })],
    ['GetBucketVersioning', () => new GetBucketVersioningCommand({ Bucket: 'alpha' })],
    ['HeadBucket', () => new HeadBucketCommand({ Bucket: 'alpha' })],
  ])('redirects %s that is signed for another region', async (_, command) => {
    const error = await east.send(command() as GetBucketTaggingCommand).catch((caught: unknown) => caught);
    const { $metadata, $response } = error as {
      $metadata: { httpStatusCode: number };
      $response: { headers: Record<string, string> };
    };
    expect($metadata.httpStatusCode).toBe(301);
    expect($response.headers['x-amz-bucket-region']).toBe('eu-west-1');
  });

  it('says PermanentRedirect, which the SDK follows if it is told to', async () => {
    const error = await sdkError(east.send(new GetBucketVersioningCommand({ Bucket: 'alpha' })));
    expect(error.code).toBe('PermanentRedirect');
    const following = new S3Client({ ...sdkConfig(server), followRegionRedirects: true });
    expect((await following.send(new GetBucketVersioningCommand({ Bucket: 'alpha' }))).Status).toBe('Enabled');
  });

  it('says AuthorizationHeaderMalformed when the bucket stands in the host', async () => {
    const hosted = new S3Client(sdkConfig(server));
    hosted.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { path: string; headers: Record<string, string> };
        request.path = '/';
        request.headers['host'] = 'alpha.s3.us-east-1.amazonaws.com';
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );
    const error = await sdkError(hosted.send(new GetBucketVersioningCommand({ Bucket: 'alpha' })));
    expect(error).toMatchObject({ code: 'AuthorizationHeaderMalformed', status: 400 });
    expect(error.message).toContain("the region 'us-east-1' is wrong; expecting 'eu-west-1'");
  });
});

describe('tags', () => {
  const put = (TagSet: Tag[], Bucket = 'zebra') =>
    east.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  const get = async (Bucket = 'zebra') => (await east.send(new GetBucketTaggingCommand({ Bucket }))).TagSet;

  it('reads what the estate has, whatever the text', async () => {
    expect(await get('odd')).toEqual([
      { Key: '__proto__', Value: '<&>"' },
      { Key: 'emoji', Value: '🌬 𝒳' },
    ]);
  });

  it('replaces the whole set and removes it', async () => {
    await put([
      { Key: 'Project', Value: 'shop + café' },
      { Key: '__proto__', Value: '' },
    ]);
    expect(await get()).toEqual([
      { Key: 'Project', Value: 'shop + café' },
      { Key: '__proto__', Value: '' },
    ]);
    await east.send(new DeleteBucketTaggingCommand({ Bucket: 'zebra' }));
    expect(await sdkError(get())).toMatchObject({ code: 'NoSuchTagSet', status: 404 });
  });

  it.each([
    [
      'the same key twice',
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      'InvalidTag',
    ],
    ["AWS's own prefix", [{ Key: 'aws:x', Value: '1' }], 'InvalidTag'],
    ['an empty key', [{ Key: '', Value: '1' }], 'InvalidTag'],
    ['a key with other characters', [{ Key: 'a<b', Value: '1' }], 'InvalidTag'],
    ['a value that is too long', [{ Key: 'a', Value: 'x'.repeat(257) }], 'InvalidTag'],
    ['too many', Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })), 'BadRequest'],
  ])('refuses %s and keeps the old ones', async (_, tags, code) => {
    expect(await sdkError(put(tags))).toMatchObject({ code, status: 400 });
    expect(await get()).toEqual([{ Key: 'Owner', Value: 'ana' }]);
  });

  it('shows new tags late under eventual reads', async () => {
    await underFault(server, { kind: 'eventual_reads', delay_ms: 5_000 }, () =>
      put([{ Key: 'Owner', Value: 'ben' }]).then(() => undefined),
    );
    expect(await get()).toEqual([{ Key: 'Owner', Value: 'ana' }]);
    server.world.clock.advance(5_000);
    expect(await get()).toEqual([{ Key: 'Owner', Value: 'ben' }]);
  });
});

describe('CreateBucket and DeleteBucket', () => {
  const create = (client: S3Client, Bucket: string, constraint?: string) =>
    client.send(
      new CreateBucketCommand({
        Bucket,
        ...(constraint === undefined
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint: constraint as 'eu-west-1' } }),
      }),
    );

  it('creates where the request is signed for, and removes', async () => {
    expect((await create(ireland, 'fresh', 'eu-west-1')).Location).toBe('http://fresh.s3.amazonaws.com/');
    expect(server.world.estate.buckets.get('fresh')?.region).toBe('eu-west-1');
    await ireland.send(new DeleteBucketCommand({ Bucket: 'fresh' }));
    expect(await names(ireland, { Prefix: 'fresh' })).toEqual([]);
  });

  it('creates with tags', async () => {
    const tags = [{ Key: 'Owner', Value: 'ana' }];
    await east.send(new CreateBucketCommand({ Bucket: 'fresh', CreateBucketConfiguration: { Tags: tags } }));
    expect((await east.send(new GetBucketTaggingCommand({ Bucket: 'fresh' }))).TagSet).toEqual(tags);
  });

  it('lets the owner create again in us-east-1, and only there', async () => {
    await create(east, 'zebra');
    expect((await east.send(new GetBucketTaggingCommand({ Bucket: 'zebra' }))).TagSet).toHaveLength(1);
    expect(await sdkError(create(ireland, 'alpha', 'eu-west-1'))).toMatchObject({
      code: 'BucketAlreadyOwnedByYou',
      status: 409,
    });
  });

  it.each([
    ['us-east-1', 'fresh', 'eu-west-1', 'IllegalLocationConstraintException'],
    ['us-east-1', 'fresh', 'us-east-1', 'InvalidLocationConstraint'],
    ['us-east-1', 'fresh', 'mars-1', 'InvalidLocationConstraint'],
    ['us-east-1', 'no', undefined, 'InvalidBucketName'],
    ['us-east-1', 'Upper.Case', undefined, 'InvalidBucketName'],
    ['us-east-1', 'two..dots', undefined, 'InvalidBucketName'],
    ['us-east-1', '192.168.5.4', undefined, 'InvalidBucketName'],
  ])('in %s refuses %s with constraint %s', async (region, bucket, constraint, code) => {
    const error = await sdkError(create(region === 'us-east-1' ? east : ireland, bucket, constraint));
    expect(error).toMatchObject({ code, status: 400 });
    expect(server.world.estate.buckets.has(bucket)).toBe(false);
  });

  it('removes no bucket with objects in it', async () => {
    const west = new S3Client(sdkConfig(server, 'us-west-2'));
    const error = await sdkError(west.send(new DeleteBucketCommand({ Bucket: 'alpine' })));
    expect(error).toMatchObject({ code: 'BucketNotEmpty', status: 409 });
  });

  it('shows a new bucket late under eventual reads', async () => {
    await underFault(server, { kind: 'eventual_reads', delay_ms: 5_000 }, () =>
      create(east, 'fresh').then(() => undefined),
    );
    expect(await names(east)).not.toContain('fresh');
    server.world.clock.advance(5_000);
    expect(await names(east)).toContain('fresh');
  });
});

describe('settings', () => {
  it('answers versioning, encryption and the public access block', async () => {
    const ask = { Bucket: 'alpha' };
    expect((await ireland.send(new GetBucketVersioningCommand(ask))).Status).toBe('Enabled');
    const encryption = await ireland.send(new GetBucketEncryptionCommand(ask));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
    ]);
    const block = await ireland.send(new GetPublicAccessBlockCommand(ask));
    expect(block.PublicAccessBlockConfiguration?.RestrictPublicBuckets).toBe(true);
    expect((await east.send(new GetBucketVersioningCommand({ Bucket: 'zebra' }))).Status).toBeUndefined();
    const west = new S3Client(sdkConfig(server, 'us-west-2'));
    const error = await sdkError(west.send(new GetPublicAccessBlockCommand({ Bucket: 'alpine' })));
    expect(error).toMatchObject({ code: 'NoSuchPublicAccessBlockConfiguration', status: 404 });
  });
});

describe('errors', () => {
  const tagging = () => east.send(new GetBucketTaggingCommand({ Bucket: 'zebra' }));

  it('knows no bucket but its own', async () => {
    const call = east.send(new GetBucketTaggingCommand({ Bucket: 'nobody' }));
    expect(await sdkError(call)).toMatchObject({ code: 'NoSuchBucket', status: 404 });
    const head = east.send(new HeadBucketCommand({ Bucket: 'nobody' }));
    expect(await sdkError(head)).toMatchObject({ status: 404 });
    const foreign = east.send(new GetBucketTaggingCommand({ Bucket: 'zebra', ExpectedBucketOwner: '111111111111' }));
    expect(await sdkError(foreign)).toMatchObject({ code: 'AccessDenied', status: 403 });
  });

  it.each([
    ['throttle', { kind: 'throttle', capacity: 0, refill_per_second: 0 }, 'SlowDown', 503],
    ['deny', { kind: 'deny' }, 'AccessDenied', 403],
    ['expired_credentials', { kind: 'expired_credentials' }, 'ExpiredToken', 400],
    ['error', { kind: 'error' }, 'InternalError', 500],
  ] as const)('says %s in its own words', async (_, fault, code, status) => {
    await underFault(server, { ...fault, service: 's3', operation: 'GetBucketTagging' }, async () => {
      expect(await sdkError(tagging())).toMatchObject({ code, status });
    });
  });

  it('refuses a body that is not the one that its headers speak of, and XML that is none', async () => {
    const send = (replace: (request: { body: string; headers: Record<string, string> }) => void) => {
      const client = new S3Client(sdkConfig(server));
      client.middlewareStack.add(
        (next) => (args) => {
          replace(args.request as { body: string; headers: Record<string, string> });
          return next(args);
        },
        { step: 'build', priority: 'low' },
      );
      return client.send(new PutBucketTaggingCommand({ Bucket: 'zebra', Tagging: { TagSet: [] } }));
    };
    const checksum = 'x-amz-checksum-crc32';
    const bad = send(({ headers }) => Object.assign(headers, { [checksum]: 'AAAAAA==' }));
    expect(await sdkError(bad)).toMatchObject({ code: 'BadDigest', status: 400 });
    const missing = send(({ headers }) => delete headers[checksum]);
    expect(await sdkError(missing)).toMatchObject({ code: 'InvalidRequest', status: 400 });
    for (const body of ['<Tagging><TagSet>', '<Other/>', '<Tagging/>', 'text']) {
      const malformed = send((request) => {
        delete request.headers[checksum];
        Object.assign(request.headers, {
          'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=',
          'content-length': String(body.length),
        });
        request.body = body;
      });
      expect(await sdkError(malformed), body).toMatchObject({ code: 'MalformedXML', status: 400 });
    }
  });

  it('does not know what it does not serve', async () => {
    const acl = east.send(new GetBucketAclCommand({ Bucket: 'zebra' }));
    expect(await sdkError(acl)).toMatchObject({ code: 'MethodNotAllowed', status: 405 });
  });

  it('answers nothing to a stranger', async () => {
    const response = await fetch(`${server.url}/zebra?tagging`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>AccessDenied</Code>');
  });
});
