import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { databaseHostSuffix, defaultEngineVersion, portOf, type DatabaseStatus } from './database.ts';
import { arn, type BuildContext } from './region.ts';

/** An Aurora cluster. Its members are the databases of the region that name it as their `cluster`. */
export const databaseClusterEntrySchema = z.strictObject({
  identifier: z
    .string()
    .max(63)
    .regex(/^[a-zA-Z](?:-?[a-zA-Z0-9])*$/),
  engine: z.enum(['aurora-mysql', 'aurora-postgresql']),
  engine_version: z.string().optional(),
  engine_mode: z.enum(['provisioned', 'serverless']).optional().describe('default provisioned'),
  serverless_v2: z.strictObject({ min_acu: z.number().min(0), max_acu: z.number().positive() }).optional(),
  status: z.string().optional().describe('default available; kept until a call changes it'),
  multi_az: z.boolean().optional(),
  encrypted: z.boolean().optional(),
  deletion_protection: z.boolean().optional(),
  backup_retention_days: z.int().min(1).max(35).optional().describe('default 7'),
  master_username: z.string().optional(),
  database_name: z.string().optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

export interface DatabaseCluster extends ResourceBase, Transitioning<DatabaseStatus> {
  readonly identifier: string;
  readonly arn: string;
  /** RDS's immutable id, `cluster-` and 26 upper-case letters and digits. */
  readonly resourceId: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: 'provisioned' | 'serverless';
  readonly serverlessV2: { readonly minAcu: number; readonly maxAcu: number } | null;
  readonly multiAz: boolean;
  readonly encrypted: boolean;
  deletionProtection: boolean;
  readonly backupRetentionDays: number;
  readonly masterUsername: string;
  readonly databaseName: string | null;
  readonly zones: readonly string[];
  readonly endpointAddress: string;
  readonly readerEndpointAddress: string;
  readonly port: number;
}

export function buildDatabaseCluster(
  entry: z.infer<typeof databaseClusterEntrySchema>,
  { region, startMs }: BuildContext,
): DatabaseCluster {
  const { identifier } = entry;
  const host = `${databaseHostSuffix(region.network.vpcId)}.${region.name}.rds.amazonaws.com`;
  return {
    identifier,
    arn: arn('rds', region.name, region.accountId, `cluster:${identifier}`),
    resourceId: `cluster-${region.ids.upperAlphanumeric('cluster', 26)}`,
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    state: entry.status ?? 'available',
    upcoming: [],
    engine: entry.engine,
    engineVersion: entry.engine_version ?? defaultEngineVersion(entry.engine),
    engineMode: entry.engine_mode ?? 'provisioned',
    serverlessV2:
      entry.serverless_v2 === undefined
        ? null
        : { minAcu: entry.serverless_v2.min_acu, maxAcu: entry.serverless_v2.max_acu },
    multiAz: entry.multi_az ?? false,
    encrypted: entry.encrypted ?? true,
    deletionProtection: entry.deletion_protection ?? false,
    backupRetentionDays: entry.backup_retention_days ?? 7,
    masterUsername: entry.master_username ?? 'admin',
    databaseName: entry.database_name ?? null,
    zones: region.network.subnets.map(({ zone }) => zone),
    endpointAddress: `${identifier.toLowerCase()}.cluster-${host}`,
    readerEndpointAddress: `${identifier.toLowerCase()}.cluster-ro-${host}`,
    port: portOf(entry.engine),
  };
}
