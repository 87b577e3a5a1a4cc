import { DescribeAddressesCommand } from '../sdk/ec2.ts';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toAddress } from '../to-domain/address.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { inChunks } from './paginate.ts';

/** All elastic addresses; the operation knows no pages. */
export async function* discoverAddresses(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeAddresses' } as const;
  const addresses = await session.call(operation, context, async (ec2, options) => {
    const answer = await ec2.send(new DescribeAddressesCommand({}), options);
    if (answer.Addresses === undefined) throw malformedReply(`ec2:DescribeAddresses in ${region} has no addresses`);
    return answer.Addresses;
  });
  for (const chunk of inChunks(addresses)) {
    const owner = await scope.owner();
    yield { resources: chunk.map((address) => toAddress(owner, address)) };
  }
}
