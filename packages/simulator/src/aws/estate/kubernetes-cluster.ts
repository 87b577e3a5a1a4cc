import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { arn, type BuildContext } from './region.ts';

const nodeGroupSchema = z.strictObject({
  name: z
    .string()
    .max(63)
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/),
  status: z
    .enum(['CREATING', 'ACTIVE', 'UPDATING', 'DELETING', 'CREATE_FAILED', 'DELETE_FAILED', 'DEGRADED'])
    .optional()
    .describe('default ACTIVE'),
  instance_types: z.array(z.string()).nonempty(),
  capacity_type: z.enum(['ON_DEMAND', 'SPOT']).optional().describe('default ON_DEMAND'),
  desired_size: z.int().min(0),
  min_size: z.int().min(0).optional().describe('default desired_size'),
  max_size: z.int().min(1).optional().describe('default desired_size, at least 1'),
  disk_size_gib: z.int().min(1).optional().describe('default 20'),
  version: z.string().optional().describe("default the cluster's"),
  labels: z.record(z.string(), z.string()).optional(),
  created_at: momentSchema.optional().describe("default the cluster's"),
  tags: tagsSchema.optional(),
});

/** An EKS cluster. */
export const kubernetesClusterEntrySchema = z.strictObject({
  name: z
    .string()
    .max(100)
    .regex(/^[0-9A-Za-z][A-Za-z0-9_-]*$/),
  version: z
    .string()
    .regex(/^1\.\d+$/)
    .optional()
    .describe('default 1.33'),
  status: z
    .enum(['CREATING', 'ACTIVE', 'DELETING', 'FAILED', 'UPDATING', 'PENDING'])
    .optional()
    .describe('default ACTIVE'),
  public_endpoint: z.boolean().optional().describe('default true'),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  node_groups: z.array(nodeGroupSchema).optional(),
  tags: tagsSchema.optional(),
});

export type KubernetesClusterStatus = 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING' | 'PENDING';
export type NodeGroupStatus = NonNullable<z.infer<typeof nodeGroupSchema>['status']>;

export interface NodeGroup extends ResourceBase, Transitioning<NodeGroupStatus> {
  readonly name: string;
  readonly arn: string;
  readonly instanceTypes: readonly string[];
  readonly capacityType: 'ON_DEMAND' | 'SPOT';
  desiredSize: number;
  minSize: number;
  maxSize: number;
  readonly diskSizeGib: number;
  readonly version: string;
  readonly labels: ReadonlyMap<string, string>;
}

export interface KubernetesCluster extends ResourceBase, Transitioning<KubernetesClusterStatus> {
  readonly name: string;
  readonly arn: string;
  readonly version: string;
  /** EKS's immutable id: 32 upper-case hexadecimal digits, part of the endpoint. */
  readonly clusterId: string;
  readonly publicEndpoint: boolean;
  readonly nodeGroups: Map<string, NodeGroup>;
}

export function buildKubernetesCluster(
  entry: z.infer<typeof kubernetesClusterEntrySchema>,
  context: BuildContext,
): KubernetesCluster {
  const { region, startMs } = context;
  const version = entry.version ?? '1.33';
  const createdAtMs = momentToMs(entry.created_at ?? { age: '30d' }, startMs);
  const sequence = region.nextSequence();
  const nodeGroups = (entry.node_groups ?? []).map((group): NodeGroup => {
    const path = `nodegroup/${entry.name}/${group.name}/${region.ids.uuid('nodegroup')}`;
    return {
      name: group.name,
      arn: arn('eks', region.name, region.accountId, path),
      sequence: region.nextSequence(),
      createdAtMs: group.created_at === undefined ? createdAtMs : momentToMs(group.created_at, startMs),
      visibleFromMs: 0,
      tags: toTags(group.tags),
      state: group.status ?? 'ACTIVE',
      upcoming: [],
      instanceTypes: group.instance_types,
      capacityType: group.capacity_type ?? 'ON_DEMAND',
      desiredSize: group.desired_size,
      minSize: group.min_size ?? group.desired_size,
      maxSize: group.max_size ?? Math.max(1, group.desired_size),
      diskSizeGib: group.disk_size_gib ?? 20,
      version: group.version ?? version,
      labels: new Map(Object.entries(group.labels ?? {})),
    };
  });
  return {
    name: entry.name,
    arn: arn('eks', region.name, region.accountId, `cluster/${entry.name}`),
    sequence,
    createdAtMs,
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    state: entry.status ?? 'ACTIVE',
    upcoming: [],
    version,
    clusterId: region.ids.hex('eks', 32).toUpperCase(),
    publicEndpoint: entry.public_endpoint ?? true,
    nodeGroups: new Map(nodeGroups.map((group) => [group.name, group])),
  };
}
