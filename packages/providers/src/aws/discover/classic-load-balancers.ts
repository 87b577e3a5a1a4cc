import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import { DescribeLoadBalancersCommand, DescribeTagsCommand } from '../sdk/elb.ts';
import { ProviderError, type CallContext, type DiscoveredPage, type Tags } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toClassicLoadBalancer } from '../to-domain/load-balancer.ts';
import { toTags } from '../to-domain/resource.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { inBatches, paginate } from './paginate.ts';
import { Problems } from './problems.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeLoadBalancers.html, read 2026-11-20. */
const largestPage = 400;
const tagBatchSize = 20;
const concurrency = 8;

/** The previous generation, which an API of its own serves. Where that is not offered there are none. */
export async function* discoverClassicLoadBalancers(
  scope: DiscoveryScope,
  context: CallContext,
): AsyncGenerator<DiscoveredPage, void, undefined> {
  try {
    for await (const balancers of readPages(scope, context)) {
      if (balancers.length === 0) continue;
      const tags = await readTags(scope, balancers, context);
      const owner = await scope.owner();
      yield {
        resources: balancers.map((balancer) =>
          toClassicLoadBalancer(owner, balancer, tags.byName.get(balancer.LoadBalancerName ?? '')),
        ),
        problems: tags.problems,
      };
    }
  } catch (error) {
    // Only the service's own word counts: a proxy's 404 says nothing of what there is.
    const isNotOffered = error instanceof ProviderError && error.code === 'unsupported' && error.providerCode !== null;
    if (!isNotOffered) throw error;
  }
}

function readPages(scope: DiscoveryScope, context: CallContext): AsyncIterable<LoadBalancerDescription[]> {
  const { session, region } = scope;
  const operation = { service: 'elb', region, operation: 'DescribeLoadBalancers' } as const;
  return paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (elb, options) => {
      const input = { PageSize: scope.pageSize ?? largestPage, Marker: marker };
      const answer = await elb.send(new DescribeLoadBalancersCommand(input), options);
      if (answer.LoadBalancerDescriptions === undefined) {
        throw malformedReply(`elasticloadbalancing:DescribeLoadBalancers in ${region} has no classic load balancers`);
      }
      return { items: answer.LoadBalancerDescriptions, nextToken: answer.NextMarker };
    }),
  );
}

async function readTags(
  scope: DiscoveryScope,
  balancers: readonly LoadBalancerDescription[],
  context: CallContext,
): Promise<{ readonly byName: ReadonlyMap<string, Tags>; readonly problems: readonly Error[] }> {
  const { session, region } = scope;
  const operation = { service: 'elb', region, operation: 'DescribeTags' } as const;
  const byName = new Map<string, Tags>();
  const problems = new Problems('tags');
  await mapConcurrently([...inBatches(balancers, tagBatchSize)], concurrency, async (batch) => {
    const names = batch.flatMap(({ LoadBalancerName }) => LoadBalancerName ?? []);
    try {
      const descriptions = await session.call(operation, context, async (elb, options) => {
        const answer = await elb.send(new DescribeTagsCommand({ LoadBalancerNames: names }), options);
        if (answer.TagDescriptions === undefined) {
          throw malformedReply(`elasticloadbalancing:DescribeTags in ${region} has no tags`);
        }
        return answer.TagDescriptions;
      });
      for (const { LoadBalancerName, Tags: list } of descriptions) byName.set(LoadBalancerName ?? '', toTags(list));
    } catch (error) {
      for (const name of names) problems.note(name, error);
    }
  });
  return { byName, problems: problems.list() };
}
