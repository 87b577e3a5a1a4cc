import { visibleTags } from '../../estate/resource.ts';
import { architectureOf } from '../ec2/instance-types.ts';
import type { KubernetesCluster, NodeGroup } from '../estate/kubernetes-cluster.ts';
import type { AwsRegion } from '../estate/region.ts';
import { toTagMap } from '../frame/json-body.ts';

interface NodeGroupContext {
  readonly cluster: KubernetesCluster;
  readonly region: AwsRegion;
  readonly nowMs: number;
}

/** A node group as EKS describes it; times are in seconds. */
export function nodeGroupToWire(group: NodeGroup, { cluster, region, nowMs }: NodeGroupContext): unknown {
  const isArm = architectureOf(group.instanceTypes[0] ?? '') === 'arm64';
  const suffix = group.arn.split('/').at(-1) ?? '';
  return {
    nodegroupName: group.name,
    nodegroupArn: group.arn,
    clusterName: cluster.name,
    version: group.version,
    releaseVersion: `${group.version}.0-20260101`,
    createdAt: group.createdAtMs / 1000,
    modifiedAt: group.createdAtMs / 1000,
    status: group.state,
    capacityType: group.capacityType,
    scalingConfig: { minSize: group.minSize, maxSize: group.maxSize, desiredSize: group.desiredSize },
    instanceTypes: group.instanceTypes,
    subnets: region.network.subnets.map(({ id }) => id),
    amiType: isArm ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
    nodeRole: `arn:aws:iam::${region.accountId}:role/eks-node-${cluster.name}`,
    labels: toTagMap(group.labels),
    resources: { autoScalingGroups: [{ name: `eks-${group.name}-${suffix}` }] },
    diskSize: group.diskSizeGib,
    health: { issues: [] },
    updateConfig: { maxUnavailable: 1 },
    tags: toTagMap(visibleTags(group, nowMs)),
  };
}
