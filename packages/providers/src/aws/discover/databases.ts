import { DescribeDBInstancesCommand } from '../sdk/rds.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toDatabase } from '../to-domain/database.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html, read 2026-11-20. */
const pageSizes = { least: 20, most: 100 };

/** Database instances of RDS and of what shares its API (Aurora, DocumentDB, Neptune), with their tags. */
export async function* discoverDatabases(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'rds', region, operation: 'DescribeDBInstances' } as const;
  const pageSize = Math.max(pageSizes.least, scope.pageSize ?? pageSizes.most);
  const pages = paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (rds, options) => {
      const answer = await rds.send(new DescribeDBInstancesCommand({ MaxRecords: pageSize, Marker: marker }), options);
      if (answer.DBInstances === undefined)
        throw malformedReply(`rds:DescribeDBInstances in ${region} has no instances`);
      return { items: answer.DBInstances, nextToken: answer.Marker };
    }),
  );
  for await (const databases of pages) {
    if (databases.length === 0) continue;
    const owner = await scope.owner();
    yield { resources: databases.map((database) => toDatabase(owner, database)) };
  }
}
