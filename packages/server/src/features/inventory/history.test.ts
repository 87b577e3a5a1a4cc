import { describe, expect, it } from 'vitest';
import { openTestInventory, type TestInventory, type TestResource } from '../../test-support/test-inventory.ts';

const web: TestResource = {
  id: 'i-web',
  name: 'web',
  status: 'running',
  tags: { Owner: 'me' },
  attributes: { public_ip: '1.2.3.4' },
};
const stoppedWeb: TestResource = { ...web, status: 'stopped', tags: { Owner: 'you' }, attributes: { public_ip: null } };

function scanInstances(
  inventory: TestInventory,
  at: string,
  resources: readonly TestResource[],
  outcome: 'complete' | 'partial' | 'failed' = 'complete',
): string {
  return inventory.scan(at, [{ type: 'ec2', region: 'us-east-1', resources, outcome }]).endedAt;
}

/** web changes on the 2nd, is gone on the 3rd, and back as it was on the 4th. */
function fourDays(inventory: TestInventory): readonly string[] {
  return [
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web, { id: 'i-other' }]),
    scanInstances(inventory, '2026-11-02T00:00:00Z', [stoppedWeb, { id: 'i-other' }]),
    scanInstances(inventory, '2026-11-03T00:00:00Z', [{ id: 'i-other' }, { id: 'i-new' }]),
    scanInstances(inventory, '2026-11-04T00:00:00Z', [web, { id: 'i-other' }, { id: 'i-new' }]),
  ];
}

describe('the history of a resource', () => {
  it('tells every state, oldest first', async () => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    const { resource, history } = await inventory.client.readResource({
      params: { uid: 'aws/123456789012/us-east-1/ec2/i-web' },
    });
    expect(resource).toMatchObject({
      status: 'running',
      first_seen_at: '2026-11-01T00:00:01.000Z',
      changed_at: '2026-11-04T00:00:01.000Z',
    });
    expect(
      history.map((interval) => [interval.valid_from, interval.valid_to, interval.status, interval.scan_id]),
    ).toEqual([
      ['2026-11-01T00:00:01.000Z', '2026-11-02T00:00:01.000Z', 'running', 'scan-1'],
      ['2026-11-02T00:00:01.000Z', '2026-11-03T00:00:01.000Z', 'stopped', 'scan-2'],
      ['2026-11-04T00:00:01.000Z', null, 'running', 'scan-4'],
    ]);
    expect(history[1]).toMatchObject({ tags: { Owner: 'you' }, attributes: { public_ip: null }, name: 'web' });
  });

  it('says that a resource no longer exists', async () => {
    await using inventory = await openTestInventory();
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web]);
    scanInstances(inventory, '2026-11-02T00:00:00Z', []);
    const { resource, history } = await inventory.client.readResource({
      params: { uid: 'aws/123456789012/us-east-1/ec2/i-web' },
    });
    expect(resource).toBeNull();
    expect(history).toHaveLength(1);
  });

  it.each(['my-bucket/with/slashes', 'a b', 'näme', '%2F', '100%', 'arn:aws:x:1/2?a=b#c', '..', '.', '😀'])(
    'is found for the id %j',
    async (id) => {
      await using inventory = await openTestInventory();
      inventory.scan('2026-11-01T00:00:00Z', [{ type: 's3', region: 'global', resources: [{ id }] }]);
      const uid = `aws/123456789012/global/s3/${id}`;
      const { resource } = await inventory.client.readResource({ params: { uid } });
      expect(resource?.uid).toBe(uid);
    },
  );

  it.each([
    'aws/123456789012/us-east-1/ec2/i-none',
    'aws/1/us-east-1/ec2/i-web',
    'nonsense',
    'aws/123456789012/us-east-1/ec2/',
  ])('is not found for %j', async (uid) => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    await expect(inventory.client.readResource({ params: { uid } })).rejects.toMatchObject({
      problem: { code: 'not_found', status: 404 },
    });
  });
});

