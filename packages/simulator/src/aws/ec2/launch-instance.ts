import { wholeSecond } from '../../estate/moment.ts';
import { privateIpIn, publicIpFrom, type Instance } from '../estate/instance.ts';
import { defaultIops, type Volume } from '../estate/volume.ts';
import type { AwsCall } from '../frame/service.ts';
import type { LaunchDisk, LaunchRequest } from './launch-request.ts';

/** Makes one instance and its disks, in state pending. */
export function launchInstance(
  call: AwsCall,
  request: LaunchRequest,
  place: { readonly reservationId: string; readonly launchIndex: number },
): Instance {
  const { region, nowMs, effects } = call;
  const { ids } = region;
  const id = ids.ec2('i');
  const launchedAtMs = wholeSecond(nowMs);
  const visibleFromMs = nowMs + effects.readDelayMs();
  const instance: Instance = {
    id,
    sequence: region.nextSequence(),
    createdAtMs: launchedAtMs,
    visibleFromMs,
    tags: request.instanceTags,
    state: 'pending',
    upcoming: [],
    reservationId: place.reservationId,
    launchIndex: place.launchIndex,
    imageId: request.image.id,
    instanceType: request.instanceType,
    zone: request.subnet.zone,
    subnetId: request.subnet.id,
    privateIp: privateIpIn(request.subnet, ids.ipv4('private-ip')),
    publicIp: request.publicIp ? publicIpFrom(ids.ipv4('public-ip')) : null,
    wantsPublicIp: request.publicIp,
    elasticIpId: null,
    networkInterfaceId: ids.ec2('eni'),
    keyName: request.keyName,
    windows: request.image.windows,
    architecture: request.image.architecture,
    spot: request.spot,
    detailedMonitoring: request.detailedMonitoring,
    ebsOptimized: request.ebsOptimized,
    terminationProtection: request.terminationProtection,
    iamInstanceProfile: request.iamInstanceProfile,
    clientToken: request.clientToken,
    launchedAtMs,
    stateReason: { code: 'pending', message: 'pending' },
    stateTransitionReason: '',
    terminatedAtMs: null,
    volumeIds: [],
  };
  const volumes = request.disks.map((disk) => launchVolume(call, request, { disk, instanceId: id, visibleFromMs }));
  for (const volume of volumes) region.volumes.set(volume.id, volume);
  instance.volumeIds = volumes.map((volume) => volume.id);
  region.instances.set(id, instance);
  return instance;
}

function launchVolume(
  { region, nowMs }: AwsCall,
  request: LaunchRequest,
  { disk, instanceId, visibleFromMs }: { disk: LaunchDisk; instanceId: string; visibleFromMs: number },
): Volume {
  return {
    id: region.ids.ec2('vol'),
    sequence: region.nextSequence(),
    createdAtMs: nowMs,
    visibleFromMs,
    tags: request.volumeTags,
    state: 'in-use',
    upcoming: [],
    volumeType: disk.volumeType,
    sizeGib: disk.sizeGib,
    iops: disk.iops ?? defaultIops(disk.volumeType, disk.sizeGib),
    throughputMibps: disk.volumeType === 'gp3' ? 125 : null,
    encrypted: disk.encrypted,
    zone: request.subnet.zone,
    snapshotId: disk.snapshotId ?? request.image.snapshotId,
    attachment: {
      instanceId,
      device: disk.device,
      attachedAtMs: nowMs,
      deleteOnTermination: disk.deleteOnTermination,
    },
  };
}
