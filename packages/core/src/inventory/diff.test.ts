import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonicalText } from '../canonical-text.ts';
import type { JsonValue } from '../json.ts';
import { inventoryArbitrary, sampleResource } from '../test-support/resources.ts';
import { diffInventories, diffResource } from './diff.ts';
import type { FieldChange, InventoryDiff } from './diff.ts';
import { toResourceContent } from './resource-content.ts';
import type { Resource } from './resource.ts';
import type { LedgerEntry, UnitOutcome } from './scan.ts';

function diff(before: readonly Resource[], after: readonly Resource[]): InventoryDiff {
  return diffInventories({ resources: before, ledger: null }, { resources: after, ledger: null });
}

const base = sampleResource({
  name: 'web',
  tags: { Owner: 'me', Old: 'x' },
  attributes: { zone: 'a', volume_ids: ['v-1', 'v-2'], nested: { deep: { one: 1, two: 2 } }, public_ip: '1.2.3.4' },
});

describe('diffResource', () => {
  test('tells each field that changed, with both values, in the order of paths', () => {
    const changes = diffResource(base, {
      ...base,
      name: null,
      status: 'stopped',
      connection: 'another',
      tags: { New: 'y', Owner: 'you' },
      attributes: { volume_ids: ['v-2', 'v-3'], nested: { deep: { two: 2, one: 3 } }, public_ip: null, zone: 'a' },
    });
    expect(changes).toEqual([
      { path: ['attributes', 'nested', 'deep', 'one'], before: 1, after: 3 },
      { path: ['attributes', 'public_ip'], before: '1.2.3.4', after: null },
      { path: ['attributes', 'volume_ids'], before: ['v-1', 'v-2'], after: ['v-2', 'v-3'] },
      { path: ['name'], before: 'web', after: null },
      { path: ['status'], before: 'running', after: 'stopped' },
      { path: ['tags', 'New'], after: 'y' },
      { path: ['tags', 'Old'], before: 'x' },
      { path: ['tags', 'Owner'], before: 'me', after: 'you' },
    ]);
  });

  test.each<[string, Partial<Resource>]>([
    ['tags', { tags: { Old: 'x', Owner: 'me' } }],
    ['a list', { attributes: { ...base.attributes, volume_ids: ['v-2', 'v-1'] } }],
    ['nested keys', { attributes: { ...base.attributes, nested: { deep: { two: 2, one: 1 } } } }],
  ])('takes another order of %s for no change', (_, change) => {
    expect(diffResource(base, { ...base, ...change })).toEqual([]);
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['an object that becomes a list', {}, []],
    ['a value that becomes an object', 1, { a: 1 }],
    ['a number that becomes a text', 1, '1'],
  ])('tells %s', (_, before, after) => {
    const changes = diffResource({ ...base, attributes: { x: before } }, { ...base, attributes: { x: after } });
    expect(changes).toEqual([{ path: ['attributes', 'x'], before, after }]);
  });

  test('leaves out volatile fields and all below them', () => {
    const later = {
      ...base,
      name: 'x',
      attributes: { ...base.attributes, public_ip: null, nested: { deep: { one: 9 } } },
    };
    const changes = diffResource(base, later, { volatileFields: ['attributes/public_ip', 'attributes/nested', 'nam'] });
    expect(changes.map(({ path }) => path.join('/'))).toEqual(['name']);
  });

  test('sees tags named like properties of every object', () => {
    const changes = diffResource(
      { ...base, tags: Object.fromEntries([['__proto__', 'a']]) },
      { ...base, tags: { constructor: 'b' } },
    );
    expect(changes).toEqual([
      { path: ['tags', '__proto__'], before: 'a' },
      { path: ['tags', 'constructor'], after: 'b' },
    ]);
  });
});

