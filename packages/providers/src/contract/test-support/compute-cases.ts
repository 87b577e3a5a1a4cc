import { expect } from 'vitest';
import { instanceUnit, listAll, newContext, type ContractSession } from './contract-session.ts';
import type { ContractCase } from './provider-contract.ts';

const operation = 'create_instance';

/** Runs the work and answers how many instances there are more than before. */
async function countMade(session: ContractSession, work: () => Promise<void>): Promise<number> {
  const before = await session.world.liveInstances();
  await work();
  const after = await session.world.liveInstances();
  return after.length - before.length;
}

export const computeCases: readonly ContractCase[] = [
  {
    name: 'makes the machine that was asked for',
    async run(session) {
      const compute = await session.compute();
      const { spec } = session.world;
      const wish = { ...spec, name: 'the-name', tags: { ...spec.tags, Team: 'a & b <c> "d" \u{1F6A2}', empty: '' } };
      const made = await compute.createInstance(wish, session.key('it'), newContext());
      expect(made).toMatchObject({ kind: 'instance', name: 'the-name', region: session.region });
      await session.world.settle();
      const read = await compute.readInstance({ region: session.region, nativeId: made.nativeId }, newContext());
      expect(read).toMatchObject({
        name: 'the-name',
        status: 'running',
        attributes: { machine_type: spec.machineType },
      });
      expect(read.tags).toMatchObject(wish.tags);
    },
  },
  {
    name: 'makes one machine when it is asked twice with one key',
    async run(session) {
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        const first = await compute.createInstance(session.world.spec, session.key('it'), newContext());
        // As another process would after a crash.
        const other = await session.compute();
        const second = await other.createInstance(session.world.spec, session.key('it'), newContext());
        expect(second.nativeId).toBe(first.nativeId);
      });
      expect(made).toBe(1);
    },
  },
  {
    name: 'makes one machine when it is asked twice at once with one key',
    async run(session) {
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        const wish = (): Promise<{ readonly nativeId: string }> =>
          compute.createInstance(session.world.spec, session.key('it'), newContext());
        const [first, second] = await Promise.all([wish(), wish()]);
        expect(second.nativeId).toBe(first.nativeId);
      });
      expect(made).toBe(1);
    },
  },
  {
    name: 'makes two machines for two keys',
    async run(session) {
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        await compute.createInstance(session.world.spec, session.key('1'), newContext());
        await compute.createInstance(session.world.spec, session.key('2'), newContext());
      });
      expect(made).toBe(2);
    },
  },
  {
    name: 'refuses a key that was used for another wish',
    async run(session) {
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        await compute.createInstance(session.world.spec, session.key('it'), newContext());
        const other = compute.createInstance(
          { ...session.world.spec, tags: { Other: 'wish' } },
          session.key('it'),
          newContext(),
        );
        await expect(other).rejects.toMatchObject({ code: 'conflict', outcome: 'not-applied' });
      });
      expect(made).toBe(1);
    },
  },
  {
    name: 'refuses a key that cannot be one',
    async run(session) {
      const compute = await session.compute();
      for (const key of ['', 'k'.repeat(65), 'k\u00e9y', 'two words']) {
        const made = compute.createInstance(session.world.spec, key, newContext());
        await expect(made).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' });
      }
      expect(await session.world.countCalls(operation)).toBe(0);
    },
  },
  {
    name: 'makes one machine when the reply is lost',
    async run(session) {
      const made = await countMade(session, async () => {
        await session.inject({ kind: 'lost_reply', operation, count: 1 });
        const compute = await session.compute();
        await compute.createInstance(session.world.spec, session.key('it'), newContext());
      });
      expect(made).toBe(1);
      expect(await session.world.countCalls(operation)).toBe(2);
    },
  },
  {
    name: 'says that a lost reply leaves the outcome unknown, and finds the machine by its key',
    async run(session) {
      const made = await countMade(session, async () => {
        await session.inject({ kind: 'lost_reply', operation, count: 1 });
        const compute = await session.compute({ retries: false });
        const lost = compute.createInstance(session.world.spec, session.key('it'), newContext());
        await expect(lost).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
        const found = await compute.createInstance(session.world.spec, session.key('it'), newContext());
        expect(await session.world.liveInstances()).toContain(found.nativeId);
      });
      expect(made).toBe(1);
    },
  },
  {
    name: 'makes one machine through errors of the server',
    async run(session) {
      const made = await countMade(session, async () => {
        await session.inject({ kind: 'server_error', operation, count: 2 });
        const compute = await session.compute();
        await compute.createInstance(session.world.spec, session.key('it'), newContext());
      });
      expect(made).toBe(1);
    },
  },
  {
    name: 'makes nothing when that is not permitted',
    async run(session) {
      const made = await countMade(session, async () => {
        await session.inject({ kind: 'denied', operation });
        const compute = await session.compute();
        const denied = compute.createInstance(session.world.spec, session.key('it'), newContext());
        await expect(denied).rejects.toMatchObject({ code: 'forbidden', outcome: 'not-applied' });
      });
      expect(made).toBe(0);
    },
  },
  {
    name: 'makes nothing when it cannot tell whose it would be',
    async run(session) {
      const made = await countMade(session, async () => {
        await session.inject({ kind: 'denied', operation: 'read_identity' });
        const compute = await session.compute();
        const denied = compute.createInstance(session.world.spec, session.key('it'), newContext());
        await expect(denied).rejects.toMatchObject({ code: 'forbidden', outcome: 'not-applied' });
      });
      expect(made).toBe(0);
    },
  },
  {
    name: 'knows no machine that does not exist',
    async run(session) {
      const compute = await session.compute();
      const ref = { region: session.region, nativeId: 'i-0123456789abcdef0' };
      const notFound = { code: 'not_found', outcome: 'not-applied' };
      await expect(compute.readInstance(ref, newContext())).rejects.toMatchObject(notFound);
      await expect(compute.startInstance(ref, newContext())).rejects.toMatchObject(notFound);
      await expect(compute.stopInstance(ref, newContext())).rejects.toMatchObject(notFound);
    },
  },
  {
    name: 'stops and starts, each also when that is done already',
    async run(session) {
      const compute = await session.compute();
      const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
      const ref = { region: session.region, nativeId };
      await session.world.settle();
      for (const [change, status] of [
        ['stopInstance', 'stopped'],
        ['startInstance', 'running'],
      ] as const) {
        await compute[change](ref, newContext());
        await session.world.settle();
        expect(await compute.readInstance(ref, newContext())).toMatchObject({ status });
        await compute[change](ref, newContext());
        await session.world.settle();
        expect(await compute.readInstance(ref, newContext())).toMatchObject({ status });
      }
    },
  },
  {
    name: 'does not start what is terminated',
    async run(session) {
      const compute = await session.compute();
      const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
      const ref = { region: session.region, nativeId };
      await session.world.settle();
      await compute.terminateInstance(ref, newContext());
      await session.world.settle();
      await expect(compute.startInstance(ref, newContext())).rejects.toMatchObject({ code: 'conflict' });
    },
  },
  {
    name: 'terminates twice, and what is long gone',
    async run(session) {
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
        const ref = { region: session.region, nativeId };
        await session.world.settle();
        await compute.terminateInstance(ref, newContext());
        await compute.terminateInstance(ref, newContext());
        await compute.terminateInstance({ ...ref, nativeId: 'i-0123456789abcdef0' }, newContext());
      });
      expect(made).toBe(0);
    },
  },
  {
    name: 'reads what was just made once that shows',
    async run(session) {
      await session.inject({ kind: 'eventual_reads' });
      const compute = await session.compute();
      const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
      const ref = { region: session.region, nativeId };
      await expect(compute.readInstance(ref, newContext())).rejects.toMatchObject({ code: 'not_found' });
      await session.world.settle();
      expect(await compute.readInstance(ref, newContext())).toMatchObject({ nativeId, status: 'running' });
    },
  },
  {
    name: 'terminates what was just made although it does not show yet',
    async run(session) {
      await session.inject({ kind: 'eventual_reads' });
      const made = await countMade(session, async () => {
        const compute = await session.compute();
        const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
        session.clock.meanwhile = () => session.world.settle();
        await compute.terminateInstance({ region: session.region, nativeId }, newContext());
      });
      expect(made).toBe(0);
    },
  },
  {
    name: 'leaves no machine behind',
    async run(session) {
      const made = await countMade(session, async () => {
        const provider = await session.connect();
        const compute = await session.compute();
        const before = await listAll(provider, instanceUnit(provider, session.region));
        const { nativeId } = await compute.createInstance(session.world.spec, session.key('it'), newContext());
        await session.world.settle();
        await compute.terminateInstance({ region: session.region, nativeId }, newContext());
        await session.world.settle();
        const after = await listAll(provider, instanceUnit(provider, session.region));
        const left = after.resources.filter(({ status }) => status !== 'terminated');
        expect(left).toHaveLength(before.resources.filter(({ status }) => status !== 'terminated').length);
      });
      expect(made).toBe(0);
    },
  },
];
