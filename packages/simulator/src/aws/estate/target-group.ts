import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import { arn, type BuildContext } from './region.ts';

const healthSchema = z.enum(['initial', 'healthy', 'unhealthy', 'unused', 'draining', 'unavailable']);

const targetSchema = z.strictObject({
  id: z.string().describe('id or name of an instance of this region, an IP address, or the ARN of a function'),
  port: z.int().min(1).max(65_535).optional().describe("default the group's"),
  zone: z.string().optional(),
  health: healthSchema.optional().describe('default healthy'),
});

export const targetGroupEntrySchema = z.strictObject({
  name: z
    .string()
    .max(32)
    .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/),
  protocol: z.enum(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE']).optional().describe('default HTTP'),
  port: z.int().min(1).max(65_535).optional().describe('default 80'),
  target_type: z.enum(['instance', 'ip', 'lambda', 'alb']).optional().describe('default instance'),
  health_check_path: z.string().optional().describe('default /'),
  targets: z.array(targetSchema).optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start; ELB does not answer it'),
  tags: tagsSchema.optional(),
});

export interface Target {
  readonly id: string;
  readonly port: number | null;
  readonly zone: string | null;
  readonly health: z.infer<typeof healthSchema>;
}

/** A target group; the load balancers that forward to it name it in their listeners. */
export interface TargetGroup extends ResourceBase {
  readonly name: string;
  readonly arn: string;
  readonly protocol: string | null;
  readonly port: number | null;
  readonly targetType: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly healthCheckPath: string;
  targets: readonly Target[];
}

export function buildTargetGroup(
  entry: z.infer<typeof targetGroupEntrySchema>,
  { region, startMs }: BuildContext,
): TargetGroup {
  const targetType = entry.target_type ?? 'instance';
  const port = targetType === 'lambda' ? null : (entry.port ?? 80);
  const path = `targetgroup/${entry.name}/${region.ids.hex('targetgroup', 16)}`;
  return {
    name: entry.name,
    arn: arn('elasticloadbalancing', region.name, region.accountId, path),
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    protocol: targetType === 'lambda' ? null : (entry.protocol ?? 'HTTP'),
    port,
    targetType,
    healthCheckPath: entry.health_check_path ?? '/',
    targets: (entry.targets ?? []).map((target) => ({
      id: instanceIdOf(target.id, region.instances.values()),
      port: target.port ?? port,
      zone: target.zone ?? null,
      health: target.health ?? 'healthy',
    })),
  };
}

function instanceIdOf(
  idOrName: string,
  instances: Iterable<{ readonly id: string; readonly tags: ReadonlyMap<string, string> }>,
): string {
  for (const { id, tags } of instances) if (tags.get('Name') === idOrName) return id;
  return idOrName;
}
