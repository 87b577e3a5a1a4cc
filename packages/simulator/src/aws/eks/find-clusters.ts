import { visibleResources } from '../../estate/resource.ts';
import type { KubernetesCluster, NodeGroup } from '../estate/kubernetes-cluster.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { AwsCall } from '../frame/service.ts';
import { clusterNotFound, nodeGroupNotFound } from './eks-errors.ts';

/** What reads show, in order of creation. */
export function visibleClusters(call: AwsCall): readonly KubernetesCluster[] {
  settleRegion(call.region, call.nowMs);
  return visibleResources(call.region.kubernetesClusters.values(), call.nowMs);
}

export function visibleNodeGroups(call: AwsCall, cluster: KubernetesCluster): readonly NodeGroup[] {
  return visibleResources(cluster.nodeGroups.values(), call.nowMs);
}

export function findCluster(call: AwsCall, name: string): KubernetesCluster {
  const found = visibleClusters(call).find((cluster) => cluster.name === name);
  if (found === undefined) throw clusterNotFound(name);
  return found;
}

export function findNodeGroup(call: AwsCall, cluster: KubernetesCluster, name: string): NodeGroup {
  const found = visibleNodeGroups(call, cluster).find((group) => group.name === name);
  if (found === undefined) throw nodeGroupNotFound(cluster.name, name);
  return found;
}
