import { DescribeInstancesCommand } from '../sdk/ec2.ts';
import type { CallContext, DiscoveredPage, DiscoveredResource } from '@tradewind/core';
import { nextTokenLeaf, toDescribeInstancesDocument } from '../streaming/describe-instances-document.ts';
import type { RecordDocument } from '../streaming/read-xml-records.ts';
import { sendForRecords } from '../streaming/send-for-records.ts';
import { fromInstanceFacts } from '../to-domain/instance.ts';
import type { DiscoveryScope, Page } from './discoverer.ts';
import { inChunks, paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html, read 2026-11-20. */
const largestPage = 1000;

/** All instances of a region, also those that were terminated within the last hour or so. */
export async function* discoverInstances(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  for await (const instances of paginate(context, (token, pageContext) => fetchPage(scope, token, pageContext))) {
    for (const resources of inChunks(instances)) yield { resources };
  }
}

async function fetchPage(
  scope: DiscoveryScope,
  nextToken: string | undefined,
  context: CallContext,
): Promise<Page<DiscoveredResource[]>> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeInstances' } as const;
  return session.call(operation, context, async (ec2, options) => {
    const command = new DescribeInstancesCommand({ MaxResults: scope.pageSize ?? largestPage, NextToken: nextToken });
    const openDocument = async (): Promise<RecordDocument<DiscoveredResource>> => {
      const owner = await scope.owner();
      return toDescribeInstancesDocument((facts) => fromInstanceFacts(owner, facts));
    };
    const answer = await sendForRecords(command, (sent) => ec2.send(sent, options), openDocument, {
      ...options,
      turns: session.bodyTurns,
    });
    return { items: answer.records, nextToken: answer.leaves.get(nextTokenLeaf), release: answer.release };
  });
}
