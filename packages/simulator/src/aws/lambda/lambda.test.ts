import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { sdkConfig, sdkError } from '../../test-support/sdk-config.ts';
import { startTestServer, underFault } from '../../test-support/start-test-server.ts';

const many = Array.from({ length: 60 }, (_, n) => `        - { name: many-${n} }`);
const estate = `
aws:
  regions:
    us-east-1:
      functions:
        - name: resize
          runtime: python3.13
          memory_mb: 512
          timeout_seconds: 30
          architecture: arm64
          environment: { STAGE: production }
          last_modified_at: 2026-01-02T03:04:05Z
          tags: [{ key: Owner, value: ana }, { key: __proto__, value: '<&>' }]
        - { name: report, package: Image, state: Pending }
    eu-west-1:
      functions:
${many.join('\n')}
`;

let server: SimulatorServer;
let client: LambdaClient;

beforeAll(async () => {
  server = await startTestServer(estate);
  client = new LambdaClient(sdkConfig(server));
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:resize';
const get = (FunctionName: string, Qualifier?: string) =>
  client.send(new GetFunctionCommand({ FunctionName, Qualifier }));

describe('ListFunctions', () => {
  it('answers what the estate has, without the states that Lambda answers only for one function', async () => {
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['resize', 'report']);
    expect(Functions?.[0]).toMatchObject({
      FunctionArn: arn,
      Runtime: 'python3.13',
      MemorySize: 512,
      Timeout: 30,
      Architectures: ['arm64'],
      Environment: { Variables: { STAGE: 'production' } },
      LastModified: '2026-01-02T03:04:05.000+0000',
      PackageType: 'Zip',
      Version: '$LATEST',
    });
    expect(Functions?.[0]).not.toHaveProperty('State');
    expect(Functions?.[1]).toMatchObject({ PackageType: 'Image' });
    expect(Functions?.[1]).not.toHaveProperty('Runtime');
  });

  it('pages by 50 at most, to the end', async () => {
    const ireland = new LambdaClient(sdkConfig(server, 'eu-west-1'));
    const first = await ireland.send(new ListFunctionsCommand({ MaxItems: 1000 }));
    expect(first.Functions).toHaveLength(50);
    const second = await ireland.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
    const names = [...(first.Functions ?? []), ...(second.Functions ?? [])].map(({ FunctionName }) => FunctionName);
    expect({ distinct: new Set(names).size, more: second.NextMarker ?? null }).toEqual({ distinct: 60, more: null });
  });

  it('names the version when all are asked for', async () => {
    const { Functions } = await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    expect(Functions?.[0]?.FunctionArn).toBe(`${arn}:$LATEST`);
  });
});

describe('GetFunction', () => {
  it.each(['resize', arn, `${arn}:$LATEST`, '123456789012:function:resize'])('finds %s', async (name) => {
    const found = await get(name);
    expect(found.Configuration).toMatchObject({
      FunctionName: 'resize',
      State: 'Active',
      LastUpdateStatus: 'Successful',
    });
    expect(Object.entries(found.Tags ?? {})).toEqual([
      ['Owner', 'ana'],
      ['__proto__', '<&>'],
    ]);
    expect(found.Code?.RepositoryType).toBe('S3');
  });

  it('says why a function is not active, and where an image comes from', async () => {
    const found = await get('report');
    expect(found.Configuration).toMatchObject({ State: 'Pending', StateReasonCode: 'Creating' });
    expect(found.Code).toMatchObject({ RepositoryType: 'ECR' });
    expect(found).not.toHaveProperty('Tags');
    const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'report' }));
    expect(configuration).toMatchObject({ FunctionName: 'report', State: 'Pending' });
  });

  it.each([
    ['another name', 'nobody', undefined],
    ['another region', arn.replace('us-east-1', 'eu-west-1'), undefined],
    ['another account', arn.replace('123456789012', '111111111111'), undefined],
    ['a version that was never published', 'resize', '7'],
  ])('does not find %s', async (_, name, qualifier) => {
    expect(await sdkError(get(name, qualifier))).toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
  });
});

describe('tags', () => {
  const tag = (Tags: Record<string, string>, Resource = arn) => client.send(new TagResourceCommand({ Resource, Tags }));
  const list = async (Resource = arn) => (await client.send(new ListTagsCommand({ Resource }))).Tags;

  it('adds, replaces and removes', async () => {
    await tag({ Owner: 'ben', Project: 'shop' });
    await client.send(new UntagResourceCommand({ Resource: arn, TagKeys: ['__proto__', 'not-there'] }));
    expect(await list()).toEqual({ Owner: 'ben', Project: 'shop' });
  });

  it.each([
    ["AWS's own prefix", { 'aws:a': '' }],
    ['more than 50', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, '']))],
  ])('refuses %s', async (_, tags) => {
    expect(await sdkError(tag(tags))).toMatchObject({ code: 'InvalidParameterValueException', status: 400 });
  });

  it('knows no function but its own, and functions only', async () => {
    expect(await sdkError(list(`${arn}x`))).toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
    expect(await sdkError(list(`${arn}:7`))).toMatchObject({ code: 'InvalidParameterValueException', status: 400 });
  });
});

describe('errors', () => {
  it.each([
    ['a page of none', { MaxItems: 0 }],
    ['a marker of its own making', { Marker: 'x' }],
  ])('refuses %s', async (_, input) => {
    const call = client.send(new ListFunctionsCommand(input));
    expect(await sdkError(call)).toMatchObject({ code: 'InvalidParameterValueException', status: 400 });
  });

  it.each([
    ['throttle', { kind: 'throttle', capacity: 0, refill_per_second: 0 }, 'TooManyRequestsException', 429],
    ['deny', { kind: 'deny' }, 'AccessDeniedException', 403],
    ['expired_credentials', { kind: 'expired_credentials' }, 'ExpiredTokenException', 403],
    ['error', { kind: 'error' }, 'ServiceException', 500],
  ] as const)('says %s in its own words', async (_, fault, code, status) => {
    await underFault(server, { ...fault, service: 'lambda', operation: 'ListFunctions' }, async () => {
      expect(await sdkError(client.send(new ListFunctionsCommand({})))).toMatchObject({ code, status });
    });
  });
});
