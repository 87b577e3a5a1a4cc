import type { ProviderError } from '@tradewind/core';
import { expect } from 'vitest';
import { instanceUnit, listAll, newContext } from './contract-session.ts';
import type { ContractCase } from './provider-contract.ts';

const operation = 'list_instances';

function damagedReplyCases(kind: 'malformed' | 'truncated'): ContractCase[] {
  return [
    {
      name: `repeats a call whose reply was ${kind}`,
      async run(session) {
        await session.inject({ kind, operation, count: 1 });
        const provider = await session.connect();
        const context = newContext();
        const { resources } = await listAll(provider, instanceUnit(provider, session.region), context);
        const live = await session.world.liveInstances();
        expect(context.counters.retries).toBe(1);
        expect(resources.map(({ nativeId }) => nativeId)).toEqual(expect.arrayContaining(live));
      },
    },
    {
      name: `never takes a ${kind} reply for the whole answer`,
      async run(session) {
        await session.inject({ kind, operation });
        const provider = await session.connect();
        const listing = listAll(provider, instanceUnit(provider, session.region));
        await expect(listing).rejects.toMatchObject({ code: 'unavailable', malformed: true });
      },
    },
  ];
}

export const faultCases: readonly ContractCase[] = [
  {
    name: 'repeats a call that was refused for its rate, no sooner than asked',
    async run(session) {
      await session.inject({ kind: 'rate_limited', operation, count: 2, retryAfterSeconds: 7 });
      const provider = await session.connect();
      const context = newContext();
      await listAll(provider, instanceUnit(provider, session.region), context);
      expect(context.counters).toMatchObject({ throttled: 2, retries: 2 });
      expect(session.clock.waitsMs.filter((waitMs) => waitMs >= 7_000)).toHaveLength(2);
    },
  },
  {
    name: 'reports a refusal for the rate that does not end',
    async run(session) {
      await session.inject({ kind: 'rate_limited', operation });
      const provider = await session.connect();
      const listing = listAll(provider, instanceUnit(provider, session.region));
      await expect(listing).rejects.toMatchObject({ code: 'rate_limited', outcome: 'not-applied' });
    },
  },
  {
    name: 'repeats a call that met an error of the server',
    async run(session) {
      await session.inject({ kind: 'server_error', operation, count: 2 });
      const provider = await session.connect();
      const context = newContext();
      await listAll(provider, instanceUnit(provider, session.region), context);
      expect(context.counters.retries).toBe(2);
    },
  },
  {
    name: 'reports an error of the server that does not end',
    async run(session) {
      await session.inject({ kind: 'server_error', operation });
      const provider = await session.connect();
      const listing = listAll(provider, instanceUnit(provider, session.region));
      await expect(listing).rejects.toMatchObject({ code: 'unavailable', malformed: false });
    },
  },
  ...damagedReplyCases('malformed'),
  ...damagedReplyCases('truncated'),
  {
    name: 'names the permission that is missing, and does not try again',
    async run(session) {
      await session.inject({ kind: 'denied', operation });
      const provider = await session.connect();
      const context = newContext();
      const error = await listAll(provider, instanceUnit(provider, session.region), context).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        code: 'forbidden',
        outcome: 'not-applied',
        permission: expect.stringMatching(/.+/) as string,
      });
      expect((error as ProviderError).message).toContain((error as ProviderError).permission ?? 'none');
      expect(await session.world.countCalls(operation)).toBe(1);
    },
  },
  {
    name: 'says that credentials have expired, and does not try again',
    async run(session) {
      await session.inject({ kind: 'expired_credentials', operation });
      const provider = await session.connect();
      const listing = listAll(provider, instanceUnit(provider, session.region));
      await expect(listing).rejects.toMatchObject({
        code: 'unauthenticated',
        message: expect.stringContaining('expired') as string,
      });
      expect(await session.world.countCalls(operation)).toBe(1);
    },
  },
  {
    name: 'ends a call that hangs',
    async run(session) {
      await session.inject({ kind: 'hang', operation });
      const provider = await session.connect({ timeoutMs: 100 });
      const listing = listAll(provider, instanceUnit(provider, session.region));
      await expect(listing).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    },
  },
  {
    name: 'ends with the reason of the abort, at once',
    async run(session) {
      await session.inject({ kind: 'hang', operation });
      const provider = await session.connect({ timeoutMs: 60_000 });
      const abort = new AbortController();
      const stopped = new Error('stopped');
      const listing = listAll(provider, instanceUnit(provider, session.region), newContext(abort.signal));
      listing.catch(() => undefined);
      while ((await session.world.countCalls(operation)) === 0) await new Promise((resolve) => setImmediate(resolve));
      abort.abort(stopped);
      await expect(listing).rejects.toBe(stopped);
    },
  },
  {
    name: 'asks nothing when it is aborted before it begins',
    async run(session) {
      const provider = await session.connect();
      const stopped = new Error('stopped');
      const listing = listAll(provider, instanceUnit(provider, session.region), newContext(AbortSignal.abort(stopped)));
      await expect(listing).rejects.toBe(stopped);
      expect(await session.world.countCalls(operation)).toBe(0);
    },
  },
];
