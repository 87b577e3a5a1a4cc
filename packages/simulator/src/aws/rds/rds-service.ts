import { createQueryService } from '../frame/query-service.ts';
import type { AwsService } from '../frame/service.ts';
import { startCluster, startDatabase, stopCluster, stopDatabase } from './change-database-state.ts';
import { describeClusters, describeDatabases } from './describe-databases.ts';
import { addRdsTags, listRdsTags, removeRdsTags } from './rds-tags.ts';

export const rdsService: AwsService = createQueryService({
  name: 'rds',
  namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  operations: {
    DescribeDBInstances: describeDatabases,
    DescribeDBClusters: describeClusters,
    StartDBInstance: startDatabase,
    StopDBInstance: stopDatabase,
    StartDBCluster: startCluster,
    StopDBCluster: stopCluster,
    ListTagsForResource: listRdsTags,
    AddTagsToResource: addRdsTags,
    RemoveTagsFromResource: removeRdsTags,
  },
});
