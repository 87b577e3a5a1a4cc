import { settle } from '../../estate/transition.ts';
import { publicIpFrom, type Instance } from './instance.ts';
import type { AwsRegion } from './region.ts';

/** How long EC2 shows an instance after it terminated. */
const terminatedShownMs = 3_600_000;

/** Brings every resource of the region up to the present. Services call it before they read a store. */
export function settleRegion(region: AwsRegion, nowMs: number): void {
  for (const instance of region.instances.values()) settleInstance(region, instance, nowMs);
  for (const volume of region.volumes.values()) settle(volume, nowMs);
  for (const snapshot of region.snapshots.values()) settle(snapshot, nowMs);
  settleAndDrop(region.natGateways, nowMs, null);
  settleAndDrop(region.databases, nowMs, 'deleted');
  settleAndDrop(region.databaseClusters, nowMs, 'deleted');
  settleAndDrop(region.functions, nowMs, null);
  settleAndDrop(region.loadBalancers, nowMs, null);
  settleAndDrop(region.kubernetesClusters, nowMs, 'DELETED');
  for (const cluster of region.kubernetesClusters.values()) settleAndDrop(cluster.nodeGroups, nowMs, 'DELETED');
}

/** Settles a store; a resource that reached `goneState` is dropped from it. */
function settleAndDrop(
  store: Map<string, { state: string; upcoming: { readonly state: string; readonly atMs: number }[] }>,
  nowMs: number,
  goneState: string | null,
): void {
  for (const [key, resource] of store) {
    settle(resource, nowMs);
    if (resource.state === goneState) store.delete(key);
  }
}

function settleInstance(region: AwsRegion, instance: Instance, nowMs: number): void {
  for (const { state, atMs } of settle(instance, nowMs)) {
    if (state === 'running') {
      instance.stateReason = null;
      if (instance.wantsPublicIp) instance.publicIp ??= publicIpFrom(region.ids.ipv4('public-ip'));
    }
    if (state === 'stopped' && instance.elasticIpId === null) instance.publicIp = null;
    if (state === 'terminated') release(region, instance, atMs);
  }
  const { terminatedAtMs } = instance;
  if (terminatedAtMs !== null && nowMs - terminatedAtMs > terminatedShownMs) region.instances.delete(instance.id);
}

/** What termination does to an instance's disks and addresses. */
function release(region: AwsRegion, instance: Instance, atMs: number): void {
  instance.terminatedAtMs = atMs;
  instance.publicIp = null;
  instance.elasticIpId = null;
  for (const volumeId of instance.volumeIds) {
    const volume = region.volumes.get(volumeId);
    if (volume?.attachment?.deleteOnTermination === true) region.volumes.delete(volumeId);
    else if (volume !== undefined) {
      volume.attachment = null;
      volume.state = 'available';
    }
  }
  instance.volumeIds = [];
  for (const address of region.addresses.values()) {
    if (address.association?.instanceId === instance.id) address.association = null;
  }
}
