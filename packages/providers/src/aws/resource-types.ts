import type { ResourceKind, ResourceTypeDescriptor, ServiceType } from '@tradewind/core';

const types = [
  ['ec2', 'instance', 'compute', 'EC2', 'regional'],
  ['ebs_volume', 'volume', 'storage', 'EBS Volume', 'regional'],
  ['ebs_snapshot', 'snapshot', 'storage', 'EBS Snapshot', 'regional'],
  ['elastic_ip', 'address', 'networking', 'Elastic IP', 'regional'],
  ['s3', 'bucket', 'storage', 'S3', 'global'],
  ['rds', 'database', 'database', 'RDS', 'regional'],
  ['rds_cluster', 'database_cluster', 'database', 'RDS Cluster', 'regional'],
  ['eks', 'kubernetes_cluster', 'container', 'EKS', 'regional'],
  ['lambda', 'function', 'serverless', 'Lambda', 'regional'],
  ['load_balancer', 'load_balancer', 'networking', 'ELB', 'regional'],
  ['nat_gateway', 'nat_gateway', 'networking', 'NAT Gateway', 'regional'],
] as const satisfies readonly (readonly [string, ResourceKind, ServiceType, string, ResourceTypeDescriptor['scope']])[];

export type AwsResourceTypeId = (typeof types)[number][0];

export const awsResourceTypes: readonly (ResourceTypeDescriptor & { readonly id: AwsResourceTypeId })[] = types.map(
  ([id, kind, serviceType, displayName, scope]) => ({ id, provider: 'aws', kind, serviceType, displayName, scope }),
);

const typeById = new Map<string, (typeof awsResourceTypes)[number]>(awsResourceTypes.map((type) => [type.id, type]));

export function readResourceType(id: AwsResourceTypeId): ResourceTypeDescriptor {
  const type = typeById.get(id);
  if (type === undefined) throw new TypeError(`no AWS resource type ${id}`);
  return type;
}

export function isAwsResourceType(id: string): id is AwsResourceTypeId {
  return typeById.has(id);
}
