import { DescribeNatGatewaysCommand } from '../sdk/ec2.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toNatGateway } from '../to-domain/nat-gateway.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { inChunks, paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html, read 2026-11-20. */
const largestPage = 1000;

/** Also those that were deleted within the last hour or so. */
export async function* discoverNatGateways(
  scope: DiscoveryScope,
  context: CallContext,
): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeNatGateways' } as const;
  const pages = paginate(context, (nextToken, pageContext) =>
    session.call(operation, pageContext, async (ec2, options) => {
      const input = { MaxResults: scope.pageSize ?? largestPage, NextToken: nextToken };
      const answer = await ec2.send(new DescribeNatGatewaysCommand(input), options);
      if (answer.NatGateways === undefined)
        throw malformedReply(`ec2:DescribeNatGateways in ${region} has no gateways`);
      return { items: answer.NatGateways, nextToken: answer.NextToken };
    }),
  );
  for await (const gateways of pages) {
    for (const chunk of inChunks(gateways)) {
      const owner = await scope.owner();
      yield { resources: chunk.map((gateway) => toNatGateway(owner, gateway)) };
    }
  }
}
