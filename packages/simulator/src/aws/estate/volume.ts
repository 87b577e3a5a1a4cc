import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { subnetFor, type BuildContext } from './region.ts';

export const volumeTypeSchema = z.enum(['gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard']);
export type VolumeType = z.infer<typeof volumeTypeSchema>;

/** A volume that no instance of the estate owns; an instance's own disks are listed with the instance. */
export const volumeEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^vol-[0-9a-f]{8,17}$/)
    .optional(),
  name: z.string().optional().describe('sets the tag Name'),
  type: volumeTypeSchema.optional().describe('default gp3'),
  size_gib: z.int().min(1).max(65_536),
  state: z.enum(['available', 'creating', 'error']).optional().describe('default available'),
  iops: z.int().positive().optional(),
  throughput_mibps: z.int().positive().optional(),
  encrypted: z.boolean().optional(),
  zone: z.string().optional(),
  snapshot_id: z.string().optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

export type VolumeState = 'creating' | 'available' | 'in-use' | 'error';

export interface VolumeAttachment {
  readonly instanceId: string;
  readonly device: string;
  readonly attachedAtMs: number;
  readonly deleteOnTermination: boolean;
}

export interface Volume extends ResourceBase, Transitioning<VolumeState> {
  readonly id: string;
  readonly volumeType: VolumeType;
  readonly sizeGib: number;
  /** Null for magnetic volumes, as in EC2's answers. */
  readonly iops: number | null;
  readonly throughputMibps: number | null;
  readonly encrypted: boolean;
  readonly zone: string;
  readonly snapshotId: string | null;
  attachment: VolumeAttachment | null;
}

export function buildVolume(entry: z.infer<typeof volumeEntrySchema>, { region, startMs }: BuildContext): Volume {
  const volumeType = entry.type ?? 'gp3';
  const sequence = region.nextSequence();
  return {
    id: entry.id ?? region.ids.ec2('vol'),
    sequence,
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags, entry.name),
    state: entry.state ?? 'available',
    upcoming: [],
    volumeType,
    sizeGib: entry.size_gib,
    iops: entry.iops ?? defaultIops(volumeType, entry.size_gib),
    throughputMibps: entry.throughput_mibps ?? (volumeType === 'gp3' ? 125 : null),
    encrypted: entry.encrypted ?? false,
    zone: subnetFor(region.network, entry.zone, sequence).zone,
    snapshotId: entry.snapshot_id ?? null,
    attachment: null,
  };
}

/** gp2 has 3 IOPS a GiB from 100 to 16,000; gp3 has 3,000: docs.aws.amazon.com/ebs/latest/userguide, 2026-11-20. */
export function defaultIops(type: VolumeType, sizeGib: number): number | null {
  if (type === 'gp2') return Math.min(16_000, Math.max(100, sizeGib * 3));
  if (type === 'gp3' || type === 'io1' || type === 'io2') return 3000;
  return null;
}
