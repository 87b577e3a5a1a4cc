import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import type { FlatRows } from './found-row.ts';
import { InventoryWriter, type UnitEnd } from './inventory-writer.ts';

let database: DatabaseSync;
let nowMs: number;
let writer: InventoryWriter;

async function openDatabase(): Promise<void> {
  database = new DatabaseSync(':memory:');
  await migrate(database, { file: ':memory:', version: 'test', nowMs: 0 });
  nowMs = 1000;
  writer = new InventoryWriter(database, () => nowMs);
}

beforeEach(openDatabase);

interface Seen {
  readonly id: string;
  readonly status?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: object;
}

function toRows(seen: readonly Seen[]): FlatRows {
  return seen.flatMap(({ id, status = 'running', tags = {}, attributes = {} }) => [
    id,
    null,
    status,
    null,
    null,
    JSON.stringify(tags),
    JSON.stringify(attributes),
  ]);
}

const place = { provider: 'aws', account: '1', region: 'eu-west-1', resourceType: 'ec2', connection: 'aws' };

function unitEnd(outcome: UnitEnd['outcome']): UnitEnd {
  const reason =
    outcome === 'complete' ? { reasonCode: null, reason: null } : { reasonCode: 'unavailable', reason: 'broken' };
  return {
    ...place,
    ...reason,
    position: 0,
    outcome,
    calls: 1,
    retries: 0,
    throttled: 0,
    startedAt: nowMs,
    finishedAt: nowMs,
  };
}

/** One scan of one unit, an hour after the one before. */
function runScan(
  seen: readonly Seen[],
  outcome: UnitEnd['outcome'] = 'complete',
): ReturnType<InventoryWriter['closeUnit']> {
  nowMs += 3_600_000;
  const scan = writer.beginScan('{}');
  const unit = outcome === 'failed' && seen.length === 0 ? null : writer.openUnit(scan, place);
  if (unit !== null) writer.writeRows(unit, toRows(seen));
  const counts = writer.closeUnit(scan, unit, unitEnd(outcome));
  writer.finishScan(scan, outcome === 'complete' ? 'complete' : 'partial', null);
  return counts;
}

function rows<T>(sql: string): T[] {
  // SQLite's rows have no prototype, which comparisons would count.
  return database
    .prepare(sql)
    .all()
    .map((row) => ({ ...row })) as T[];
}

const current = (): { native_id: string; status: string; stale: number; valid_from: number }[] =>
  rows('select native_id, status, stale, valid_from from resource order by native_id');
const history = (): { native_id: string; status: string; valid_from: number; valid_to: number; removed: number }[] =>
  rows('select native_id, status, valid_from, valid_to, removed from resource_history order by native_id, valid_from');

