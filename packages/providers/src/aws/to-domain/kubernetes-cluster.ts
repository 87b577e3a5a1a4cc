import type { Cluster } from '@aws-sdk/client-eks';
import type { DiscoveredResource, KubernetesClusterAttributes, ResourceStatus } from '@tradewind/core';
import { toResource, toTagsFromRecord, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['CREATING', 'pending'],
  ['PENDING', 'pending'],
  ['ACTIVE', 'active'],
  ['UPDATING', 'active'],
  ['DELETING', 'terminating'],
  ['FAILED', 'failed'],
]);

/** `nodeGroupCount` is undefined when it could not be read. */
export function toKubernetesCluster(
  owner: Owner,
  cluster: Cluster,
  nodeGroupCount: number | undefined,
): DiscoveredResource {
  const attributes: Known<KubernetesClusterAttributes> = {
    version: cluster.version,
    endpoint: cluster.endpoint ?? null,
    node_group_count: nodeGroupCount,
  };
  return toResource(owner, {
    resourceType: 'eks',
    nativeId: cluster.name,
    name: cluster.name ?? null,
    status: statusByState.get(cluster.status ?? '') ?? 'unknown',
    providerStatus: cluster.status ?? null,
    tags: toTagsFromRecord(cluster.tags),
    createdAt: cluster.createdAt,
    attributes,
  });
}
