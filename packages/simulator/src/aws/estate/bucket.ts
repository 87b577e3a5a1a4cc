import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';

const objectSchema = z.strictObject({
  key: z.string().min(1).max(1024),
  size_bytes: z.int().min(0).optional().describe('filled with zeros; not together with content'),
  content: z.string().optional(),
  modified_at: momentSchema.optional().describe("default the bucket's creation"),
});

export const bucketEntrySchema = z.strictObject({
  name: z
    .string()
    .min(3)
    .max(63)
    .regex(/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/, 'a bucket name has lower-case letters, digits, dots and dashes'),
  region: z.string().describe('where it is located'),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  versioning: z.enum(['Enabled', 'Suspended']).optional().describe('default never enabled'),
  encryption: z.enum(['AES256', 'aws:kms']).optional().describe('default AES256, as S3 has had since 2023'),
  block_public_access: z.boolean().optional().describe('default true'),
  objects: z.array(objectSchema).optional(),
  tags: tagsSchema.optional(),
});

export interface BucketObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Null for an object of zeros that was never uploaded. */
  readonly content: Buffer | null;
  readonly modifiedAtMs: number;
  readonly contentType: string;
}

/** A bucket. Names are global, so the store is the estate's, not a region's. */
export interface Bucket extends ResourceBase {
  readonly name: string;
  readonly region: string;
  versioning: 'Enabled' | 'Suspended' | null;
  readonly encryption: 'AES256' | 'aws:kms';
  readonly blockPublicAccess: boolean;
  readonly objects: Map<string, BucketObject>;
}

export function buildBucket(
  entry: z.infer<typeof bucketEntrySchema>,
  context: { readonly startMs: number; nextSequence(): number },
): Bucket {
  const { startMs } = context;
  const createdAtMs = momentToMs(entry.created_at ?? { age: '30d' }, startMs);
  const objects = (entry.objects ?? []).map((object): [string, BucketObject] => {
    const content = object.content === undefined ? null : Buffer.from(object.content);
    const modifiedAtMs = object.modified_at === undefined ? createdAtMs : momentToMs(object.modified_at, startMs);
    const sizeBytes = content?.length ?? object.size_bytes ?? 0;
    return [object.key, { key: object.key, sizeBytes, content, modifiedAtMs, contentType: 'binary/octet-stream' }];
  });
  return {
    name: entry.name,
    region: entry.region,
    sequence: context.nextSequence(),
    createdAtMs,
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    versioning: entry.versioning ?? null,
    encryption: entry.encryption ?? 'AES256',
    blockPublicAccess: entry.block_public_access ?? true,
    objects: new Map(objects),
  };
}