describe('the inventory at a time', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['2026-10-31T00:00:00.000Z', {}],
    ['2026-11-01T00:00:01.000Z', { 'i-web': 'running', 'i-other': 'running' }],
    ['2026-11-02T00:00:00.999Z', { 'i-web': 'running', 'i-other': 'running' }],
    ['2026-11-02T00:00:01.000Z', { 'i-web': 'stopped', 'i-other': 'running' }],
    ['2026-11-03T12:00:00.000Z', { 'i-new': 'running', 'i-other': 'running' }],
    ['2030-01-01T00:00:00.000Z', { 'i-web': 'running', 'i-new': 'running', 'i-other': 'running' }],
  ])('%s is as it was known then', async (at, expected) => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    const { resources } = await inventory.client.listResources({ query: { at } });
    expect(Object.fromEntries(resources.map(({ resource_id: id, status }) => [id, status]))).toEqual(expected);
  });

  it('says what could not be confirmed then', async () => {
    await using inventory = await openTestInventory();
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web]);
    scanInstances(inventory, '2026-11-02T00:00:00Z', [], 'failed');
    scanInstances(inventory, '2026-11-03T00:00:00Z', [web]);
    const read = async (at: string): Promise<readonly unknown[]> => {
      const { resources } = await inventory.client.listResources({ query: { at } });
      return resources.map(({ stale, seen_at: seenAt }) => [stale, seenAt]);
    };
    expect(await read('2026-11-01T12:00:00.000Z')).toEqual([[false, '2026-11-01T00:00:01.000Z']]);
    expect(await read('2026-11-02T12:00:00.000Z')).toEqual([[true, '2026-11-01T00:00:01.000Z']]);
    expect(await read('2026-11-03T12:00:00.000Z')).toEqual([[false, '2026-11-03T00:00:01.000Z']]);
  });
});

describe('a resource that could not be confirmed', () => {
  it('is stale, seen when it was last confirmed', async () => {
    await using inventory = await openTestInventory();
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web, { id: 'i-other' }]);
    scanInstances(inventory, '2026-11-02T00:00:00Z', [{ id: 'i-other' }], 'partial');
    const { resources } = await inventory.client.listResources();
    expect(resources.map(({ resource_id: id, stale, seen_at: seenAt }) => [id, stale, seenAt])).toEqual([
      ['i-other', false, '2026-11-02T00:00:01.000Z'],
      ['i-web', true, '2026-11-01T00:00:01.000Z'],
    ]);
    expect((await inventory.client.listResources({ query: { stale: 'true' } })).total).toBe(1);
    expect((await inventory.client.listResources({ query: { stale: 'false' } })).resources[0]?.resource_id).toBe(
      'i-other',
    );
  });
});

