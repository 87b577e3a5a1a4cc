import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { arn, type BuildContext } from './region.ts';

export const functionEntrySchema = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^[a-zA-Z0-9-_]+$/),
  runtime: z.string().optional().describe('default nodejs22.x; not for container images'),
  package: z.enum(['Zip', 'Image']).optional().describe('default Zip'),
  handler: z.string().optional().describe('default index.handler'),
  memory_mb: z.int().min(128).max(10_240).optional().describe('default 128'),
  timeout_seconds: z.int().min(1).max(900).optional().describe('default 3'),
  ephemeral_storage_mb: z.int().min(512).max(10_240).optional().describe('default 512'),
  code_size_bytes: z.int().min(1).optional(),
  architecture: z.enum(['x86_64', 'arm64']).optional().describe('default x86_64'),
  state: z.enum(['Pending', 'Active', 'Inactive', 'Failed']).optional().describe('default Active'),
  description: z.string().optional(),
  role: z.string().optional().describe('name of the execution role'),
  environment: z.record(z.string(), z.string()).optional(),
  last_modified_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

export type FunctionState = 'Pending' | 'Active' | 'Inactive' | 'Failed';

export interface LambdaFunction extends ResourceBase, Transitioning<FunctionState> {
  readonly name: string;
  readonly arn: string;
  /** Null for container images. */
  readonly runtime: string | null;
  readonly packageType: 'Zip' | 'Image';
  readonly handler: string | null;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly ephemeralStorageMb: number;
  readonly codeSizeBytes: number;
  /** Base64 of 32 bytes, as Lambda answers it. */
  readonly codeSha256: string;
  readonly revisionId: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly description: string;
  readonly roleArn: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly lastModifiedAtMs: number;
}

export function buildFunction(
  entry: z.infer<typeof functionEntrySchema>,
  { region, startMs }: BuildContext,
): LambdaFunction {
  const lastModifiedAtMs = momentToMs(entry.last_modified_at ?? { age: '30d' }, startMs);
  const isZip = entry.package !== 'Image';
  return {
    name: entry.name,
    arn: arn('lambda', region.name, region.accountId, `function:${entry.name}`),
    sequence: region.nextSequence(),
    createdAtMs: lastModifiedAtMs,
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    state: entry.state ?? 'Active',
    upcoming: [],
    runtime: isZip ? (entry.runtime ?? 'nodejs22.x') : null,
    packageType: entry.package ?? 'Zip',
    handler: isZip ? (entry.handler ?? 'index.handler') : null,
    memoryMb: entry.memory_mb ?? 128,
    timeoutSeconds: entry.timeout_seconds ?? 3,
    ephemeralStorageMb: entry.ephemeral_storage_mb ?? 512,
    codeSizeBytes: entry.code_size_bytes ?? 4096,
    codeSha256: Buffer.from(region.ids.hex('code', 64), 'hex').toString('base64'),
    revisionId: region.ids.uuid('revision'),
    architecture: entry.architecture ?? 'x86_64',
    description: entry.description ?? '',
    roleArn: `arn:aws:iam::${region.accountId}:role/${entry.role ?? 'lambda-execution'}`,
    environment: new Map(Object.entries(entry.environment ?? {})),
    lastModifiedAtMs,
  };
}
