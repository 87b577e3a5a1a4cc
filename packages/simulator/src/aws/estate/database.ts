import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { arn, subnetFor, type BuildContext } from './region.ts';

const identifierPattern = /^[a-zA-Z](?:-?[a-zA-Z0-9])*$/;

/** An RDS DB instance; one with `cluster` is a member of that Aurora cluster. */
export const databaseEntrySchema = z.strictObject({
  identifier: z.string().max(63).regex(identifierPattern),
  class: z.string().regex(/^db\.[a-z0-9-]+\.[a-z0-9-]+$/, 'a DB instance class looks like db.m5.large'),
  engine: z.enum(['mysql', 'postgres', 'mariadb', 'aurora-mysql', 'aurora-postgresql', 'oracle-ee', 'sqlserver-ex']),
  engine_version: z.string().optional(),
  status: z.string().optional().describe('default available; kept until a call changes it'),
  storage_gib: z.int().min(1).max(65_536).optional().describe('default 20; 1 for members of a cluster, as RDS answers'),
  storage_type: z.enum(['gp2', 'gp3', 'io1', 'io2', 'standard', 'aurora', 'aurora-iopt1']).optional(),
  iops: z.int().positive().optional(),
  multi_az: z.boolean().optional(),
  encrypted: z.boolean().optional(),
  publicly_accessible: z.boolean().optional(),
  deletion_protection: z.boolean().optional(),
  backup_retention_days: z.int().min(0).max(35).optional().describe('default 7'),
  master_username: z.string().optional(),
  database_name: z.string().optional(),
  cluster: z.string().optional().describe('identifier of the cluster of this region that it is a member of'),
  zone: z.string().optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

/** Open, since RDS adds words; the ones that calls here lead to are creating, available, starting, stopping, stopped,
 * modifying, rebooting, deleting. */
export type DatabaseStatus = string;

export interface Database extends ResourceBase, Transitioning<DatabaseStatus> {
  readonly identifier: string;
  readonly arn: string;
  /** RDS's immutable id, `db-` and 26 upper-case letters and digits. */
  readonly resourceId: string;
  instanceClass: string;
  readonly engine: string;
  readonly engineVersion: string;
  storageGib: number;
  readonly storageType: string;
  readonly iops: number | null;
  readonly multiAz: boolean;
  readonly encrypted: boolean;
  readonly publiclyAccessible: boolean;
  deletionProtection: boolean;
  readonly backupRetentionDays: number;
  readonly masterUsername: string;
  readonly databaseName: string | null;
  readonly clusterIdentifier: string | null;
  readonly zone: string;
  readonly endpointAddress: string;
  readonly port: number;
}

export function buildDatabase(entry: z.infer<typeof databaseEntrySchema>, { region, startMs }: BuildContext): Database {
  const { ids } = region;
  const sequence = region.nextSequence();
  const isMember = entry.cluster !== undefined;
  const { identifier } = entry;
  return {
    identifier,
    arn: arn('rds', region.name, region.accountId, `db:${identifier}`),
    resourceId: `db-${ids.upperAlphanumeric('db', 26)}`,
    sequence,
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    state: entry.status ?? 'available',
    upcoming: [],
    instanceClass: entry.class,
    engine: entry.engine,
    engineVersion: entry.engine_version ?? defaultEngineVersion(entry.engine),
    storageGib: entry.storage_gib ?? (isMember ? 1 : 20),
    storageType: entry.storage_type ?? (isMember ? 'aurora' : 'gp3'),
    iops: entry.iops ?? null,
    multiAz: entry.multi_az ?? false,
    encrypted: entry.encrypted ?? false,
    publiclyAccessible: entry.publicly_accessible ?? false,
    deletionProtection: entry.deletion_protection ?? false,
    backupRetentionDays: entry.backup_retention_days ?? 7,
    masterUsername: entry.master_username ?? 'admin',
    databaseName: entry.database_name ?? null,
    clusterIdentifier: entry.cluster ?? null,
    zone: subnetFor(region.network, entry.zone, sequence).zone,
    endpointAddress: `${identifier.toLowerCase()}.${databaseHostSuffix(region.network.vpcId)}.${region.name}.rds.amazonaws.com`,
    port: portOf(entry.engine),
  };
}

/** The label that RDS puts into the endpoints of an account and region, here derived from its default VPC. */
export function databaseHostSuffix(vpcId: string): string {
  return `c${vpcId.slice(-11)}`;
}

export function defaultEngineVersion(engine: string): string {
  const versions: Record<string, string> = {
    mysql: '8.0.42',
    postgres: '16.9',
    mariadb: '10.11.11',
    'aurora-mysql': '8.0.mysql_aurora.3.08.2',
    'aurora-postgresql': '16.8',
    'oracle-ee': '19.0.0.0.ru-2025-07.rur-2025-07.r1',
    'sqlserver-ex': '16.00.4185.3.v1',
  };
  return versions[engine] ?? '1.0';
}

export function portOf(engine: string): number {
  if (engine.includes('postgres')) return 5432;
  if (engine.startsWith('oracle')) return 1521;
  if (engine.startsWith('sqlserver')) return 1433;
  return 3306;
}
