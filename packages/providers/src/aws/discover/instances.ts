import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import type { CallContext, DiscoveredPage } from '@tradewind/core';
import { describeInstancesDocument, nextTokenLeaf, type InstanceRecord } from '../streaming/describe-instances-document.ts';
import { sendForRecords } from '../streaming/send-for-records.ts';
import { toInstance } from '../to-instance.ts';
import type { DiscoveryScope, Page } from './discoverer.ts';
import { inChunks, paginate } from './paginate.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html, read 2026-11-20. */
const largestPage = 1000;

/** All instances of a region, also those that were terminated within the last hour or so. */
export async function* discoverInstances(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  for await (const instances of paginate(context, (token, pageContext) => fetchPage(scope, token, pageContext))) {
    const owner = await scope.owner();
    for (const chunk of inChunks(instances)) yield { resources: chunk.map((instance) => toInstance(owner, instance)) };
  }
}

async function fetchPage(
  scope: DiscoveryScope,
  nextToken: string | undefined,
  context: CallContext,
): Promise<Page<InstanceRecord[]>> {
  const { session, region } = scope;
  const operation = { service: 'ec2', region, operation: 'DescribeInstances' } as const;
  return session.call(operation, context, async (ec2, options) => {
    const command = new DescribeInstancesCommand({ MaxResults: scope.pageSize ?? largestPage, NextToken: nextToken });
    const answer = await sendForRecords(command, (sent) => ec2.send(sent, options), describeInstancesDocument, options);
    return { items: answer.records, nextToken: answer.leaves.get(nextTokenLeaf) };
  });
}
