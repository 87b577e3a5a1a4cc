import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import type { BuildContext } from './region.ts';

export const snapshotEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^snap-[0-9a-f]{8,17}$/)
    .optional(),
  name: z.string().optional().describe('sets the tag Name'),
  volume_id: z
    .string()
    .regex(/^vol-[0-9a-f]{8,17}$/)
    .optional()
    .describe('the volume need not exist any more'),
  size_gib: z.int().min(1).max(65_536),
  state: z.enum(['completed', 'pending', 'error']).optional().describe('default completed'),
  started_at: momentSchema.optional().describe('default 30 days before the start'),
  description: z.string().optional(),
  encrypted: z.boolean().optional(),
  storage_tier: z.enum(['standard', 'archive']).optional(),
  tags: tagsSchema.optional(),
});

export type SnapshotState = 'completed' | 'pending' | 'error';

export interface Snapshot extends ResourceBase, Transitioning<SnapshotState> {
  readonly id: string;
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly description: string;
  readonly encrypted: boolean;
  readonly storageTier: 'standard' | 'archive';
}

export function buildSnapshot(entry: z.infer<typeof snapshotEntrySchema>, { region, startMs }: BuildContext): Snapshot {
  return {
    id: entry.id ?? region.ids.ec2('snap'),
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.started_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags, entry.name),
    state: entry.state ?? 'completed',
    upcoming: [],
    volumeId: entry.volume_id ?? region.ids.ec2('vol-of-snapshot').replace('vol-of-snapshot', 'vol'),
    sizeGib: entry.size_gib,
    description: entry.description ?? '',
    encrypted: entry.encrypted ?? false,
    storageTier: entry.storage_tier ?? 'standard',
  };
}
