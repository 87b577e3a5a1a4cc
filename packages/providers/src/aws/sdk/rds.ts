/** What the adapter uses of this part of the SDK: naming it here lets the bundle leave out the rest. */
export {
  AddTagsToResourceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RemoveTagsFromResourceCommand,
} from '@aws-sdk/client-rds';
