import { globalRegion, ProviderError, type DiscoveredResource, type Tags } from '@tradewind/core';
import { expect } from 'vitest';
import { listAll, newContext, type ContractSession } from './contract-session.ts';
import type { ContractCase } from './provider-contract.ts';

/** One resource of every type that the world has any of. */
async function oneOfEach(session: ContractSession): Promise<DiscoveredResource[]> {
  const provider = await session.connect();
  const found: DiscoveredResource[] = [];
  for (const type of provider.description.resourceTypes) {
    const region = type.scope === 'global' ? globalRegion : session.region;
    const { resources } = await listAll(provider, { region, resourceType: type.id });
    const usable = resources.find(({ status }) => status !== 'terminated' && status !== 'terminating');
    if (usable !== undefined) found.push(usable);
  }
  return found;
}

async function readTags(session: ContractSession, resource: DiscoveredResource): Promise<Tags> {
  const provider = await session.connect();
  const { resources } = await listAll(provider, resource);
  const found = resources.find(({ nativeId }) => nativeId === resource.nativeId);
  if (found === undefined) throw new Error(`${resource.nativeId} is gone`);
  return found.tags;
}

export const taggingCases: readonly ContractCase[] = [
  {
    name: 'sets and overwrites tags of every type, and keeps the others',
    async run(session) {
      const tagging = await session.tagging();
      for (const resource of await oneOfEach(session)) {
        await tagging.setTags(resource, { 'Cost Centre': 'a+b=c', Contract: 'first' }, newContext());
        await tagging.setTags(resource, { Contract: 'second' }, newContext());
        await session.world.settle();
        const expected = { ...resource.tags, 'Cost Centre': 'a+b=c', Contract: 'second' };
        expect(await readTags(session, resource), resource.resourceType).toEqual(expected);
      }
    },
  },
  {
    name: 'removes tags of every type, also those that are not there, and keeps the others',
    async run(session) {
      const tagging = await session.tagging();
      for (const resource of await oneOfEach(session)) {
        await tagging.setTags(resource, { Contract: 'to go', 'Cost Centre': 'to go', Stays: 'here' }, newContext());
        await tagging.removeTags(resource, ['Contract', 'Cost Centre', 'never there'], newContext());
        await session.world.settle();
        const { Contract: _gone, 'Cost Centre': _goneToo, ...others } = resource.tags;
        expect(await readTags(session, resource), resource.resourceType).toEqual({ ...others, Stays: 'here' });
      }
    },
  },
  {
    name: 'removes the last tag of every type',
    async run(session) {
      const tagging = await session.tagging();
      for (const resource of await oneOfEach(session)) {
        for (const key of Object.keys(resource.tags)) await tagging.removeTags(resource, [key], newContext());
        await session.world.settle();
        expect(await readTags(session, resource), resource.resourceType).toEqual({});
      }
    },
  },
  {
    name: 'changes the tags of one resource at once without losing any',
    async run(session) {
      const tagging = await session.tagging();
      for (const resource of await oneOfEach(session)) {
        const names = ['One', 'Two', 'Three', 'Four'];
        await Promise.all(names.map((name) => tagging.setTags(resource, { [name]: 'set' }, newContext())));
        await session.world.settle();
        expect(Object.keys(await readTags(session, resource))).toEqual(expect.arrayContaining(names));
      }
    },
  },
  {
    name: 'does nothing when there is nothing to change',
    async run(session) {
      const tagging = await session.tagging();
      const context = newContext();
      for (const resource of await oneOfEach(session)) {
        await tagging.setTags(resource, {}, context);
        await tagging.removeTags(resource, [], context);
      }
      expect(context.counters.calls).toBe(0);
    },
  },
  {
    name: 'knows no resource that does not exist',
    async run(session) {
      const tagging = await session.tagging();
      const answers: Record<string, unknown> = {};
      const resources = await oneOfEach(session);
      for (const resource of resources) {
        // An id of the same form.
        const nativeId = resource.nativeId.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === '0' ? '1' : '0'));
        const set = tagging.setTags({ ...resource, nativeId }, { Contract: 'x' }, newContext());
        answers[resource.resourceType] = await set.then(
          () => 'done',
          (error: unknown) => (error instanceof ProviderError ? error.code : error),
        );
      }
      expect(answers).toEqual(Object.fromEntries(resources.map(({ resourceType }) => [resourceType, 'not_found'])));
    },
  },
  {
    name: 'refuses keys that the provider reserves',
    async run(session) {
      const tagging = await session.tagging();
      const { reservedTagPrefixes } = (await session.connect()).description;
      const keys = reservedTagPrefixes.map((prefix) => `${prefix}reserved`);
      for (const resource of keys.length === 0 ? [] : await oneOfEach(session)) {
        for (const key of keys) {
          const set = tagging.setTags(resource, { [key]: 'x' }, newContext());
          await expect(set, resource.resourceType).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' });
        }
      }
    },
  },
];
