import { DescribeDBClustersCommand } from '../sdk/rds.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toDatabaseCluster } from '../to-domain/database.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html, read 2026-11-20. */
const pageSizes = { least: 20, most: 100 };

export async function* discoverDatabaseClusters(
  scope: DiscoveryScope,
  context: CallContext,
): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'rds', region, operation: 'DescribeDBClusters' } as const;
  const pageSize = Math.max(pageSizes.least, scope.pageSize ?? pageSizes.most);
  const pages = paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (rds, options) => {
      const answer = await rds.send(new DescribeDBClustersCommand({ MaxRecords: pageSize, Marker: marker }), options);
      if (answer.DBClusters === undefined) throw malformedReply(`rds:DescribeDBClusters in ${region} has no clusters`);
      return { items: answer.DBClusters, nextToken: answer.Marker };
    }),
  );
  for await (const clusters of pages) {
    if (clusters.length === 0) continue;
    const owner = await scope.owner();
    yield { resources: clusters.map((cluster) => toDatabaseCluster(owner, cluster)) };
  }
}
