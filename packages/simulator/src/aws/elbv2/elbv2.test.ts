import {
  AddTagsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RemoveTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { sdkConfig, sdkError } from '../../test-support/sdk-config.ts';
import { startTestServer, underFault } from '../../test-support/start-test-server.ts';

const estate = `
aws:
  regions:
    us-east-1:
      instances:
        - { name: web-1, type: m5.large }
        - { name: web-2, type: m5.large, state: stopped }
        - { name: web-3, type: m5.large }
      target_groups:
        - { name: web, targets: [{ id: web-1 }, { id: web-2 }, { id: web-3, health: unhealthy }] }
        - { name: spare, targets: [{ id: web-1 }] }
        - { name: empty, protocol: TCP, port: 443 }
        - { name: handler, target_type: lambda }
      load_balancers:
        - name: shop
          listeners: [{ port: 443, protocol: HTTPS, target_group: web }, { port: 80, protocol: HTTP }]
          created_at: 2026-01-02T03:04:05Z
          tags: { Owner: ana }
        - { name: ingest, type: network, scheme: internal, listeners: [{ port: 443, protocol: TCP, target_group: empty }] }
        - { name: inspection, type: gateway }
`;

let server: SimulatorServer;
let client: ElasticLoadBalancingV2Client;

beforeAll(async () => {
  server = await startTestServer(estate);
  client = new ElasticLoadBalancingV2Client(sdkConfig(server));
});
afterAll(() => server.stop());
beforeEach(() => server.world.reset());

const loadBalancers = async (input: ConstructorParameters<typeof DescribeLoadBalancersCommand>[0] = {}) =>
  (await client.send(new DescribeLoadBalancersCommand(input))).LoadBalancers ?? [];
const arnOf = async (name: string) => (await loadBalancers({ Names: [name] }))[0]?.LoadBalancerArn ?? '';
const targetGroups = async (input: ConstructorParameters<typeof DescribeTargetGroupsCommand>[0] = {}) =>
  (await client.send(new DescribeTargetGroupsCommand(input))).TargetGroups ?? [];
const groupArnOf = async (name: string) => (await targetGroups({ Names: [name] }))[0]?.TargetGroupArn ?? '';

describe('DescribeLoadBalancers', () => {
  it('answers the three types in their own forms', async () => {
    const [shop, ingest, inspection] = await loadBalancers();
    expect(shop).toMatchObject({
      LoadBalancerName: 'shop',
      Type: 'application',
      Scheme: 'internet-facing',
      State: { Code: 'active' },
      CreatedTime: new Date('2026-01-02T03:04:05Z'),
    });
    expect(shop?.LoadBalancerArn).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/shop\/[0-9a-f]{16}$/,
    );
    expect(shop?.SecurityGroups).toHaveLength(1);
    expect(shop?.AvailabilityZones?.map(({ ZoneName }) => ZoneName)).toEqual([
      'us-east-1a',
      'us-east-1b',
      'us-east-1c',
    ]);
    expect(ingest).toMatchObject({ Type: 'network', Scheme: 'internal' });
    expect(ingest).not.toHaveProperty('SecurityGroups');
    expect(inspection).toMatchObject({ Type: 'gateway' });
    expect(inspection).not.toHaveProperty('DNSName');
  });

  it('pages to the end', async () => {
    const names: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await client.send(new DescribeLoadBalancersCommand({ PageSize: 2, Marker }));
      names.push(...(page.LoadBalancers ?? []).map(({ LoadBalancerName }) => LoadBalancerName));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(names).toEqual(['shop', 'ingest', 'inspection']);
  });

  it.each([
    ['an unknown name', { Names: ['shop', 'nobody'] }, 'LoadBalancerNotFoundException'],
    ['a page of none', { PageSize: 0 }, 'ValidationError'],
    ['a page that is too large', { PageSize: 401 }, 'ValidationError'],
    ['a marker of its own making', { Marker: 'x' }, 'ValidationError'],
    ['names and ARNs together', { Names: ['shop'], LoadBalancerArns: ['arn:aws:x'] }, 'ValidationError'],
  ])('refuses %s', async (_, input, code) => {
    expect(await sdkError(loadBalancers(input))).toMatchObject({ code, status: 400 });
  });
});

it('takes a marker only for the operation and region that gave it', async () => {
  const { NextMarker: Marker } = await client.send(new DescribeLoadBalancersCommand({ PageSize: 1 }));
  expect(await loadBalancers({ Marker })).toHaveLength(2);
  const ireland = new ElasticLoadBalancingV2Client(sdkConfig(server, 'eu-west-1'));
  for (const call of [targetGroups({ Marker }), ireland.send(new DescribeLoadBalancersCommand({ Marker }))]) {
    expect(await sdkError(call)).toMatchObject({ code: 'ValidationError', status: 400 });
  }
});

