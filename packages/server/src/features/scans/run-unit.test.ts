import { ProviderError, type CloudProvider, type DiscoveredPage, type DiscoveredResource } from '@tradewind/core';
import { describe, expect, test } from 'vitest';
import { runUnit, ScanCancelled, type UnitEnvironment } from './run-unit.ts';
import type { FlatRows } from './found-row.ts';

const unit = { connection: 'aws', provider: 'aws', region: 'eu-west-1', resourceType: 'ec2' } as const;

function resource(nativeId: string): DiscoveredResource {
  return {
    provider: 'aws',
    account: '1',
    region: 'eu-west-1',
    resourceType: 'ec2',
    nativeId,
    kind: 'instance',
    serviceType: 'compute',
    name: null,
    status: 'running',
    providerStatus: 'running',
    tags: Object.fromEntries([
      ['b', '2'],
      ['a', '1'],
      ['__proto__', 'p'],
    ]),
    createdAt: null,
    attributes: {},
  };
}

type Pages = (signal: AbortSignal) => AsyncIterable<DiscoveredPage>;

interface Fixture {
  readonly environment: UnitEnvironment;
  readonly written: FlatRows[];
  readonly stop: AbortController;
}

/** The port and the writer are the only neighbours of a unit; the pages are the test's to choose. */
function setUp(pages: Pages, writer: Partial<UnitEnvironment['writer']> = {}): Fixture {
  const written: FlatRows[] = [];
  const stop = new AbortController();
  const provider: Pick<CloudProvider, 'discovery'> = {
    discovery: {
      readIdentity: async () => ({ account: '1', principal: 'me' }),
      listRegions: async () => [],
      discover: (_, { signal }) => pages(signal),
    },
  };
  const environment = {
    scan: 1,
    provider: provider as CloudProvider,
    writer: {
      openUnit: async () => 7,
      writeRows: async (_: number, rows: FlatRows) => {
        written.push(rows);
        return true;
      },
      ...writer,
    } as UnitEnvironment['writer'],
    signal: stop.signal,
    logger: { debug: () => undefined, warn: () => undefined },
    counters: { calls: 0, retries: 0, throttled: 0 },
    deadlineMs: 60_000,
    onFound: () => undefined,
  };
  return { environment, written, stop };
}

async function* onePage(): AsyncGenerator<DiscoveredPage> {
  yield { resources: [resource('i-1'), resource('i-2')] };
}

const never = new Promise<never>(() => undefined);

describe('reading a unit', () => {
  test('a unit that was read to its end is complete, with any tag', async () => {
    const { environment, written } = setUp(onePage);
    expect(await runUnit(unit, environment)).toEqual({
      outcome: 'complete',
      reasonCode: null,
      reason: null,
      account: '1',
      writerUnit: 7,
    });
    expect(written.flat().filter((value) => value?.startsWith('{"'))).toEqual(
      Array(2).fill('{"b":"2","a":"1","__proto__":"p"}'),
    );
  });

  test('a unit without resources is complete too, and opened, so that what was there is removed', async () => {
    const { environment } = setUp(async function* () {});
    expect(await runUnit(unit, environment)).toMatchObject({ outcome: 'complete', writerUnit: 7 });
  });

  test.each([
    ['forbidden', new ProviderError('not allowed', { code: 'forbidden', outcome: 'not-applied' }), 'forbidden'],
    [
      'malformed',
      new ProviderError('garbage', { code: 'unavailable', outcome: 'unknown', malformed: true }),
      'malformed',
    ],
    ['a bug', new TypeError('undefined is not a function'), 'internal'],
  ])('%s before anything was found is failed', async (_, error, reasonCode) => {
    // eslint-disable-next-line require-yield
    const { environment } = setUp(async function* () {
      throw error;
    });
    expect(await runUnit(unit, environment)).toMatchObject({ outcome: 'failed', reasonCode, reason: error.message });
  });

  test('what came before an error stands as partial', async () => {
    const { environment, written } = setUp(async function* () {
      yield* onePage();
      throw new ProviderError('gone', { code: 'unavailable', outcome: 'unknown' });
    });
    expect(await runUnit(unit, environment)).toMatchObject({
      outcome: 'partial',
      reasonCode: 'unavailable',
      writerUnit: 7,
    });
    expect(written).toHaveLength(1);
  });

  test('problems of single resources make it partial, and all are counted', async () => {
    const { environment } = setUp(async function* () {
      const problem = new ProviderError('no tags for you', { code: 'forbidden', outcome: 'not-applied' });
      yield { resources: [resource('b-1')], problems: [problem, problem] };
    });
    expect(await runUnit(unit, environment)).toMatchObject({
      outcome: 'partial',
      reasonCode: 'forbidden',
      reason: 'no tags for you (and 1 more problems)',
    });
  });

  test('an adapter that hangs and ignores its signal is bounded by the deadline', async () => {
    const { environment } = setUp(async function* () {
      yield* onePage();
      await never;
    });
    expect(await runUnit(unit, { ...environment, deadlineMs: 5 })).toMatchObject({
      outcome: 'partial',
      reasonCode: 'deadline',
      reason: 'not finished within 0.005 s',
    });
  });

  test('cancelling ends it at once', async () => {
    const { environment, stop } = setUp(async function* () {
      yield* onePage();
      stop.abort(new ScanCancelled('enough'));
      await never;
    });
    expect(await runUnit(unit, environment)).toMatchObject({
      outcome: 'partial',
      reasonCode: 'cancelled',
      reason: 'enough',
    });
  });

  test('a full disk is named as such, and the unit is not complete', async () => {
    const full = Object.assign(new Error('database or disk is full'), { name: 'StorageError', code: 'full' });
    const { environment } = setUp(onePage, { writeRows: () => Promise.reject(full) });
    expect(await runUnit(unit, environment)).toMatchObject({ outcome: 'partial', reasonCode: 'storage' });
  });

  test('a unit that a later scan covers is skipped', async () => {
    const { environment } = setUp(onePage, { openUnit: async () => null });
    expect(await runUnit(unit, environment)).toMatchObject({ outcome: 'skipped', reasonCode: 'superseded' });
    const empty = setUp(async function* () {}, { openUnit: async () => null });
    expect(await runUnit(unit, empty.environment)).toMatchObject({ outcome: 'skipped', reasonCode: 'superseded' });
  });
});
