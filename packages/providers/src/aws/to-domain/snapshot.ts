import type { Snapshot } from '@aws-sdk/client-ec2';
import type { DiscoveredResource, ResourceStatus, SnapshotAttributes } from '@tradewind/core';
import { readName, toResource, toTags, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['pending', 'pending'],
  ['completed', 'active'],
  ['error', 'failed'],
  // In the recycle bin, and on the way out of it.
  ['recoverable', 'terminated'],
  ['recovering', 'pending'],
]);

/** What a snapshot says when its source volume is not known, for example for a copy from another region. */
const noVolumeId = 'vol-ffffffff';

export function toSnapshot(owner: Owner, snapshot: Snapshot): DiscoveredResource {
  const tags = toTags(snapshot.Tags);
  const attributes: Known<SnapshotAttributes> = {
    size_gib: snapshot.VolumeSize,
    source_volume_id: snapshot.VolumeId === undefined || snapshot.VolumeId === noVolumeId ? null : snapshot.VolumeId,
    encrypted: snapshot.Encrypted,
    storage_tier: snapshot.StorageTier,
    description: snapshot.Description,
  };
  return toResource(owner, {
    resourceType: 'ebs_snapshot',
    nativeId: snapshot.SnapshotId,
    name: readName(tags),
    status: statusByState.get(snapshot.State ?? '') ?? 'unknown',
    providerStatus: snapshot.State ?? null,
    tags,
    createdAt: snapshot.StartTime,
    attributes,
  });
}
