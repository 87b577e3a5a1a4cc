import { DescribeVolumesCommand } from '../sdk/ec2.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toVolume } from '../to-domain/volume.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { inChunks, paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html, read 2026-11-20. */
const largestPage = 500;

export async function* discoverVolumes(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeVolumes' } as const;
  const pages = paginate(context, (nextToken, pageContext) =>
    session.call(operation, pageContext, async (ec2, options) => {
      const input = { MaxResults: scope.pageSize ?? largestPage, NextToken: nextToken };
      const answer = await ec2.send(new DescribeVolumesCommand(input), options);
      if (answer.Volumes === undefined) throw malformedReply(`ec2:DescribeVolumes in ${region} has no volumes`);
      return { items: answer.Volumes, nextToken: answer.NextToken };
    }),
  );
  for await (const volumes of pages) {
    for (const chunk of inChunks(volumes)) {
      const owner = await scope.owner();
      yield { resources: chunk.map((volume) => toVolume(owner, volume)) };
    }
  }
}