describe('writing an inventory', () => {
  test('a rescan that finds the same writes nothing', () => {
    expect(runScan([{ id: 'a' }, { id: 'b' }])).toMatchObject({ found: 2, added: 2, changed: 0, removed: 0 });
    const before = current();
    expect(runScan([{ id: 'b' }, { id: 'a' }])).toMatchObject({ found: 2, added: 0, changed: 0, removed: 0 });
    expect(current()).toEqual(before);
    expect(history()).toEqual([]);
  });

  test('tags in another order are the same tags', () => {
    runScan([{ id: 'a', tags: { x: '1', y: '2' } }]);
    expect(runScan([{ id: 'a', tags: { y: '2', x: '1' } }])).toMatchObject({ changed: 0 });
    expect(runScan([{ id: 'a', tags: { y: '1', x: '2' } }])).toMatchObject({ changed: 1 });
  });

  test('tags that cannot be read this time stay as they were known', () => {
    const unknown = { size: 1, tags_unknown: true };
    runScan([{ id: 'a', tags: { Owner: 'x' }, attributes: { size: 1 } }]);
    expect(
      runScan(
        [
          { id: 'a', attributes: unknown },
          { id: 'b', attributes: unknown },
        ],
        'partial',
      ),
    ).toMatchObject({ changed: 0, added: 1 });
    expect(rows('select native_id, tags, attributes from resource order by native_id')).toEqual([
      { native_id: 'a', tags: '{"Owner":"x"}', attributes: '{"size":1}' },
      { native_id: 'b', tags: '{}', attributes: '{"size":1,"tags_unknown":true}' },
    ]);
    runScan([
      { id: 'a', tags: { Owner: 'x' }, attributes: { size: 1 } },
      { id: 'b', tags: { Owner: 'y' }, attributes: { size: 1 } },
    ]);
    expect(rows('select native_id, attributes from resource order by native_id')).toEqual([
      { native_id: 'a', attributes: '{"size":1}' },
      { native_id: 'b', attributes: '{"size":1}' },
    ]);
  });

  test('a change ends an interval and begins the next', () => {
    runScan([{ id: 'a', status: 'running' }]);
    const began = nowMs;
    expect(runScan([{ id: 'a', status: 'stopped' }])).toMatchObject({ found: 1, changed: 1 });
    expect(current()).toEqual([{ native_id: 'a', status: 'stopped', stale: 0, valid_from: nowMs }]);
    expect(history()).toEqual([{ native_id: 'a', status: 'running', valid_from: began, valid_to: nowMs, removed: 0 }]);
  });

  test('absence means removed only when the unit was complete', () => {
    runScan([{ id: 'a' }, { id: 'b' }]);
    expect(runScan([{ id: 'a' }], 'partial')).toMatchObject({ found: 1, removed: 0 });
    expect(current().map(({ native_id, stale }) => [native_id, stale])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(runScan([], 'failed')).toMatchObject({ found: 0, removed: 0 });
    expect(current().map(({ native_id, stale }) => [native_id, stale])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(runScan([{ id: 'a' }])).toMatchObject({ found: 1, changed: 0, removed: 1 });
    expect(current().map(({ native_id, stale }) => [native_id, stale])).toEqual([['a', 0]]);
    expect(history()).toMatchObject([{ native_id: 'b', valid_to: nowMs, removed: 1 }]);
  });

  test('a complete unit without resources empties its collection', () => {
    runScan([{ id: 'a' }]);
    expect(runScan([])).toMatchObject({ found: 0, removed: 1 });
    expect(current()).toEqual([]);
    expect(rows('select * from resource_tag')).toEqual([]);
  });

  test('what comes back keeps when it was first seen', () => {
    runScan([{ id: 'a' }]);
    const firstSeen = nowMs;
    runScan([]);
    runScan([{ id: 'a' }]);
    expect(rows('select first_seen_at, valid_from from resource')).toEqual([
      { first_seen_at: firstSeen, valid_from: nowMs },
    ]);
  });

  test.each([[[]], [[{ id: 'z' }]]])(
    'a resource that the provider lists twice is one, with %j there before',
    (before) => {
      runScan(before);
      expect(runScan([...before, { id: 'a' }, { id: 'a' }])).toMatchObject({ found: before.length + 1, added: 1 });
      expect(current()).toHaveLength(before.length + 1);
    },
  );

  test('of two overlapping scans the one that started later wins, whichever ends first', () => {
    const older = writer.beginScan('{}');
    const olderUnit = writer.openUnit(older, place)!;
    expect(writer.writeRows(olderUnit, toRows([{ id: 'a', status: 'running' }]))).toBe(true);
    const newer = writer.beginScan('{}');
    const newerUnit = writer.openUnit(newer, place)!;
    expect(writer.writeRows(newerUnit, toRows([{ id: 'a', status: 'stopped' }]))).toBe(true);

    expect(writer.writeRows(olderUnit, toRows([{ id: 'a', status: 'running' }]))).toBe(false);
    expect(writer.closeUnit(newer, newerUnit, unitEnd('complete'))).toMatchObject({ outcome: 'complete', found: 1 });
    expect(writer.closeUnit(older, olderUnit, unitEnd('complete'))).toMatchObject({
      outcome: 'skipped',
      reasonCode: 'superseded',
      reason: `scan-${newer} started later and covers it`,
    });
    expect(current()).toMatchObject([{ native_id: 'a', status: 'stopped' }]);
    expect(writer.openUnit(older, place)).toBeNull();
  });

  test('an older scan stays overtaken after a restart', () => {
    const older = writer.beginScan('{}');
    const newer = writer.beginScan('{}');
    writer.closeUnit(newer, writer.openUnit(newer, place), unitEnd('complete'));
    writer.commit();
    expect(new InventoryWriter(database, () => nowMs).openUnit(older, place)).toBeNull();
  });

  test('regions that could not be listed make all of the connection stale', () => {
    runScan([{ id: 'a' }]);
    const scan = writer.beginScan('{}');
    writer.closeUnit(scan, null, { ...unitEnd('failed'), region: '*' });
    expect(current()).toMatchObject([{ native_id: 'a', stale: 1 }]);
  });

  test('a failure of an older scan says nothing of what a later one has read since', () => {
    const older = writer.beginScan('{}');
    runScan([{ id: 'a' }]);
    writer.closeUnit(older, null, unitEnd('failed'));
    expect(current()).toMatchObject([{ native_id: 'a', stale: 0 }]);
    expect(rows('select last_outcome from collection')).toEqual([{ last_outcome: 'complete' }]);
  });

  test('a clock that was set back breaks no history', () => {
    runScan([{ id: 'a', status: 'running' }]);
    nowMs -= 100_000_000;
    runScan([{ id: 'a', status: 'stopped' }]);
    runScan([]);
    nowMs -= 100_000_000;
    runScan([{ id: 'a', status: 'running' }]);
    const times = [...history().flatMap((each) => [each.valid_from, each.valid_to]), current()[0]?.valid_from];
    expect(times).toEqual(times.toSorted((a, b) => Number(a) - Number(b)));
  });

  test('a skipped unit leaves everything as it is', () => {
    runScan([{ id: 'a' }]);
    const scan = writer.beginScan('{}');
    writer.closeUnit(scan, null, unitEnd('skipped'));
    expect(current()).toMatchObject([{ native_id: 'a', stale: 0 }]);
  });

  test('scans of a process that died become partial', () => {
    writer.beginScan('{}');
    runScan([{ id: 'a' }]);
    expect(writer.endAbandonedScans()).toBe(1);
    expect(rows('select number, status from scan order by number')).toEqual([
      { number: 1, status: 'partial' },
      { number: 2, status: 'complete' },
    ]);
  });

  test('the tag index takes any key', () => {
    const tags = Object.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['', ''],
      ['a\u0000b', '\u{1F600}'],
    ]);
    runScan([{ id: 'a', tags }]);
    expect(rows('select key, value from tag join resource_tag on tag = tag.id order by key')).toEqual([
      { key: '', value: '' },
      { key: '__proto__', value: 'x' },
      { key: 'a\u0000b', value: '\u{1F600}' },
      { key: 'constructor', value: 'y' },
    ]);
  });
});

