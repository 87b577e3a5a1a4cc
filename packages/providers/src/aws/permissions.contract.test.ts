import { globalRegion, type DiscoveredResource } from '@tradewind/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composePolicies, type CallPolicy } from '../call-policy/provider-call.ts';
import { listAll, newContext } from '../contract/test-support/contract-session.ts';
import { HurriedClock } from '../contract/test-support/hurried-clock.ts';
import { awsPermissions, toPermission } from './permissions.ts';
import { awsResourceTypes } from './resource-types.ts';
import type { ServiceName } from './clients.ts';
import { newSimulatorWorld, type SimulatorWorld } from './test-support/simulator-world.ts';

/** Asked only where the region of a bucket is not in the list, which the simulator's always is. */
const onlyElsewhere = new Set(['s3:GetBucketLocation']);

describe('the permissions that are said to be needed are those that are used', () => {
  let world: SimulatorWorld;
  beforeAll(async () => {
    world = await newSimulatorWorld();
  });
  afterAll(() => world?.close());

  /** Connects with a policy that notes the permission of every call. */
  async function connect() {
    const used = new Set<string>();
    const plain = composePolicies();
    const policy: CallPolicy = (call, attempt, context) => {
      const permission = toPermission(call.service as ServiceName, call.operation);
      if (permission !== 'sts:GetCallerIdentity') used.add(permission);
      return plain(call, attempt, context);
    };
    return { used, provider: await world.connect({ policy, clock: new HurriedClock() }) };
  }

  const unitOf = (type: (typeof awsResourceTypes)[number]) => ({
    region: type.scope === 'global' ? globalRegion : world.region,
    resourceType: type.id,
  });

  test.each(awsResourceTypes)('to discover $id', async (type) => {
    const { used, provider } = await connect();
    await listAll(provider, unitOf(type));
    const needed = awsPermissions.types[type.id]?.discover ?? [];
    expect([...used].toSorted()).toEqual(needed.filter((permission) => !onlyElsewhere.has(permission)).toSorted());
    provider.close();
  });

  test.each(awsResourceTypes)('to tag $id', async (type) => {
    const { used, provider } = await connect();
    const { resources } = await listAll(provider, unitOf(type));
    const usable = resources.find(({ status }) => status !== 'terminated') as DiscoveredResource;
    used.clear();
    await provider.tagging?.setTags(usable, { Permission: 'test' }, newContext());
    await provider.tagging?.removeTags(usable, ['Permission'], newContext());
    expect([...used].toSorted()).toEqual([...(awsPermissions.types[type.id]?.tag ?? [])].toSorted());
    provider.close();
  });

  test('to list regions, and to make, start, stop and terminate machines', async () => {
    const { used, provider } = await connect();
    await provider.discovery.listRegions(newContext());
    expect([...used]).toEqual(awsPermissions.account);
    used.clear();
    const { compute } = provider;
    if (compute === null) throw new Error('AWS has compute');
    const { nativeId } = await compute.createInstance(world.spec, 'permissions', newContext());
    const ref = { region: world.region, nativeId };
    await world.settle();
    await compute.readInstance(ref, newContext());
    await compute.stopInstance(ref, newContext());
    await world.settle();
    await compute.startInstance(ref, newContext());
    await compute.terminateInstance(ref, newContext());
    // Tagging at the launch takes a permission of its own.
    expect([...used, 'ec2:CreateTags'].toSorted()).toEqual([...awsPermissions.compute].toSorted());
    provider.close();
  });
});