describe('a diff', () => {
  const ids = (references: ReadonlyArray<{ readonly resource_id: string }>): readonly string[] =>
    references.map(({ resource_id: id }) => id);

  it('is between the last two scans when nothing is said', async () => {
    await using inventory = await openTestInventory();
    const ends = fourDays(inventory);
    const diff = await inventory.client.diffResources();
    expect([diff.from, diff.to]).toEqual([ends[2], ends[3]]);
    expect(diff.added).toEqual([
      {
        uid: 'aws/123456789012/us-east-1/ec2/i-web',
        provider: 'AWS',
        resource_type: 'EC2',
        resource_id: 'i-web',
        region: 'us-east-1',
        name: 'web',
        confirmed: true,
      },
    ]);
    expect([diff.removed, diff.changed, diff.unconfirmed]).toEqual([[], [], []]);
  });

  it('tells what changed, field by field', async () => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    const { changed } = await inventory.client.diffResources({ query: { from: 'scan-1', to: 'scan-2' } });
    expect(changed).toEqual([
      expect.objectContaining({
        resource_id: 'i-web',
        changes: [
          { field: 'attributes.public_ip', before: '1.2.3.4', after: null },
          { field: 'provider_status', before: 'running', after: 'stopped' },
          { field: 'status', before: 'running', after: 'stopped' },
          { field: 'tags.Owner', before: 'me', after: 'you' },
        ],
      }),
    ]);
  });

  it.each<[string, string, { added?: readonly string[]; removed?: readonly string[]; changed?: readonly string[] }]>([
    ['scan-1', 'scan-3', { added: ['i-new'], removed: ['i-web'] }],
    ['scan-1', 'scan-4', { added: ['i-new'] }],
    ['scan-2', 'latest', { added: ['i-new'], changed: ['i-web'] }],
    ['scan-2', 'scan-2', {}],
    ['2026-10-01T00:00:00Z', '2026-11-01T12:00:00+00:00', { added: ['i-other', 'i-web'] }],
    // On the 3rd at midnight web was still there, stopped.
    ['2026-11-03', '2030-01-01', { added: ['i-new'], changed: ['i-web'] }],
  ])('from %s to %s nets out what happened in between', async (from, to, expected) => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    const diff = await inventory.client.diffResources({ query: { from, to } });
    const found = { added: ids(diff.added), removed: ids(diff.removed), changed: ids(diff.changed) };
    expect(found).toEqual({ added: [], removed: [], changed: [], ...expected });
  });

  it('says what may still exist, and what may not be new', async () => {
    await using inventory = await openTestInventory();
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web], 'partial');
    scanInstances(inventory, '2026-11-02T00:00:00Z', [{ id: 'i-found' }], 'partial');
    const diff = await inventory.client.diffResources();
    expect(diff.added).toEqual([expect.objectContaining({ resource_id: 'i-found', confirmed: false })]);
    expect(diff.removed).toEqual([]);
    expect(ids(diff.unconfirmed)).toEqual(['i-web']);
  });

  it('takes nothing for new that an earlier scan could not look for, as it could not list the regions', async () => {
    await using inventory = await openTestInventory();
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web]);
    inventory.scan('2026-11-02T00:00:00Z', [{ type: 'ec2', region: '*', outcome: 'failed', opened: false }]);
    scanInstances(inventory, '2026-11-03T00:00:00Z', [web, { id: 'i-found' }]);
    const diff = await inventory.client.diffResources({ query: { from: 'scan-2' } });
    expect(diff.added).toEqual([expect.objectContaining({ resource_id: 'i-found', confirmed: false })]);
    expect((await inventory.client.diffResources({ query: { from: 'scan-1' } })).added).toEqual([
      expect.objectContaining({ resource_id: 'i-found', confirmed: true }),
    ]);
  });

  it('looks only at what the filter selects', async () => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    const diff = await inventory.client.diffResources({ query: { from: 'scan-1', region: 'eu-west-1' } });
    expect([diff.added, diff.removed, diff.changed]).toEqual([[], [], []]);
  });

  it.each<[Record<string, string>, string]>([
    [{ from: 'scan-9' }, 'not_found'],
    [{ from: 'last week' }, 'invalid_request'],
    [{ from: '2026-11-02T08:30:00' }, 'invalid_request'],
    [{ from: '2026-11-02 10 pm' }, 'invalid_request'],
    [{ from: 'scan-3', to: 'scan-1' }, 'invalid_request'],
    [{ type: 'EC3' }, 'unknown_name'],
    [{ status: 'running' }, 'invalid_request'],
  ])('refuses %j', async (query, code) => {
    await using inventory = await openTestInventory();
    fourDays(inventory);
    await expect(inventory.client.diffResources({ query })).rejects.toMatchObject({ problem: { code } });
  });

  it('needs two scans', async () => {
    await using inventory = await openTestInventory();
    await expect(inventory.client.diffResources()).rejects.toMatchObject({ problem: { code: 'not_found' } });
    scanInstances(inventory, '2026-11-01T00:00:00Z', [web]);
    await expect(inventory.client.diffResources()).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
