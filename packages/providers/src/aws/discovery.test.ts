import { globalRegion, type CloudProvider } from '@tradewind/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { composePolicies } from '../call-policy/provider-call.ts';
import { listAll, newContext } from '../contract/test-support/contract-session.ts';
import { HurriedClock } from '../contract/test-support/hurried-clock.ts';
import { createAwsProvider } from './index.ts';
import {
  callerIdentity,
  describeVolumes,
  ec2Error,
  queryError,
  startAnsweringServer,
  type ReceivedRequest,
  type ScriptedAnswer,
} from './test-support/scripted-server.ts';
import { toSettings } from './test-support/settings.ts';

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
});
afterEach(() => vi.unstubAllEnvs());

function connect(url: string): CloudProvider {
  return createAwsProvider(toSettings(url), { policy: composePolicies(), clock: new HurriedClock() });
}

/** The region that a request was signed for. */
function regionOf({ headers }: ReceivedRequest): string | undefined {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
}

test('the account is asked for while the resources are', async () => {
  const together = Promise.withResolvers<void>();
  let waiting = 0;
  // Answers nobody before both are there: one after the other would wait for ever.
  await using server = await startAnsweringServer(async ({ body }): Promise<ScriptedAnswer> => {
    waiting += 1;
    if (waiting === 2) together.resolve();
    await together.promise;
    return body.get('Action') === 'GetCallerIdentity' ? callerIdentity : describeVolumes('vol-1');
  });
  const provider = connect(server.url);
  const { resources } = await listAll(provider, { region: 'eu-west-1', resourceType: 'ebs_volume' });
  expect(resources).toMatchObject([{ nativeId: 'vol-1', account: '123456789012', region: 'eu-west-1' }]);
  expect(server.received.map(regionOf)).toEqual(['eu-west-1', 'eu-west-1']);
  provider.close();
});

test('a region without resources needs no account', async () => {
  await using server = await startAnsweringServer(({ body }) =>
    body.get('Action') === 'GetCallerIdentity' ? { hang: true } : describeVolumes(),
  );
  const provider = connect(server.url);
  expect(await listAll(provider, { region: 'eu-west-1', resourceType: 'ebs_volume' })).toMatchObject({ resources: [] });
  provider.close();
});

test.each([
  [undefined, 'us-east-1'],
  ['eu-west-1', 'eu-west-1'],
  ['cn-north-1', 'cn-north-1'],
  ['us-gov-west-1', 'us-gov-west-1'],
  ['me-south-1', 'us-east-1'],
])('with AWS_REGION=%s, what belongs to no region is asked in %s', async (configured, home) => {
  vi.stubEnv('AWS_REGION', configured);
  await using server = await startAnsweringServer(() => callerIdentity);
  const provider = connect(server.url);
  expect(await provider.discovery.readIdentity(newContext())).toEqual({
    account: '123456789012',
    principal: 'arn:aws:iam::123456789012:user/ana',
  });
  const buckets = listAll(provider, { region: globalRegion, resourceType: 's3' });
  await expect(buckets).rejects.toMatchObject({ malformed: true });
  expect(new Set(server.received.map(regionOf))).toEqual(new Set([home]));
  provider.close();
});

test('regions are listed with whether the account may use them', async () => {
  const item = (name: string, status: string): string =>
    `<item><regionName>${name}</regionName><optInStatus>${status}</optInStatus></item>`;
  const items = [
    item('us-east-1', 'opt-in-not-required'),
    item('af-south-1', 'not-opted-in'),
    item('me-south-1', 'opted-in'),
  ];
  await using server = await startAnsweringServer(() => ({
    body: `<DescribeRegionsResponse><regionInfo>${items.join('')}</regionInfo></DescribeRegionsResponse>`,
  }));
  const provider = connect(server.url);
  expect(await provider.discovery.listRegions(newContext())).toEqual([
    { name: 'us-east-1', enabled: true },
    { name: 'af-south-1', enabled: false },
    { name: 'me-south-1', enabled: true },
  ]);
  expect(server.received[0]?.body.get('AllRegions')).toBe('true');
  provider.close();
});

test('the permission to list regions is named when it is missing', async () => {
  await using server = await startAnsweringServer(() => ec2Error(403, 'UnauthorizedOperation'));
  const provider = connect(server.url);
  await expect(provider.discovery.listRegions(newContext())).rejects.toMatchObject({
    code: 'forbidden',
    permission: 'ec2:DescribeRegions',
  });
  provider.close();
});

describe('classic load balancers, which an older API serves', () => {
  /** The newer API knows none; the older one answers this. */
  const listWith = async (classic: ScriptedAnswer): Promise<unknown> => {
    await using server = await startAnsweringServer(({ body }): ScriptedAnswer => {
      const action = body.get('Action');
      if (action === 'GetCallerIdentity') return callerIdentity;
      if (body.get('Version') === '2012-06-01') return classic;
      const list = action === 'DescribeTargetGroups' ? '<TargetGroups/>' : '<LoadBalancers/>';
      return { body: `<${action}Response><${action}Result>${list}</${action}Result></${action}Response>` };
    });
    const provider = connect(server.url);
    try {
      return await listAll(provider, { region: 'eu-west-1', resourceType: 'load_balancer' });
    } finally {
      provider.close();
    }
  };

  test('are none where it is not offered', async () => {
    expect(await listWith(queryError(400, 'InvalidAction'))).toMatchObject({ resources: [], problems: [] });
  });

  test('are not said to be none when something in between has no such page', async () => {
    await expect(listWith({ status: 404, body: '<html>nginx</html>' })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

test('a bucket of another region than the home region is asked where it lies', async () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  const elsewhere = { 'x-amz-bucket-region': 'us-west-2', 'content-type': 'application/xml' };
  const moved = '<Error><Code>PermanentRedirect</Code><Message>ask the other endpoint</Message></Error>';
  await using server = await startAnsweringServer((request) =>
    regionOf(request) === 'us-west-2'
      ? { body: '<LocationConstraint>us-west-2</LocationConstraint>' }
      : { status: 301, headers: elsewhere, body: moved },
  );
  const provider = connect(server.url);
  const ref = { region: globalRegion, resourceType: 's3', nativeId: 'far-away' };
  // Only the location is scripted: the tags that are read next are not what they should be.
  await expect(provider.tagging?.setTags(ref, { a: 'b' }, newContext())).rejects.toThrow(/GetBucketTagging/);
  expect(server.received.map(regionOf).slice(0, 2)).toEqual(['eu-west-1', 'us-west-2']);
  provider.close();
});
