import type { ResourceDto } from '@tradewind/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestInventory, type TestInventory } from '../../test-support/test-inventory.ts';

async function idsOf(inventory: TestInventory, query: Record<string, unknown> = {}): Promise<readonly string[]> {
  const { resources } = await inventory.client.listResources({ query });
  return resources.map(({ resource_id: id }) => id);
}

function sampleScan(inventory: TestInventory): void {
  inventory.scan('2026-11-01T00:00:00Z', [
    {
      type: 'ec2',
      region: 'us-east-1',
      resources: [
        { id: 'i-1', name: 'web', tags: { Environment: 'production', Owner: 'me' }, createdAt: '2026-10-01T00:00:00Z' },
        { id: 'i-2', status: 'stopped', tags: { Environment: 'test' } },
      ],
    },
    { type: 'ec2', region: 'eu-west-1', resources: [{ id: 'i-3' }] },
    {
      type: 's3',
      region: 'global',
      resources: [{ id: 'bucket', status: 'active', attributes: { location: 'eu-west-1' } }],
    },
    {
      type: 'ebs_volume',
      region: 'us-east-1',
      resources: [{ id: 'vol-1', tags: { Environment: 'production' } }],
      connection: 'other',
      account: '999',
    },
  ]);
}

const configuration = 'connections: [{name: aws, provider: aws}, {name: other, provider: aws}]';

describe('filters', () => {
  let inventory: TestInventory;
  beforeAll(async () => {
    inventory = await openTestInventory({ configuration });
    sampleScan(inventory);
  });
  afterAll(() => inventory[Symbol.asyncDispose]());

  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['nothing: everything, by uid', {}, ['i-3', 'bucket', 'i-1', 'i-2', 'vol-1']],
    ['by type id', { type: 'ec2' }, ['i-3', 'i-1', 'i-2']],
    ['by display name', { type: 'EC2,S3' }, ['i-3', 'bucket', 'i-1', 'i-2']],
    ['by provider', { provider: ['AWS'] }, ['i-3', 'bucket', 'i-1', 'i-2', 'vol-1']],
    ['by another provider', { provider: 'azure' }, []],
    ['by region', { region: ['us-east-1', 'global'] }, ['bucket', 'i-1', 'i-2', 'vol-1']],
    ['by status', { status: 'stopped' }, ['i-2']],
    ['by connection', { connection: 'other' }, ['vol-1']],
    ['by selector', { selector: 'aws/us-*' }, ['i-1', 'i-2', 'vol-1']],
    ['without what a selector excludes', { selector: ['aws/*', '!aws/us-east-1'] }, ['i-3', 'bucket']],
    ['by tag', { tag: 'Owner' }, ['i-1']],
    ['by a tag and its value', { tag: 'Environment=production' }, ['i-1', 'vol-1']],
    ['by a tag that is missing', { tag: '!Environment' }, ['i-3', 'bucket']],
    ['by several tags', { tag: ['Environment=production', '!Owner'] }, ['vol-1']],
    ['by all of it', { type: 'ec2', region: 'us-east-1', tag: 'Environment', status: 'running' }, ['i-1']],
    ['by the id of the provider', { resource_id: 'i-2' }, ['i-2']],
    ['by a known region without resources', { region: 'ap-south-1' }, []],
  ])('select %s', async (_, query, expected) => {
    expect(await idsOf(inventory, query)).toEqual(expected);
    expect((await inventory.client.listResources({ query: { ...query, limit: 1 } })).total).toBe(expected.length);
    // The same in the past as in the present.
    expect(await idsOf(inventory, { ...query, at: '2026-11-02T00:00:00.000Z' })).toEqual(expected);
  });

  it.each<[Record<string, unknown>, string, readonly string[]]>([
    [{ type: 'EC3' }, 'unknown_name', ['unknown type "EC3"; did you mean EC2?']],
    [{ region: 'us-esat-1' }, 'unknown_name', ['unknown region "us-esat-1"; did you mean us-east-1?']],
    [{ provider: 'asure' }, 'unknown_name', ['unknown provider "asure"; did you mean Azure?']],
    [{ status: 'runing' }, 'unknown_name', ['unknown status "runing"; did you mean running?']],
    [{ connection: 'othr' }, 'unknown_name', ['unknown connection "othr"; did you mean other?']],
    [{ type: 'nonsense', region: 'x' }, 'unknown_name', ['unknown type "nonsense"', 'unknown region "x"']],
    [{ tag: '!' }, 'invalid_request', ['"!" names no tag: write key, key=value or !key']],
    [
      { limit: 0, colour: 'red' },
      'invalid_request',
      ['unknown parameter "colour"', 'Too small: expected number to be >=1'],
    ],
    [{ statle: 'true' }, 'invalid_request', ['unknown parameter "statle"; did you mean stale?']],
    [
      { cursor: 'bm9uc2Vuc2U' },
      'invalid_request',
      ['this is not the `next_cursor` of a page; leave it out to start at the beginning'],
    ],
    [{ at: 'yesterday' }, 'invalid_request', ['Invalid ISO datetime']],
  ])('refuses %j', async (query, code, messages) => {
    await expect(inventory.client.listResources({ query })).rejects.toMatchObject({
      problem: { code, problems: messages.map((message) => expect.objectContaining({ message }) as object) },
    });
  });
});

