import type { AwsEstateEntry, AwsRegionEntry } from '../aws/estate/aws-estate-schema.ts';
import { defaultRegionNames } from '../aws/estate/region-names.ts';
import type { EstateFile } from '../estate/estate-schema.ts';
import { seededRandom, type Random } from '../random.ts';
import * as entries from './generate-entries.ts';

type Section = Exclude<keyof AwsRegionEntry, 'opt_in_status' | 'vcpu_limit' | 'images' | 'target_groups'> | 'buckets';
type Buckets = NonNullable<AwsEstateEntry['buckets']>;

/** Lists of entries that grow while an estate is generated. */
type GrowingRegion = { [K in keyof AwsRegionEntry]?: AwsRegionEntry[K] };

/** Share of each section among what is generated, in percent: many small things, few clusters. */
const weights: readonly (readonly [Section, number])[] = [
  ['instances', 34],
  ['volumes', 12],
  ['snapshots', 18],
  ['addresses', 5],
  ['nat_gateways', 2],
  ['databases', 5],
  ['database_clusters', 1],
  ['kubernetes_clusters', 1],
  ['functions', 12],
  ['load_balancers', 3],
  ['buckets', 7],
];

/** An estate of exactly `count` resources (disks of instances, addresses of NAT gateways and members of database clusters
 * counted) over the 17 regions of every account and all types, the same for the same seed. */
export function generateEstate(count: number, seed: number): EstateFile {
  const random = seededRandom(seed, 'generate');
  const regions = new Map<string, GrowingRegion>(defaultRegionNames.map((name) => [name, {}]));
  const buckets: Buckets = [];
  let made = 0;
  for (let n = 1; made < count; n += 1) {
    const name = random.pick(defaultRegionNames);
    const region = regions.get(name) ?? {};
    const section = n <= weights.length ? (weights[n - 1]?.[0] ?? 'volumes') : pickSection(random);
    made += add(section, { random, n, region, regionName: name, buckets, left: count - made });
  }
  return { aws: { regions: Object.fromEntries(regions), buckets } };
}

interface AddContext {
  readonly random: Random;
  /** Number of the entry, for unique names. */
  readonly n: number;
  readonly region: GrowingRegion;
  readonly regionName: string;
  readonly buckets: Buckets;
  /** How many resources may still be made; a section whose entry would make more gives way to a volume. */
  readonly left: number;
}

/** Adds an entry; returns the number of resources that it makes. */
function add(section: Section, context: AddContext): number {
  const { random, n, region, left } = context;
  switch (section) {
    case 'instances': {
      const instance = entries.generateInstance(random, n);
      const made = 1 + (instance.disks?.length ?? 0);
      if (made > left) return addVolume(context);
      (region.instances ??= []).push(instance);
      return made;
    }
    case 'nat_gateways':
      if (left < 2) return addVolume(context);
      (region.nat_gateways ??= []).push(entries.generateNatGateway(random, n));
      return 2;
    case 'database_clusters': {
      if (left < 3) return addVolume(context);
      const { cluster, members } = entries.generateDatabaseCluster(random, n);
      (region.database_clusters ??= []).push(cluster);
      (region.databases ??= []).push(...members);
      return 1 + members.length;
    }
    case 'load_balancers': {
      const { loadBalancer, targetGroup } = entries.generateLoadBalancer(random, n);
      (region.load_balancers ??= []).push(loadBalancer);
      (region.target_groups ??= []).push(targetGroup);
      return 1;
    }
    case 'volumes':
      return addVolume(context);
    case 'snapshots':
      (region.snapshots ??= []).push(entries.generateSnapshot(random, n));
      return 1;
    case 'addresses':
      (region.addresses ??= []).push(entries.generateAddress(random, n));
      return 1;
    case 'databases':
      (region.databases ??= []).push(entries.generateDatabase(random, n));
      return 1;
    case 'kubernetes_clusters':
      (region.kubernetes_clusters ??= []).push(entries.generateKubernetesCluster(random, n));
      return 1;
    case 'functions':
      (region.functions ??= []).push(entries.generateFunction(random, n));
      return 1;
    case 'buckets':
      context.buckets.push(entries.generateBucket(random, n, context.regionName));
      return 1;
  }
}

function addVolume({ random, n, region }: AddContext): number {
  (region.volumes ??= []).push(entries.generateVolume(random, n));
  return 1;
}

function pickSection(random: Random): Section {
  let left = random.fraction() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [section, weight] of weights) {
    left -= weight;
    if (left < 0) return section;
  }
  return 'instances';
}
