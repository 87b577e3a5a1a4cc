import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { BuildContext } from './region.ts';

export const imageEntrySchema = z.strictObject({
  id: z.string().regex(/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/),
  name: z.string().min(3).max(128),
  architecture: z.enum(['x86_64', 'arm64']).optional().describe('default x86_64'),
  platform: z.enum(['linux', 'windows']).optional(),
  description: z.string().optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

type ImageEntry = z.infer<typeof imageEntrySchema>;

/** A machine image that instances can be launched from. */
export interface Image extends ResourceBase {
  readonly id: string;
  readonly name: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly windows: boolean;
  readonly description: string;
  readonly snapshotId: string;
}

/** Every region has these, under the same ids. */
export const defaultImageEntries: readonly ImageEntry[] = [
  {
    id: 'ami-0a1b2c3d4e5f60718',
    name: 'al2023-ami-2023.9.20261027.0-kernel-6.1-x86_64',
    description: 'Amazon Linux 2023',
  },
  {
    id: 'ami-0b2c3d4e5f6071829',
    name: 'al2023-ami-2023.9.20261027.0-kernel-6.1-arm64',
    architecture: 'arm64',
    description: 'Amazon Linux 2023',
  },
];

export function defaultImageId(architecture: 'x86_64' | 'arm64'): string {
  const found = defaultImageEntries.find((entry) => (entry.architecture ?? 'x86_64') === architecture);
  if (found === undefined) throw new RangeError(`there is no image for ${architecture}`);
  return found.id;
}

export function buildImage(entry: ImageEntry, { region, startMs }: BuildContext): Image {
  return {
    id: entry.id,
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags),
    name: entry.name,
    architecture: entry.architecture ?? 'x86_64',
    windows: entry.platform === 'windows',
    description: entry.description ?? '',
    snapshotId: region.ids.ec2('snap-of-image').replace('snap-of-image', 'snap'),
  };
}
