import {
  CreateFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, deviationsBelow, withoutMetadata } from '../../test-support/compare-answers.ts';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';
import { sdkConfig, sdkError, type AwsEndpoint } from '../../test-support/sdk-config.ts';
import { startTestServer } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  regions:
    us-east-1:
      functions:
        - name: golden
          runtime: python3.13
          handler: app.main
          memory_mb: 512
          timeout_seconds: 30
          description: resizes images
          environment: { STAGE: production }
          tags: { Owner: ana }
`;

describe.skipIf(requireCounterpart('aws'))('Lambda with the AWS CLI', () => {
  let server: SimulatorServer;
  beforeAll(async () => {
    server = await startTestServer(estate);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.world.reset());

  const cli = (...args: string[]) => runAwsCli(server, ['lambda', ...args]);

  it('lists and tags', async () => {
    const { json, stderr } = await cli('list-functions', '--page-size', '10');
    const [first] = (json as { Functions: { FunctionArn: string; FunctionName: string }[] }).Functions;
    expect({ name: first?.FunctionName, stderr }).toEqual({ name: 'golden', stderr: '' });
    const arn = first?.FunctionArn ?? '';
    expect((await cli('tag-resource', '--resource', arn, '--tags', 'Project=shop')).exitCode).toBe(0);
    expect((await cli('untag-resource', '--resource', arn, '--tag-keys', 'Owner')).exitCode).toBe(0);
    expect((await cli('list-tags', '--resource', arn)).json).toEqual({ Tags: { Project: 'shop' } });
    const missing = await cli('get-function', '--function-name', 'nobody');
    expect(missing.stderr).toContain(
      '(ResourceNotFoundException) when calling the GetFunction operation: Function not found: ' +
        'arn:aws:lambda:us-east-1:123456789012:function:nobody',
    );
  });
});

describe.skipIf(requireCounterpart('moto_server'))('Lambda beside moto', () => {
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
    const client = new LambdaClient(sdkConfig(endpoint));
    // moto asks IAM for the role, whose protocol needs no more of a client than this.
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const role = { Action: 'CreateRole', Version: '2010-05-08', RoleName: 'lambda', AssumeRolePolicyDocument };
    const authorization = 'AWS4-HMAC-SHA256 Credential=any/20261120/us-east-1/iam/aws4_request';
    await fetch(endpoint.url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(role) });
    await client.send(
      new CreateFunctionCommand({
        FunctionName: 'golden',
        Runtime: 'python3.13',
        Role: 'arn:aws:iam::123456789012:role/lambda',
        Handler: 'app.main',
        MemorySize: 512,
        Timeout: 30,
        Description: 'resizes images',
        Environment: { Variables: { STAGE: 'production' } },
        Tags: { Owner: 'ana' },
        Code: { ZipFile: Buffer.from('no archive') },
      }),
    );
  };

  const ask = async (endpoint: AwsEndpoint) => {
    const client = new LambdaClient(sdkConfig(endpoint));
    const got = await client.send(new GetFunctionCommand({ FunctionName: 'golden' }));
    const resource = { Resource: got.Configuration?.FunctionArn };
    await client.send(new TagResourceCommand({ ...resource, Tags: { Project: 'shop' } }));
    const tagged = await client.send(new ListTagsCommand(resource));
    await client.send(new UntagResourceCommand({ ...resource, TagKeys: ['Owner'] }));
    return {
      Listed: withoutMetadata(await client.send(new ListFunctionsCommand({}))),
      Got: withoutMetadata(got),
      Tagged: withoutMetadata(tagged),
      Untagged: withoutMetadata(await client.send(new ListTagsCommand(resource))),
      Missing: await sdkError(client.send(new GetFunctionCommand({ FunctionName: 'nobody' }))),
    };
  };

  it('answers the same', async () => {
    const lacks = 'AWS answers it, moto does not';
    const deviations = [
      ...deviationsBelow('Listed.Functions[]', ['RevisionId', 'LoggingConfig'], lacks),
      ...deviationsBelow('Got.Configuration', ['RevisionId', 'LoggingConfig'], lacks),
      ...deviationsBelow(
        'Listed.Functions[]',
        ['State', 'LastUpdateStatus'],
        'Lambda answers it only for one function',
      ),
      ...deviationsBelow('Listed.Functions[]', ['Layers'], 'Lambda leaves an empty list out'),
      ...deviationsBelow('Got.Configuration', ['Layers'], 'Lambda leaves an empty list out'),
    ];
    const sameValues = [
      'Listed.Functions[].FunctionArn',
      'Listed.Functions[].Runtime',
      'Listed.Functions[].MemorySize',
      'Listed.Functions[].Environment',
      'Listed.Functions[].Architectures',
      'Listed.Functions[].Version',
      'Got.Configuration.State',
      'Got.Tags',
      'Tagged.Tags',
      'Untagged.Tags',
      'Missing',
    ];
    expect(compareAnswers({ moto: await ask(moto), simulator: await ask(server), deviations, sameValues })).toEqual([]);
  });
});
