import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeLoadBalancersCommand, DescribeTagsCommand } from '../sdk/elbv2.ts';
import type { CallContext, DiscoveredPage, Tags } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toLoadBalancer } from '../to-domain/load-balancer.ts';
import { toTags } from '../to-domain/resource.ts';
import { discoverClassicLoadBalancers } from './classic-load-balancers.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { inBatches, inChunks, paginate, readerStopped } from './paginate.ts';
import { Problems } from './problems.ts';
import { countTargets } from './target-counts.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html, read 2026-11-20. */
const largestPage = 400;
/** Resources that one call describes the tags of. */
const tagBatchSize = 20;
const concurrency = 8;

/** Application, network, gateway and classic load balancers, with their tags and the number of their targets. */
export async function* discoverLoadBalancers(
  scope: DiscoveryScope,
  context: CallContext,
): AsyncGenerator<DiscoveredPage> {
  const ended = new AbortController();
  const pageContext = { ...context, signal: AbortSignal.any([context.signal, ended.signal]) };
  // Under way together: each takes two or three calls, one after another.
  const targets = countTargets(scope, pageContext);
  const classicPages = discoverClassicLoadBalancers(scope, pageContext);
  const firstClassicPage = classicPages.next();
  for (const early of [targets, firstClassicPage]) early.catch(() => undefined);
  try {
    for await (const balancers of readPages(scope, pageContext)) {
      for (const chunk of inChunks(balancers)) yield await readPage(scope, chunk, targets, pageContext);
    }
    for (let page = await firstClassicPage; page.done !== true; page = await classicPages.next()) yield page.value;
  } finally {
    ended.abort(readerStopped);
  }
}

function readPages(scope: DiscoveryScope, context: CallContext): AsyncIterable<LoadBalancer[]> {
  const { session, region } = scope;
  const operation = { service: 'elbv2', region, operation: 'DescribeLoadBalancers' } as const;
  return paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (elb, options) => {
      const input = { PageSize: scope.pageSize ?? largestPage, Marker: marker };
      const answer = await elb.send(new DescribeLoadBalancersCommand(input), options);
      if (answer.LoadBalancers === undefined) {
        throw malformedReply(`elasticloadbalancing:DescribeLoadBalancers in ${region} has no load balancers`);
      }
      return { items: answer.LoadBalancers, nextToken: answer.NextMarker };
    }),
  );
}

async function readPage(
  scope: DiscoveryScope,
  balancers: readonly LoadBalancer[],
  targets: ReturnType<typeof countTargets>,
  context: CallContext,
): Promise<DiscoveredPage> {
  const [tags, counts] = await Promise.all([readTags(scope, balancers, context), targets]);
  const owner = await scope.owner();
  const resources = balancers.map((balancer) => {
    const arn = balancer.LoadBalancerArn ?? '';
    return toLoadBalancer(owner, balancer, { tags: tags.byArn.get(arn), targetCount: counts.countFor(arn) });
  });
  return { resources, problems: [...tags.problems, ...counts.takeProblems()] };
}

async function readTags(
  scope: DiscoveryScope,
  balancers: readonly LoadBalancer[],
  context: CallContext,
): Promise<{ readonly byArn: ReadonlyMap<string, Tags>; readonly problems: readonly Error[] }> {
  const { session, region } = scope;
  const operation = { service: 'elbv2', region, operation: 'DescribeTags' } as const;
  const byArn = new Map<string, Tags>();
  const problems = new Problems('tags');
  await mapConcurrently([...inBatches(balancers, tagBatchSize)], concurrency, async (batch) => {
    try {
      const arns = batch.flatMap(({ LoadBalancerArn }) => LoadBalancerArn ?? []);
      const descriptions = await session.call(operation, context, async (elb, options) => {
        const answer = await elb.send(new DescribeTagsCommand({ ResourceArns: arns }), options);
        if (answer.TagDescriptions === undefined) {
          throw malformedReply(`elasticloadbalancing:DescribeTags in ${region} has no tags`);
        }
        return answer.TagDescriptions;
      });
      for (const { ResourceArn, Tags: list } of descriptions) byArn.set(ResourceArn ?? '', toTags(list));
    } catch (error) {
      for (const { LoadBalancerName } of batch) problems.note(LoadBalancerName ?? '', error);
    }
  });
  return { byArn, problems: problems.list() };
}
