import type { Instance } from '@aws-sdk/client-ec2';
import type { DiscoveredResource, InstanceAttributes, ResourceStatus } from '@tradewind/core';
import { readName, toIsoTime, toResource, toTags, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['pending', 'pending'],
  ['running', 'running'],
  ['shutting-down', 'terminating'],
  ['terminated', 'terminated'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
]);

/**
 * What discovery takes from an instance, flat: a bulk scan makes one of these for each, and every object less counts.
 * Times may be text as EC2 wrote it.
 */
export interface InstanceFacts {
  instanceId?: string | undefined;
  imageId?: string | undefined;
  machineType?: string | undefined;
  launchedAt?: Date | string | undefined;
  /** When the primary network interface was attached. */
  attachedAt?: Date | string | undefined;
  architecture?: string | undefined;
  lifecycle?: string | undefined;
  platform?: string | undefined;
  platformDetails?: string | undefined;
  privateIp?: string | undefined;
  publicIp?: string | undefined;
  subnetId?: string | undefined;
  networkId?: string | undefined;
  zone?: string | undefined;
  state?: string | undefined;
  /** Why it is in this state. */
  reason?: string | undefined;
  tags: Record<string, string>;
  readonly volumeIds: string[];
}

/** An instance as the SDK reads it. */
export function toInstance(owner: Owner, instance: Instance): DiscoveredResource {
  return fromInstanceFacts(owner, toInstanceFacts(instance));
}

export function toInstanceFacts(instance: Instance): InstanceFacts {
  const primary = instance.NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
  return {
    instanceId: instance.InstanceId,
    imageId: instance.ImageId,
    machineType: instance.InstanceType,
    launchedAt: instance.LaunchTime,
    attachedAt: primary?.Attachment?.AttachTime,
    architecture: instance.Architecture,
    lifecycle: instance.InstanceLifecycle,
    platform: instance.Platform,
    platformDetails: instance.PlatformDetails,
    privateIp: instance.PrivateIpAddress,
    publicIp: instance.PublicIpAddress,
    subnetId: instance.SubnetId,
    networkId: instance.VpcId,
    zone: instance.Placement?.AvailabilityZone,
    state: instance.State?.Name,
    reason: instance.StateTransitionReason,
    tags: { ...toTags(instance.Tags) },
    volumeIds: (instance.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []),
  };
}

export function fromInstanceFacts(owner: Owner, facts: InstanceFacts): DiscoveredResource {
  const state = facts.state ?? null;
  const launchedAt = toIsoTime(facts.launchedAt);
  const attributes: Known<InstanceAttributes> = {
    machine_type: facts.machineType,
    zone: facts.zone,
    image_id: facts.imageId,
    architecture: facts.architecture,
    lifecycle: facts.lifecycle === 'spot' ? 'spot' : 'on_demand',
    launched_at: launchedAt,
    stopped_at: state === 'stopped' ? readStoppedAt(facts.reason) : null,
    private_ip: facts.privateIp ?? null,
    public_ip: facts.publicIp ?? null,
    network_id: facts.networkId ?? null,
    subnet_id: facts.subnetId ?? null,
    volume_ids: facts.volumeIds,
    platform: facts.platformDetails ?? facts.platform,
  };
  return toResource(owner, {
    resourceType: 'ec2',
    nativeId: facts.instanceId,
    name: readName(facts.tags),
    status: statusByState.get(state ?? '') ?? 'unknown',
    providerStatus: state,
    tags: facts.tags,
    createdAt: readCreatedAt(launchedAt, toIsoTime(facts.attachedAt)),
    attributes,
  });
}

/**
 * `LaunchTime` is when it last started, so that it changes with every stop and start; the primary network interface is
 * attached once, at the creation.
 */
function readCreatedAt(launchedAt: string | undefined, attachedAt: string | undefined): string | undefined {
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
