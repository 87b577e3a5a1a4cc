import type { Volume } from '@aws-sdk/client-ec2';
import type { DiscoveredResource, ResourceStatus, VolumeAttributes } from '@tradewind/core';
import { readName, toResource, toTags, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['creating', 'pending'],
  ['available', 'active'],
  ['in-use', 'active'],
  ['deleting', 'terminating'],
  ['deleted', 'terminated'],
  ['error', 'failed'],
]);

export function toVolume(owner: Owner, volume: Volume): DiscoveredResource {
  const tags = toTags(volume.Tags);
  const attributes: Known<VolumeAttributes> = {
    size_gib: volume.Size,
    volume_type: volume.VolumeType,
    iops: volume.Iops ?? null,
    throughput_mibps: volume.Throughput ?? null,
    zone: volume.AvailabilityZone,
    encrypted: volume.Encrypted,
    // A volume of a managed service (a Fargate task, say) is attached to what has no instance id:
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VolumeAttachment.html, read 2026-11-20.
    attached_to: (volume.Attachments ?? []).flatMap(
      ({ InstanceId, AssociatedResource }) => InstanceId || AssociatedResource || [],
    ),
  };
  return toResource(owner, {
    resourceType: 'ebs_volume',
    nativeId: volume.VolumeId,
    name: readName(tags),
    status: statusByState.get(volume.State ?? '') ?? 'unknown',
    providerStatus: volume.State ?? null,
    tags,
    createdAt: volume.CreateTime,
    attributes,
  });
}
