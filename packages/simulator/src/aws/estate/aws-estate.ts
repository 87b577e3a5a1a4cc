import { seededIds, type IdSource } from '../../ids.ts';
import { buildAddress } from './address.ts';
import type { AwsEstateEntry, AwsRegionEntry } from './aws-estate-schema.ts';
import { buildBucket, type Bucket } from './bucket.ts';
import { buildDatabaseCluster } from './database-cluster.ts';
import { buildDatabase } from './database.ts';
import { buildImage, defaultImageEntries } from './image.ts';
import { buildInstance } from './instance.ts';
import { buildKubernetesCluster } from './kubernetes-cluster.ts';
import { buildFunction } from './lambda-function.ts';
import { buildLoadBalancer } from './load-balancer.ts';
import { buildNatGateway } from './nat-gateway.ts';
import { defaultRegionNames, optInRegionNames, zoneNames } from './region-names.ts';
import type { AwsRegion, BuildContext, Network } from './region.ts';
import { buildSnapshot } from './snapshot.ts';
import { buildTargetGroup } from './target-group.ts';
import { buildVolume } from './volume.ts';

export interface AwsEstate {
  readonly accountId: string;
  readonly regions: ReadonlyMap<string, AwsRegion>;
  readonly buckets: Map<string, Bucket>;
  /** Ids of what belongs to no region: request ids, session credentials. */
  readonly ids: IdSource;
  nextSequence(): number;
}

/** Out of the way of every estate but one that tests the limit. */
const defaultVcpuLimit = 1_000_000;

export interface AwsEstateOptions {
  readonly seed: number;
  /** Simulated time at the start, which ages count from. */
  readonly startMs: number;
}

export function buildAwsEstate(entry: AwsEstateEntry, { seed, startMs }: AwsEstateOptions): AwsEstate {
  const accountId = entry.account_id ?? '123456789012';
  let sequence = 0;
  const nextSequence = (): number => (sequence += 1);
  const regionEntries = new Map<string, AwsRegionEntry>([
    ...defaultRegionNames.map((name): [string, AwsRegionEntry] => [name, {}]),
    ...optInRegionNames.map((name): [string, AwsRegionEntry] => [name, { opt_in_status: 'not-opted-in' }]),
  ]);
  for (const [name, regionEntry] of Object.entries(entry.regions ?? {})) regionEntries.set(name, regionEntry);
  const regions = new Map(
    Array.from(regionEntries, ([name, regionEntry]) => {
      const region = emptyRegion(name, regionEntry, seededIds(seed, `aws/${name}`), { accountId, nextSequence });
      fillRegion(regionEntry, { region, startMs });
      return [name, region];
    }),
  );
  const buckets = (entry.buckets ?? []).map((bucket) => buildBucket(bucket, { startMs, nextSequence }));
  return {
    accountId,
    regions,
    buckets: new Map(buckets.map((bucket) => [bucket.name, bucket])),
    ids: seededIds(seed, 'aws'),
    nextSequence,
  };
}

function emptyRegion(
  name: string,
  entry: AwsRegionEntry,
  ids: IdSource,
  estate: { readonly accountId: string; nextSequence(): number },
): AwsRegion {
  return {
    name,
    optInStatus: entry.opt_in_status ?? (optInRegionNames.includes(name) ? 'opted-in' : 'opt-in-not-required'),
    network: buildNetwork(name, ids),
    ids,
    nextSequence: estate.nextSequence,
    accountId: estate.accountId,
    vcpuLimit: entry.vcpu_limit ?? defaultVcpuLimit,
    idempotentCalls: new Map(),
    images: new Map(),
    instances: new Map(),
    volumes: new Map(),
    snapshots: new Map(),
    addresses: new Map(),
    natGateways: new Map(),
    databases: new Map(),
    databaseClusters: new Map(),
    kubernetesClusters: new Map(),
    functions: new Map(),
    loadBalancers: new Map(),
    targetGroups: new Map(),
  };
}

/** Fills the stores; a section comes after those that its entries refer to. */
function fillRegion(entry: AwsRegionEntry, context: BuildContext): void {
  const { region } = context;
  const images = [...defaultImageEntries, ...(entry.images ?? [])];
  fill(
    region.images,
    images,
    (item) => buildImage(item, context),
    ({ id }) => id,
  );
  fill(
    region.instances,
    entry.instances,
    (item) => buildInstance(item, context),
    ({ id }) => id,
  );
  fill(
    region.volumes,
    entry.volumes,
    (item) => buildVolume(item, context),
    ({ id }) => id,
  );
  fill(
    region.snapshots,
    entry.snapshots,
    (item) => buildSnapshot(item, context),
    ({ id }) => id,
  );
  fill(
    region.addresses,
    entry.addresses,
    (item) => buildAddress(item, context),
    ({ id }) => id,
  );
  fill(
    region.natGateways,
    entry.nat_gateways,
    (item) => buildNatGateway(item, context),
    ({ id }) => id,
  );
  const { databases, database_clusters: databaseClusters } = entry;
  fill(
    region.databaseClusters,
    databaseClusters,
    (item) => buildDatabaseCluster(item, context),
    (c) => c.identifier,
  );
  fill(
    region.databases,
    databases,
    (item) => buildDatabase(item, context),
    ({ identifier }) => identifier,
  );
  const { kubernetes_clusters: clusters } = entry;
  fill(
    region.kubernetesClusters,
    clusters,
    (item) => buildKubernetesCluster(item, context),
    ({ name }) => name,
  );
  fill(
    region.functions,
    entry.functions,
    (item) => buildFunction(item, context),
    ({ name }) => name,
  );
  fill(
    region.targetGroups,
    entry.target_groups,
    (item) => buildTargetGroup(item, context),
    ({ name }) => name,
  );
  fill(
    region.loadBalancers,
    entry.load_balancers,
    (item) => buildLoadBalancer(item, context),
    ({ name }) => name,
  );
}

function fill<E, R>(
  store: Map<string, R>,
  entries: readonly E[] | undefined,
  build: (entry: E) => R,
  keyOf: (resource: R) => string,
): void {
  for (const entry of entries ?? []) {
    const resource = build(entry);
    store.set(keyOf(resource), resource);
  }
}

function buildNetwork(region: string, ids: IdSource): Network {
  const [first, ...others] = zoneNames(region).map((zone, n) => ({
    id: ids.ec2('subnet'),
    zone,
    cidrBlock: `172.31.${n * 16}.0/20`,
  }));
  if (first === undefined) throw new RangeError(`region ${region} has no zones`);
  return {
    vpcId: ids.ec2('vpc'),
    cidrBlock: '172.31.0.0/16',
    subnets: [first, ...others],
    securityGroupId: ids.ec2('sg'),
  };
}
