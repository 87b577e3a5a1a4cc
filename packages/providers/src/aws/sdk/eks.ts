/** What the adapter uses of this part of the SDK: naming it here lets the bundle leave out the rest. */
export {
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
  ListNodegroupsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks';
