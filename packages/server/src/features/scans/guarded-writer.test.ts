import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { GuardedWriter } from './guarded-writer.ts';
import type { UnitEnd } from './inventory-writer.ts';

let database: DatabaseSync;
let writer: GuardedWriter;

beforeEach(async () => {
  database = new DatabaseSync(':memory:');
  await migrate(database, { file: 'test.db', version: 'test', nowMs: 0 });
  writer = new GuardedWriter(database, 'test.db', () => 1000);
});

const place = { provider: 'aws', account: '1', region: 'eu-west-1', resourceType: 'ec2', connection: 'aws' };
const end: UnitEnd = {
  ...place,
  position: 0,
  outcome: 'complete',
  reasonCode: null,
  reason: null,
  calls: 1,
  retries: 0,
  throttled: 0,
  startedAt: 0,
  finishedAt: 0,
};

function row(id: string, owner: string): (string | null)[] {
  return [id, null, 'running', null, null, JSON.stringify({ Owner: owner }), '{}'];
}

function openUnit(scan: number, region: string): number {
  const unit = writer.openUnit(scan, { ...place, region });
  if (unit === null) throw new Error('superseded');
  return unit;
}

/** No page more than there are: SQLite then says that the disk is full, and rolls the whole transaction back. */
function fillDisk(): void {
  const { page_count: pages } = database.prepare('pragma page_count').get() as { page_count: number };
  database.exec(`pragma max_page_count = ${pages}`);
}

function freeDisk(): void {
  database.exec('pragma max_page_count = 1000000');
}

function writeUntilFull(unit: number): void {
  for (let n = 0; n < 10_000; n++) writer.writeRows(unit, row(`i-${n}`, 'x'.repeat(200)));
}

test('a full disk ends every scan that wrote, none of them as complete', () => {
  const one = writer.beginScan('{}');
  const two = writer.beginScan('{}');
  const unitOfOne = openUnit(one, 'us-east-1');
  const unitOfTwo = openUnit(two, 'eu-west-1');
  writer.writeRows(unitOfOne, row('a', 'me'));
  fillDisk();
  expect(() => writeUntilFull(unitOfTwo)).toThrow('is full');
  freeDisk();

  expect(() => writer.writeRows(unitOfOne, row('b', 'me'))).toThrow('is full');
  expect(() => writer.closeUnit(one, unitOfOne, end)).toThrow('is full');
  writer.finishScan(two, 'partial', 'stopped');
  writer.finishScan(one, 'complete', null);
  expect(database.prepare('select number, status, problem from scan').all()).toEqual([
    expect.objectContaining({ number: one, status: 'partial', problem: expect.stringContaining('is full') as string }),
    expect.objectContaining({ number: two, status: 'partial', problem: 'stopped' }),
  ]);
});

test('what was rolled back is forgotten: later scans write true rows and a true tag index', () => {
  const lost = writer.beginScan('{}');
  const lostUnit = openUnit(lost, 'eu-west-1');
  writer.writeRows(lostUnit, row('a', 'you'));
  fillDisk();
  expect(() => writeUntilFull(lostUnit)).toThrow('is full');
  freeDisk();

  const next = writer.beginScan('{}');
  const unit = openUnit(next, 'eu-west-1');
  expect(unit).toBeGreaterThan(lostUnit);
  // Were the id of the tag that is gone remembered, `you` would now be an id that belongs to `me`.
  writer.writeRows(unit, [...row('a', 'me'), ...row('b', 'you')]);
  expect(writer.closeUnit(next, unit, end)).toMatchObject({ outcome: 'complete', found: 2, added: 2 });
  writer.finishScan(next, 'complete', null);
  const index = `select native_id, value from resource_tag join tag on tag = tag.id join resource on resource = resource.id`;
  expect(database.prepare(`${index} order by native_id`).all()).toEqual([
    expect.objectContaining({ native_id: 'a', value: 'me' }),
    expect.objectContaining({ native_id: 'b', value: 'you' }),
  ]);
  expect(database.prepare('select status from scan where number = ?').get(next)).toMatchObject({ status: 'complete' });
});
