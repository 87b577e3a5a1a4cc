import { globalRegion, resourceStatuses, type DiscoveredResource, type ResourceTypeDescriptor } from '@tradewind/core';
import { expect } from 'vitest';
import { instanceUnit, listAll, newContext } from './contract-session.ts';
import type { ContractCase } from './provider-contract.ts';

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** As small as every provider lets one ask for: AWS refuses less. */
const smallPage = 5;

export const discoveryCases: readonly ContractCase[] = [
  {
    name: 'says whose the credentials are',
    async run(session) {
      const provider = await session.connect();
      const identity = await provider.discovery.readIdentity(newContext());
      expect(identity.account).not.toBe('');
      expect(identity.principal).not.toBe('');
    },
  },
  {
    name: 'lists regions, each once, the enabled among them',
    async run(session) {
      const provider = await session.connect();
      const regions = await provider.discovery.listRegions(newContext());
      const names = regions.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(regions).toContainEqual({ name: session.region, enabled: true });
    },
  },
  {
    name: 'reads every page, and each resource once',
    async run(session) {
      const compute = await session.compute();
      const made: string[] = [];
      for (let n = 0; n < 2 * smallPage + 2; n += 1) {
        const { nativeId } = await compute.createInstance(session.world.spec, session.key(`page-${n}`), newContext());
        made.push(nativeId);
      }
      await session.world.settle();
      const provider = await session.connect({ pageSize: smallPage });
      const context = newContext();
      const { resources } = await listAll(provider, instanceUnit(provider, session.region), context);
      const found = resources.map(({ nativeId }) => nativeId);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(made));
      expect(context.counters.calls).toBeGreaterThanOrEqual(3);
    },
  },
  {
    name: 'describes resources of every type in the closed terms of the model',
    async run(session) {
      const provider = await session.connect();
      const { account } = await provider.discovery.readIdentity(newContext());
      for (const type of provider.description.resourceTypes) {
        const region = type.scope === 'global' ? globalRegion : session.region;
        const listing = await listAll(provider, { region, resourceType: type.id });
        expect(listing.problems).toEqual([]);
        expect(listing.largestPage).toBeLessThanOrEqual(500);
        for (const resource of listing.resources) expectWellFormed(resource, type, { account, region });
      }
    },
  },
  {
    name: 'reads a region without resources as empty',
    async run(session) {
      const provider = await session.connect();
      const { resources } = await listAll(provider, instanceUnit(provider, session.world.emptyRegion));
      expect(resources).toEqual([]);
    },
  },
  {
    name: 'understands answers that hold what no schema knows yet',
    async run(session) {
      const before = await session.connect();
      const plain = await listAll(before, instanceUnit(before, session.region));
      await session.inject({ kind: 'unknown_fields' });
      const provider = await session.connect();
      const enriched = await listAll(provider, instanceUnit(provider, session.region));
      expect(enriched.resources).toEqual(plain.resources);
      expect(await provider.discovery.readIdentity(newContext())).toEqual(
        await before.discovery.readIdentity(newContext()),
      );
    },
  },
  {
    name: 'refuses a type that it does not have',
    async run(session) {
      const provider = await session.connect();
      const listing = listAll(provider, { region: session.region, resourceType: 'no_such_type' });
      await expect(listing).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' });
    },
  },
];

function expectWellFormed(
  resource: DiscoveredResource,
  type: ResourceTypeDescriptor,
  owner: { readonly account: string; readonly region: string },
): void {
  expect(resource).toMatchObject({
    provider: type.provider,
    account: owner.account,
    region: owner.region,
    resourceType: type.id,
    kind: type.kind,
    serviceType: type.serviceType,
  });
  expect(resource.nativeId).not.toBe('');
  expect(resource.name).not.toBe('');
  expect(resourceStatuses).toContain(resource.status);
  expect(resource.status).not.toBe('unknown');
  if (resource.createdAt !== null) expect(resource.createdAt).toMatch(isoTime);
  expect(JSON.parse(JSON.stringify(resource))).toEqual(resource);
  for (const [name, value] of Object.entries(resource.attributes)) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    if (name.endsWith('_at') && value !== null) expect(value).toMatch(isoTime);
  }
}