describe('any sequence of scans', () => {
  const seen = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      status: fc.constantFrom('running', 'stopped'),
      tags: fc.dictionary(fc.constantFrom('Owner', 'Env'), fc.constantFrom('x', 'y')),
    }),
    { selector: ({ id }) => id },
  );
  const scans = fc.array(
    fc.record({ seen, outcome: fc.constantFrom('complete' as const, 'partial' as const, 'failed' as const) }),
    {
      maxLength: 8,
    },
  );

  test('keeps what a plain model keeps, with a history without gaps or overlaps and a true tag index', async () => {
    await fc.assert(
      fc.asyncProperty(scans, async (steps) => {
        await openDatabase();
        const model = new Map<string, Seen & { stale: boolean }>();
        for (const { seen: found, outcome } of steps) {
          const ended = outcome === 'failed' ? [] : found;
          runScan(ended, outcome);
          for (const [id, resource] of model) {
            if (ended.some((each) => each.id === id)) continue;
            if (outcome === 'complete') model.delete(id);
            else model.set(id, { ...resource, stale: true });
          }
          for (const each of ended) model.set(each.id, { ...each, stale: false });
        }

        const expected = [...model.values()].map(({ id, status, stale }) => ({
          native_id: id,
          status,
          stale: Number(stale),
        }));
        expect(current().map(({ native_id, status, stale }) => ({ native_id, status, stale }))).toEqual(
          expected.toSorted((a, b) => (a.native_id < b.native_id ? -1 : 1)),
        );

        const indexed = rows(
          'select native_id, key, value from resource_tag join resource on resource = resource.id join tag on tag = tag.id',
        );
        const tagged = [...model.values()].flatMap(({ id, tags = {} }) =>
          Object.entries(tags).map(([key, value]) => ({ native_id: id, key, value })),
        );
        expect(new Set(indexed.map((row) => JSON.stringify(row)))).toEqual(
          new Set(tagged.map((row) => JSON.stringify(row))),
        );

        const intervals = [...history(), ...current().map((row) => ({ ...row, valid_to: Number.POSITIVE_INFINITY }))];
        for (const id of ['a', 'b', 'c', 'd']) {
          const own = intervals
            .filter(({ native_id }) => native_id === id)
            .toSorted((a, b) => a.valid_from - b.valid_from);
          for (const [index, interval] of own.entries()) {
            expect(interval.valid_from).toBeLessThan(interval.valid_to);
            const next = own[index + 1];
            if (next === undefined) continue;
            const isRemoved = 'removed' in interval && interval.removed === 1;
            if (isRemoved) expect(next.valid_from).toBeGreaterThan(interval.valid_to);
            else expect(next.valid_from).toBe(interval.valid_to);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