describe('listeners and target groups', () => {
  it('leads from a load balancer to its targets', async () => {
    const shop = await arnOf('shop');
    const { Listeners } = await client.send(new DescribeListenersCommand({ LoadBalancerArn: shop }));
    const webArn = await groupArnOf('web');
    expect(Listeners?.map(({ Port, DefaultActions }) => [Port, DefaultActions?.[0]?.Type])).toEqual([
      [443, 'forward'],
      [80, 'fixed-response'],
    ]);
    expect(Listeners?.[0]?.DefaultActions?.[0]?.TargetGroupArn).toBe(webArn);
    const groups = await targetGroups({ LoadBalancerArn: shop });
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ TargetGroupName: 'web', LoadBalancerArns: [shop], HealthCheckPath: '/' });
    const first = Listeners?.[0]?.ListenerArn ?? '';
    const byArn = await client.send(new DescribeListenersCommand({ ListenerArns: [first] }));
    expect(byArn.Listeners?.map(({ ListenerArn }) => ListenerArn)).toEqual([first]);
  });

  it('answers the forms of groups', async () => {
    const [, , empty, handler] = await targetGroups();
    expect(empty).toMatchObject({ Protocol: 'TCP', Port: 443, HealthCheckProtocol: 'TCP' });
    expect(empty).not.toHaveProperty('Matcher');
    expect(handler).toMatchObject({ TargetType: 'lambda', HealthCheckEnabled: false, LoadBalancerArns: [] });
    expect(handler).not.toHaveProperty('Port');
  });

  it('answers health by what the targets are', async () => {
    const healthOf = async (name: string) => {
      const command = new DescribeTargetHealthCommand({ TargetGroupArn: await groupArnOf(name) });
      const { TargetHealthDescriptions } = await client.send(command);
      return TargetHealthDescriptions?.map(({ TargetHealth }) => [TargetHealth?.State, TargetHealth?.Reason]);
    };
    expect(await healthOf('web')).toEqual([
      ['healthy', undefined],
      ['unused', 'Target.InvalidState'],
      ['unhealthy', 'Target.FailedHealthChecks'],
    ]);
    expect(await healthOf('spare')).toEqual([['unused', 'Target.NotInUse']]);
    expect(await healthOf('empty')).toEqual([]);
  });

  it('knows no group, listener or target but its own', async () => {
    const web = await groupArnOf('web');
    const errors = [
      client.send(new DescribeTargetHealthCommand({ TargetGroupArn: `${web}x` })),
      client.send(new DescribeTargetHealthCommand({ TargetGroupArn: web, Targets: [{ Id: 'i-none' }] })),
      targetGroups({ Names: ['nobody'] }),
      targetGroups({ LoadBalancerArn: 'arn:aws:nobody' }),
      client.send(new DescribeListenersCommand({ ListenerArns: ['arn:aws:nobody'] })),
      client.send(new DescribeListenersCommand({})),
    ].map(sdkError);
    expect((await Promise.all(errors)).map(({ code }) => code)).toEqual([
      'TargetGroupNotFoundException',
      'InvalidTargetException',
      'TargetGroupNotFoundException',
      'LoadBalancerNotFoundException',
      'ListenerNotFoundException',
      'ValidationError',
    ]);
  });
});

describe('tags', () => {
  const tagsOf = async (arn: string) =>
    (await client.send(new DescribeTagsCommand({ ResourceArns: [arn] }))).TagDescriptions?.[0]?.Tags;

  it('adds, replaces and removes', async () => {
    const [shop, web] = [await arnOf('shop'), await groupArnOf('web')];
    const Tags = [
      { Key: 'Owner', Value: 'ben' },
      { Key: '__proto__', Value: '' },
    ];
    await client.send(new AddTagsCommand({ ResourceArns: [shop, web], Tags }));
    expect(await tagsOf(shop)).toEqual(Tags);
    expect(await tagsOf(web)).toEqual(Tags);
    await client.send(new RemoveTagsCommand({ ResourceArns: [shop], TagKeys: ['Owner', 'not-there'] }));
    expect(await tagsOf(shop)).toEqual([{ Key: '__proto__', Value: '' }]);
  });

  it('changes nothing when one of several is not there', async () => {
    const shop = await arnOf('shop');
    const call = client.send(
      new AddTagsCommand({ ResourceArns: [shop, `${shop}x`], Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    expect(await sdkError(call)).toMatchObject({ code: 'LoadBalancerNotFoundException', status: 400 });
    expect(await tagsOf(shop)).toEqual([{ Key: 'Owner', Value: 'ana' }]);
  });

  it.each([
    ['the same key twice', [{ Key: 'a' }, { Key: 'a' }], 'DuplicateTagKeysException'],
    ['more than 50', Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}` })), 'TooManyTagsException'],
    ["AWS's own prefix", [{ Key: 'aws:a' }], 'ValidationError'],
  ])('refuses %s', async (_, Tags, code) => {
    const call = client.send(new AddTagsCommand({ ResourceArns: [await arnOf('shop')], Tags }));
    expect(await sdkError(call)).toMatchObject({ code, status: 400 });
  });

  it('describes 20 resources at most', async () => {
    const shop = await arnOf('shop');
    const ResourceArns = Array.from({ length: 21 }, () => shop);
    const call = client.send(new DescribeTagsCommand({ ResourceArns }));
    expect(await sdkError(call)).toMatchObject({ code: 'ValidationError', status: 400 });
  });
});

describe('errors', () => {
  it.each([
    ['throttle', { kind: 'throttle', capacity: 0, refill_per_second: 0 }, 'Throttling', 400],
    ['deny', { kind: 'deny' }, 'AccessDenied', 403],
    ['expired_credentials', { kind: 'expired_credentials' }, 'ExpiredToken', 403],
    ['error', { kind: 'error' }, 'InternalFailure', 500],
  ] as const)('says %s in its own words', async (_, fault, code, status) => {
    await underFault(server, { ...fault, service: 'elasticloadbalancing' }, async () => {
      expect(await sdkError(loadBalancers())).toMatchObject({ code, status });
    });
  });
});
