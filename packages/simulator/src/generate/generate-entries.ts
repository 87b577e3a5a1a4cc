import type { AwsEstateEntry, AwsRegionEntry } from '../aws/estate/aws-estate-schema.ts';
import type { Random } from '../random.ts';

type EntryOf<K extends keyof AwsRegionEntry> = NonNullable<AwsRegionEntry[K]> extends readonly (infer E)[] ? E : never;
type BucketEntry = NonNullable<AwsEstateEntry['buckets']>[number];
type Tags = Record<string, string>;

const environments = ['production', 'production', 'staging', 'development', 'testing'];
const projects = ['storefront', 'api', 'platform', 'analytics', 'billing', 'search', 'mobile'];
const owners = ['team-web', 'team-api', 'team-platform', 'team-data', 'team-payments'];
const currentTypes = ['t3.micro', 't3.medium', 'm5.large', 'm6i.xlarge', 'm7g.large', 'c6i.2xlarge', 'r6g.xlarge'];
const previousTypes = ['m4.large', 't2.micro', 'c4.xlarge'];
const roles = ['web', 'api', 'worker', 'batch', 'cache', 'gateway'];

/** Six in ten are tagged in full, three in part, one not at all. */
function tags(random: Random): Tags | undefined {
  const kind = random.integer(0, 9);
  if (kind === 0) return undefined;
  const all: Tags = {
    Environment: random.pick(environments),
    Project: random.pick(projects),
    Owner: random.pick(owners),
  };
  if (kind > 3) return all;
  const missing = random.pick(Object.keys(all));
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== missing));
}

/** Leaves `tags` out altogether when there are none. */
function tagged<E extends object>(random: Random, entry: E): E & { tags?: Tags } {
  const given = tags(random);
  return given === undefined ? entry : { ...entry, tags: given };
}

function age(random: Random, maxDays: number): { age: string } {
  return { age: `${random.integer(1, maxDays)}d` };
}

export function generateInstance(random: Random, n: number): EntryOf<'instances'> {
  const state = random.pick([
    'running',
    'running',
    'running',
    'running',
    'running',
    'stopped',
    'stopped',
    'pending',
    'terminated',
  ] as const);
  const daysUp = random.integer(2, 900);
  const ended = state === 'stopped' || state === 'terminated';
  const data = { size_gib: random.integer(2, 50) * 10, type: random.pick(['gp2', 'gp3'] as const) };
  return tagged(random, {
    name: `${random.pick(roles)}-${n}`,
    type: random.integer(0, 9) === 0 ? random.pick(previousTypes) : random.pick(currentTypes),
    state,
    launched_at: { age: `${daysUp}d` },
    ...(ended ? { stopped_at: { age: `${random.integer(1, Math.min(daysUp, 200))}d` } } : {}),
    public: random.integer(0, 3) === 0,
    disks: state === 'terminated' ? [] : random.integer(0, 3) === 0 ? [{ size_gib: 16 }, data] : [{ size_gib: 16 }],
  });
}

export function generateVolume(random: Random, n: number): EntryOf<'volumes'> {
  return tagged(random, {
    name: `data-${n}`,
    type: random.pick(['gp2', 'gp3', 'gp3', 'st1'] as const),
    size_gib: random.integer(1, 100) * 10,
    created_at: age(random, 1000),
  });
}

export function generateSnapshot(random: Random, n: number): EntryOf<'snapshots'> {
  const size = random.integer(1, 100) * 10;
  return tagged(random, { size_gib: size, started_at: age(random, 1000), description: `backup ${n}` });
}

export function generateAddress(random: Random, n: number): EntryOf<'addresses'> {
  return tagged(random, { name: `address-${n}` });
}

export function generateNatGateway(random: Random, n: number): EntryOf<'nat_gateways'> {
  return tagged(random, { name: `nat-${n}`, created_at: age(random, 1000) });
}

export function generateDatabase(random: Random, n: number): EntryOf<'databases'> {
  return tagged(random, {
    identifier: `db-${n}`,
    class: random.pick(['db.t3.medium', 'db.m5.large', 'db.r6g.xlarge']),
    engine: random.pick(['mysql', 'postgres', 'mariadb'] as const),
    status: random.pick(['available', 'available', 'available', 'stopped']),
    storage_gib: random.integer(2, 100) * 10,
    multi_az: random.integer(0, 1) === 0,
    created_at: age(random, 1000),
  });
}

export function generateDatabaseCluster(
  random: Random,
  n: number,
): { cluster: EntryOf<'database_clusters'>; members: EntryOf<'databases'>[] } {
  const engine = random.pick(['aurora-mysql', 'aurora-postgresql'] as const);
  const created = age(random, 1000);
  const cluster = tagged(random, { identifier: `cluster-${n}`, engine, created_at: created });
  const members = [1, 2].map((m) =>
    tagged(random, {
      identifier: `cluster-${n}-${m}`,
      class: 'db.r6g.large',
      engine,
      cluster: cluster.identifier,
      created_at: created,
    }),
  );
  return { cluster, members };
}

export function generateKubernetesCluster(random: Random, n: number): EntryOf<'kubernetes_clusters'> {
  return tagged(random, {
    name: `cluster-${n}`,
    version: random.pick(['1.31', '1.32', '1.33']),
    created_at: age(random, 700),
    node_groups: [
      { name: 'general', instance_types: ['m6i.large'], desired_size: random.integer(0, 20), max_size: 40 },
    ],
  });
}

export function generateFunction(random: Random, n: number): EntryOf<'functions'> {
  return tagged(random, {
    name: `function-${n}`,
    runtime: random.pick(['nodejs22.x', 'python3.13', 'python3.9', 'java21']),
    memory_mb: random.pick([128, 256, 512, 1024]),
    last_modified_at: age(random, 1000),
  });
}

/** One in three has a target group without targets. */
export function generateLoadBalancer(
  random: Random,
  n: number,
): { loadBalancer: EntryOf<'load_balancers'>; targetGroup: EntryOf<'target_groups'> } {
  const name = `balancer-${n}`;
  const targets = random.integer(0, 2) === 0 ? [] : [{ id: `172.31.0.${random.integer(4, 250)}` }];
  return {
    targetGroup: { name, target_type: 'ip', targets },
    loadBalancer: tagged(random, {
      name,
      listeners: [{ port: 80, protocol: 'HTTP' as const, target_group: name }],
      created_at: age(random, 1000),
    }),
  };
}

export function generateBucket(random: Random, n: number, region: string): BucketEntry {
  return tagged(random, { name: `bucket-${n}-${random.hex(6)}`, region, created_at: age(random, 1500) });
}