describe('diffInventories', () => {
  const kept = sampleResource();
  const gone = sampleResource({ region: 'eu-west-1' });
  const fresh = sampleResource({ region: 'eu-west-1' });

  function ledger(outcomes: Record<string, UnitOutcome>): LedgerEntry[] {
    return Object.entries(outcomes).map(([region, outcome]) => ({
      connection: 'aws',
      provider: 'aws',
      region,
      resourceType: 'ec2',
      account: null,
      outcome,
      reasonCode: null,
      reason: null,
      resources: 0,
      calls: 0,
      retries: 0,
      throttled: 0,
      startedAt: null,
      finishedAt: null,
    }));
  }

  test('tells what was added, removed, changed and left alone', () => {
    const result = diff([kept, gone, base], [fresh, kept, { ...base, name: 'new' }]);
    expect(result).toMatchObject({
      added: [{ uid: fresh.uid }],
      removed: [{ uid: gone.uid }],
      changed: [
        { resource: { uid: base.uid, name: 'new' }, changes: [{ path: ['name'], before: 'web', after: 'new' }] },
      ],
      unchanged: 1,
      unconfirmedAdded: [],
      unconfirmedRemoved: [],
    });
  });

  test.each<{ outcome: UnitOutcome | 'not scanned'; isRead: boolean }>([
    { outcome: 'complete', isRead: true },
    { outcome: 'partial', isRead: false },
    { outcome: 'failed', isRead: false },
    { outcome: 'skipped', isRead: false },
    { outcome: 'not scanned', isRead: false },
  ])('absence where the unit is $outcome is confirmed: $isRead', ({ outcome, isRead }) => {
    const incomplete = ledger({
      'us-east-1': 'complete',
      ...(outcome === 'not scanned' ? {} : { 'eu-west-1': outcome }),
    });
    const complete = ledger({ 'us-east-1': 'complete', 'eu-west-1': 'complete' });
    const with_ = { resources: [kept, gone], ledger: complete };
    const without = { resources: [kept], ledger: incomplete };

    const later = diffInventories(with_, without);
    expect(later.removed.length).toBe(isRead ? 1 : 0);
    expect(later.unconfirmedRemoved.length).toBe(isRead ? 0 : 1);

    const earlier = diffInventories(without, with_);
    expect(earlier.added.length).toBe(isRead ? 1 : 0);
    expect(earlier.unconfirmedAdded.length).toBe(isRead ? 0 : 1);
  });

  test('a change is a change even where not everything was read', () => {
    const partial = ledger({ 'us-east-1': 'partial' });
    const result = diffInventories(
      { resources: [base], ledger: null },
      { resources: [{ ...base, name: null }], ledger: partial },
    );
    expect(result.changed).toHaveLength(1);
  });
});

/** Carries a diff out on the state that it starts from. */
function apply(before: readonly Resource[], { added, removed, changed }: InventoryDiff): Resource[] {
  const state = new Map(before.map((resource) => [resource.uid, resource]));
  for (const { uid } of removed) state.delete(uid);
  for (const { resource, changes } of changed) {
    const previous = state.get(resource.uid)!;
    let content = toResourceContent(previous) as Record<string, JsonValue>;
    for (const change of changes) content = set(content, change.path, change) as Record<string, JsonValue>;
    const { name, kind, service_type, status, provider_status, created_at, tags, attributes } = content;
    const next = {
      name,
      kind,
      serviceType: service_type,
      status,
      providerStatus: provider_status,
      createdAt: created_at,
      tags,
      attributes,
    };
    state.set(resource.uid, { ...previous, ...(next as Partial<Resource>) });
  }
  return [...state.values(), ...added];
}

function set(value: JsonValue, path: readonly string[], change: FieldChange): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return change.after ?? null;
  const entries = new Map(Object.entries(value as Record<string, JsonValue>));
  if (rest.length === 0 && change.after === undefined) entries.delete(key);
  else entries.set(key, set(entries.get(key) ?? {}, rest, change));
  return Object.fromEntries(entries);
}

function contentOf(resource: Resource): string {
  return toCanonicalText(toResourceContent(resource));
}

function keysOf(resources: readonly Resource[]): Map<string, string> {
  return new Map(resources.map((resource) => [resource.uid, contentOf(resource)]));
}

describe('any two inventories', () => {
  test('an inventory does not differ from itself, whatever its order', () => {
    fc.assert(
      fc.property(inventoryArbitrary, (inventory) => {
        expect(diff(inventory, inventory.toReversed())).toMatchObject({
          added: [],
          removed: [],
          changed: [],
          unchanged: inventory.length,
        });
      }),
    );
  });

  test('carrying the diff out on the earlier gives the later', () => {
    fc.assert(
      fc.property(inventoryArbitrary, inventoryArbitrary, (before, after) => {
        expect(keysOf(apply(before, diff(before, after)))).toEqual(keysOf(after));
      }),
    );
  });

  test('the other way round everything is the other way round', () => {
    fc.assert(
      fc.property(inventoryArbitrary, inventoryArbitrary, (before, after) => {
        const there = diff(before, after);
        const back = diff(after, before);
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.unchanged).toBe(there.unchanged);
        const swap = (changes: readonly FieldChange[]) =>
          changes.map(({ path, ...sides }) => ({
            path,
            ...('after' in sides ? { before: sides.after } : {}),
            ...('before' in sides ? { after: sides.before } : {}),
          }));
        expect(back.changed.map(({ changes }) => swap(changes))).toEqual(there.changed.map(({ changes }) => changes));
      }),
    );
  });

  test('a resource counts as changed exactly when its content did', () => {
    fc.assert(
      fc.property(inventoryArbitrary, inventoryArbitrary, (before, after) => {
        const keys = keysOf(before);
        const expected = after
          .filter((resource) => keys.has(resource.uid) && keys.get(resource.uid) !== contentOf(resource))
          .map(({ uid }) => uid);
        expect(diff(before, after).changed.map(({ resource }) => resource.uid)).toEqual(expected.toSorted());
      }),
    );
  });
});
