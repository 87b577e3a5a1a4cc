import {
  globalRegion,
  ProviderError,
  type CallContext,
  type DiscoveryPort,
  type ProviderRegion,
} from '@tradewind/core';
import { malformedReply } from './errors.ts';
import type { Discoverer } from './discover/discoverer.ts';
import { readHomeRegion } from './home-region.ts';
import type { IdentityLookup } from './identity.ts';
import { isAwsResourceType, type AwsResourceTypeId } from './resource-types.ts';
import type { AwsSession } from './session.ts';

/** Loads the reader of one type, and with it that service's part of the SDK, when it is first asked for. */
const discoverers: { readonly [T in AwsResourceTypeId]: () => Promise<Discoverer> } = {
  ec2: async () => (await import('./discover/instances.ts')).discoverInstances,
  ebs_volume: async () => (await import('./discover/volumes.ts')).discoverVolumes,
  ebs_snapshot: async () => (await import('./discover/snapshots.ts')).discoverSnapshots,
  elastic_ip: async () => (await import('./discover/addresses.ts')).discoverAddresses,
  s3: async () => (await import('./discover/buckets.ts')).discoverBuckets,
  rds: async () => (await import('./discover/databases.ts')).discoverDatabases,
  rds_cluster: async () => (await import('./discover/database-clusters.ts')).discoverDatabaseClusters,
  eks: async () => (await import('./discover/kubernetes-clusters.ts')).discoverKubernetesClusters,
  lambda: async () => (await import('./discover/functions.ts')).discoverFunctions,
  load_balancer: async () => (await import('./discover/load-balancers.ts')).discoverLoadBalancers,
  nat_gateway: async () => (await import('./discover/nat-gateways.ts')).discoverNatGateways,
};

export function createDiscovery(
  session: AwsSession,
  identity: IdentityLookup,
  options: { readonly pageSize: number | null },
): DiscoveryPort {
  const homeRegion = once(() => readHomeRegion(session.settings));

  return {
    async readIdentity(context) {
      return identity.read(await homeRegion(), context);
    },

    async listRegions(context) {
      return fetchRegions(session, await homeRegion(), context);
    },

    async *discover(unit, context) {
      const { resourceType } = unit;
      if (!isAwsResourceType(resourceType)) {
        throw new ProviderError(`AWS has no resource type ${resourceType}`, {
          code: 'invalid',
          outcome: 'not-applied',
        });
      }
      const region = unit.region === globalRegion ? await homeRegion() : unit.region;
      const asked = identity.read(region, context);
      // Awaited by the reader when it has resources; the first describe call may fail before.
      asked.catch(() => undefined);
      const owner = async (): Promise<{ account: string; region: string }> => ({
        account: (await asked).account,
        region: unit.region,
      });
      const discoverer = await discoverers[resourceType]();
      yield* discoverer({ session, region, pageSize: options.pageSize, owner }, context);
    },
  };
}

async function fetchRegions(session: AwsSession, region: string, context: CallContext): Promise<ProviderRegion[]> {
  const { DescribeRegionsCommand } = await import('./sdk/ec2.ts');
  const operation = { service: 'ec2', region, operation: 'DescribeRegions' } as const;
  const answer = await session.call(operation, context, (ec2, options) =>
    ec2.send(new DescribeRegionsCommand({ AllRegions: true }), options),
  );
  if (answer.Regions === undefined) throw malformedReply(`ec2:DescribeRegions in ${region} has no regions`);
  return answer.Regions.flatMap(({ RegionName, OptInStatus }) =>
    RegionName === undefined ? [] : [{ name: RegionName, enabled: OptInStatus !== 'not-opted-in' }],
  );
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => (reading ??= read());
}
