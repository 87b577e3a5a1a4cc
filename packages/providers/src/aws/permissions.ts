import type { ProviderPermissions, TypePermissions } from '../provider-permissions.ts';
import type { ServiceName } from './clients.ts';
import type { AwsResourceTypeId } from './resource-types.ts';

/** The prefix of a service's IAM actions where it is not the service's own name here. */
const prefixes: Readonly<Partial<Record<ServiceName, string>>> = {
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
};

/** Operations whose IAM action is named otherwise. https://docs.aws.amazon.com/service-authorization/, read 2026-11-20. */
const actions: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:DeleteBucketTagging': 's3:PutBucketTagging',
};

/** An operation as people know it, for example `ec2:DescribeInstances`. */
export function toAction(service: ServiceName, operation: string): string {
  return `${prefixes[service] ?? service}:${operation}`;
}

/** The IAM action that an operation needs. */
export function toPermission(service: ServiceName, operation: string): string {
  const action = toAction(service, operation);
  return actions[action] ?? action;
}

const ec2Tags = ['ec2:CreateTags', 'ec2:DeleteTags'];
const rdsTags = ['rds:AddTagsToResource', 'rds:RemoveTagsFromResource'];

const types: { readonly [T in AwsResourceTypeId]: TypePermissions } = {
  ec2: { discover: ['ec2:DescribeInstances'], tag: ec2Tags },
  ebs_volume: { discover: ['ec2:DescribeVolumes'], tag: ec2Tags },
  ebs_snapshot: { discover: ['ec2:DescribeSnapshots'], tag: ec2Tags },
  elastic_ip: { discover: ['ec2:DescribeAddresses'], tag: ec2Tags },
  nat_gateway: { discover: ['ec2:DescribeNatGateways'], tag: ec2Tags },
  s3: {
    discover: ['s3:GetBucketLocation', 's3:GetBucketTagging', 's3:ListAllMyBuckets'],
    tag: ['s3:GetBucketLocation', 's3:GetBucketTagging', 's3:PutBucketTagging'],
  },
  rds: { discover: ['rds:DescribeDBInstances'], tag: rdsTags },
  rds_cluster: { discover: ['rds:DescribeDBClusters'], tag: rdsTags },
  eks: {
    discover: ['eks:DescribeCluster', 'eks:ListClusters', 'eks:ListNodegroups'],
    tag: ['eks:TagResource', 'eks:UntagResource'],
  },
  lambda: {
    discover: ['lambda:ListFunctions', 'lambda:ListTags'],
    tag: ['lambda:TagResource', 'lambda:UntagResource'],
  },
  load_balancer: {
    discover: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeTags',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
    ],
    tag: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
  },
};

/** A test compares it with what the adapter calls. Asking who one is is always allowed. */
export const awsPermissions: ProviderPermissions = {
  account: ['ec2:DescribeRegions'],
  compute: [
    'ec2:CreateTags',
    'ec2:DescribeInstances',
    'ec2:RunInstances',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'ec2:TerminateInstances',
  ],
  types,
};
