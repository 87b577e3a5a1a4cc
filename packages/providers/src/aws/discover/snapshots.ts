import { DescribeSnapshotsCommand } from '../sdk/ec2.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toSnapshot } from '../to-domain/snapshot.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { inChunks, paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html, read 2026-11-20. */
const largestPage = 1000;

/** The account's own snapshots: without that filter every public one of the region would be listed. */
export async function* discoverSnapshots(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeSnapshots' } as const;
  const pages = paginate(context, (nextToken, pageContext) =>
    session.call(operation, pageContext, async (ec2, options) => {
      const input = { OwnerIds: ['self'], MaxResults: scope.pageSize ?? largestPage, NextToken: nextToken };
      const answer = await ec2.send(new DescribeSnapshotsCommand(input), options);
      if (answer.Snapshots === undefined) throw malformedReply(`ec2:DescribeSnapshots in ${region} has no snapshots`);
      return { items: answer.Snapshots, nextToken: answer.NextToken };
    }),
  );
  for await (const snapshots of pages) {
    for (const chunk of inChunks(snapshots)) {
      const owner = await scope.owner();
      yield { resources: chunk.map((snapshot) => toSnapshot(owner, snapshot)) };
    }
  }
}