describe('listing resources', () => {
  it('answers them in the documented shape', async () => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-01T00:00:00Z', [
      {
        type: 'ec2',
        region: 'us-east-1',
        resources: [
          {
            id: 'i-1',
            name: 'web',
            status: 'stopped',
            providerStatus: 'stopped',
            tags: { Owner: 'me' },
            createdAt: '2026-10-01T02:00:00+02:00',
            attributes: { machine_type: 't3.micro' },
          },
        ],
      },
    ]);
    const page = await inventory.client.listResources();
    expect(page).toEqual({
      total: 1,
      next_cursor: null,
      resources: [
        {
          uid: 'aws/123456789012/us-east-1/ec2/i-1',
          provider: 'AWS',
          resource_type: 'EC2',
          resource_id: 'i-1',
          region: 'us-east-1',
          status: 'stopped',
          tags: { Owner: 'me' },
          created_at: '2026-10-01T00:00:00.000Z',
          name: 'web',
          provider_id: 'aws',
          type_id: 'ec2',
          kind: 'instance',
          service_type: 'compute',
          account: '123456789012',
          connection: 'aws',
          provider_status: 'stopped',
          attributes: { machine_type: 't3.micro' },
          first_seen_at: '2026-11-01T00:00:01.000Z',
          changed_at: '2026-11-01T00:00:01.000Z',
          seen_at: '2026-11-01T00:00:01.000Z',
          stale: false,
        },
      ] satisfies ResourceDto[],
    });
  });

  it('refuses a selector that fits nothing known', async () => {
    await using inventory = await openTestInventory();
    await expect(inventory.client.listResources({ query: { selector: 'aws/us-esat-1' } })).rejects.toMatchObject({
      problem: { code: 'unknown_name', detail: expect.stringContaining('did you mean us-east-1?') as string },
    });
  });
});

describe('pages', () => {
  it('hold everything once, whatever their size, in the order of uids', async () => {
    const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'] as const;
    const ids = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(ids, ids, ids),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (found, limit, past) => {
          await using inventory = await openTestInventory();
          const units = regions.map((region, index) => ({
            type: 'ec2',
            region,
            resources: (found[index] ?? []).map((id) => ({ id, tags: { [id]: id } })),
          }));
          inventory.scan('2026-11-01T00:00:00Z', units);
          const seen: string[] = [];
          let cursor: string | null = null;
          do {
            const query = {
              limit,
              ...(cursor !== null && { cursor }),
              ...(past && { at: '2026-11-19T00:00:00.000Z' }),
            };
            const page = await inventory.client.listResources({ query });
            expect(page.total).toBe(found.flat().length);
            seen.push(...page.resources.map(({ uid }) => uid));
            cursor = page.next_cursor;
          } while (cursor !== null);
          const expected = regions.flatMap((region, index) =>
            (found[index] ?? []).map((id) => `aws/123456789012/${region}/ec2/${id}`),
          );
          expect(seen).toEqual(expected.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('tags', () => {
  it('of any key come back as they were and can be asked for', async () => {
    const tags = Object.fromEntries([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', ''],
      ['a=b', 'c=d'],
      ['!not', 'x'],
      ['back\\slash', 'y'],
      ['with, comma', 'z'],
    ]) as Record<string, string>;
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-01T00:00:00Z', [
      { type: 'ec2', region: 'us-east-1', resources: [{ id: 'i-1', tags }, { id: 'i-2' }] },
    ]);
    const { resources } = await inventory.client.listResources();
    expect(new Map(Object.entries(resources[0]!.tags))).toEqual(new Map(Object.entries(tags)));
    const conditions = [
      '__proto__',
      '__proto__=a',
      'constructor=b',
      'toString=',
      'a\\=b',
      'a\\=b=c=d',
      '\\!not=x',
      'back\\\\slash=y',
      'with, comma=z',
    ];
    for (const tag of conditions) {
      expect([tag, await idsOf(inventory, { tag })]).toEqual([tag, ['i-1']]);
      expect([tag, await idsOf(inventory, { tag, at: '2026-11-02T00:00:00.000Z' })]).toEqual([tag, ['i-1']]);
    }
    expect(await idsOf(inventory, { tag: '!__proto__' })).toEqual(['i-2']);
    expect(await idsOf(inventory, { tag: 'hasOwnProperty' })).toEqual([]);
  });

  it('may be ten thousand over every Unicode plane', async () => {
    const entries = Array.from({ length: 10_000 }, (_, index): [string, string] => {
      const plane = index % 17;
      // Planes 0x0 to 0x10, none of the surrogates.
      const codePoint = plane * 0x1_0000 + 0x100 + Math.floor(index / 17);
      return [`${index}${String.fromCodePoint(codePoint)}`, `${String.fromCodePoint(codePoint)}"\\\n`];
    });
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-01T00:00:00Z', [
      { type: 'ec2', region: 'us-east-1', resources: [{ id: 'i-1', tags: Object.fromEntries(entries) }] },
    ]);
    const { resources } = await inventory.client.listResources();
    expect(new Map(Object.entries(resources[0]!.tags))).toEqual(new Map(entries));
    const [key, value] = entries[9_999]!;
    expect(await idsOf(inventory, { tag: `${key}=${value.replaceAll('\\', '\\')}` })).toEqual(['i-1']);
  });
});
