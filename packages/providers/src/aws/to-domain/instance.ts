import type { DiscoveredResource, InstanceAttributes, ResourceStatus } from '@tradewind/core';
import type { InstanceRecord } from '../streaming/describe-instances-document.ts';
import { readName, toIsoTime, toResource, toTags, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['pending', 'pending'],
  ['running', 'running'],
  ['shutting-down', 'terminating'],
  ['terminated', 'terminated'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
]);

/** An instance as `DescribeInstances` and `RunInstances` answer it. */
export function toInstance(owner: Owner, instance: InstanceRecord): DiscoveredResource {
  const state = instance.State?.Name ?? null;
  const tags = toTags(instance.Tags);
  const attributes: Known<InstanceAttributes> = {
    machine_type: instance.InstanceType,
    zone: instance.Placement?.AvailabilityZone,
    image_id: instance.ImageId,
    architecture: instance.Architecture,
    lifecycle: instance.InstanceLifecycle === 'spot' ? 'spot' : 'on_demand',
    launched_at: toIsoTime(instance.LaunchTime),
    stopped_at: state === 'stopped' ? readStoppedAt(instance.StateTransitionReason) : null,
    private_ip: instance.PrivateIpAddress ?? null,
    public_ip: instance.PublicIpAddress ?? null,
    network_id: instance.VpcId ?? null,
    subnet_id: instance.SubnetId ?? null,
    volume_ids: readVolumeIds(instance),
    platform: instance.PlatformDetails ?? instance.Platform,
  };
  return toResource(owner, {
    resourceType: 'ec2',
    nativeId: instance.InstanceId,
    name: readName(tags),
    status: statusByState.get(state ?? '') ?? 'unknown',
    providerStatus: state,
    tags,
    createdAt: readCreatedAt(instance),
    attributes,
  });
}

/**
 * `LaunchTime` is when it last started, so that it changes with every stop and start; the primary network interface is
 * attached once, at the creation.
 */
function readCreatedAt(instance: InstanceRecord): string | undefined {
  const launchedAt = toIsoTime(instance.LaunchTime);
  const primary = instance.NetworkInterfaces?.find(
    (networkInterface) => networkInterface.Attachment?.DeviceIndex === 0,
  );
  const attachedAt = toIsoTime(primary?.Attachment?.AttachTime);
  if (attachedAt === undefined) return launchedAt;
  return launchedAt !== undefined && launchedAt < attachedAt ? launchedAt : attachedAt;
}

/**
 * `User initiated (2026-08-29 20:40:27 GMT)`: the only place where EC2 tells when an instance was stopped. Left out
 * when the text holds no time (`Server.ScheduledStop: ...`).
 */
export function readStoppedAt(reason: string | undefined): string | undefined {
  const found = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/.exec(reason ?? '');
  return found === null ? undefined : toIsoTime(`${found[1]}T${found[2]}Z`);
}

function readVolumeIds(instance: InstanceRecord): string[] {
  const ids: string[] = [];
  for (const { Ebs } of instance.BlockDeviceMappings ?? []) {
    if (Ebs?.VolumeId !== undefined) ids.push(Ebs.VolumeId);
  }
  return ids;
}
