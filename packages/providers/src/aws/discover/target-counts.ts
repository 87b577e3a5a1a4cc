import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '../sdk/elbv2.ts';
import { ProviderError, type CallContext } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { paginate } from './paginate.ts';
import { Problems } from './problems.ts';

const largestPage = 400;
const concurrency = 16;

/** How many targets are registered behind each load balancer, over all its target groups. */
export interface TargetCounts {
  /** Undefined when it could not be read. */
  countFor(loadBalancerArn: string): number | undefined;
  /** What could not be read, once. */
  takeProblems(): Error[];
}

/** Never rejects but on an abort: what could not be read is a problem, and the counts that it concerns are unknown. */
export async function countTargets(scope: DiscoveryScope, context: CallContext): Promise<TargetCounts> {
  const counts = new Map<string, number>();
  const unknown = new Set<string>();
  const problems = new Problems('targets');
  let groupsAreKnown = true;
  try {
    for await (const groups of readPages(scope, context)) {
      // A group that no load balancer uses has nothing to be counted for.
      const used = groups.filter((group) => (group.LoadBalancerArns?.length ?? 0) > 0);
      await mapConcurrently(used, concurrency, async (group) => {
        const balancers = group.LoadBalancerArns ?? [];
        try {
          const targets = await countOf(scope, group, context);
          for (const arn of balancers) counts.set(arn, (counts.get(arn) ?? 0) + targets);
        } catch (error) {
          // Deleted since it was listed.
          if (error instanceof ProviderError && error.code === 'not_found') return;
          problems.note(group.TargetGroupName ?? '', error);
          for (const arn of balancers) unknown.add(arn);
        }
      });
    }
  } catch (error) {
    problems.note('the load balancers', error);
    groupsAreKnown = false;
  }
  let untold = problems.list();
  return {
    countFor: (arn) => (groupsAreKnown && !unknown.has(arn) ? (counts.get(arn) ?? 0) : undefined),
    takeProblems() {
      const told = untold;
      untold = [];
      return told;
    },
  };
}

function readPages(scope: DiscoveryScope, context: CallContext): AsyncIterable<TargetGroup[]> {
  const { session, region } = scope;
  const operation = { service: 'elbv2', region, operation: 'DescribeTargetGroups' } as const;
  return paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (elb, options) => {
      const input = { PageSize: scope.pageSize ?? largestPage, Marker: marker };
      const answer = await elb.send(new DescribeTargetGroupsCommand(input), options);
      if (answer.TargetGroups === undefined) {
        throw malformedReply(`elasticloadbalancing:DescribeTargetGroups in ${region} has no target groups`);
      }
      return { items: answer.TargetGroups, nextToken: answer.NextMarker };
    }),
  );
}

async function countOf(scope: DiscoveryScope, group: TargetGroup, context: CallContext): Promise<number> {
  const { session, region } = scope;
  const operation = { service: 'elbv2', region, operation: 'DescribeTargetHealth' } as const;
  return session.call(operation, context, async (elb, options) => {
    const input = { TargetGroupArn: group.TargetGroupArn };
    const answer = await elb.send(new DescribeTargetHealthCommand(input), options);
    if (answer.TargetHealthDescriptions === undefined) {
      throw malformedReply(`elasticloadbalancing:DescribeTargetHealth in ${region} has no targets`);
    }
    return answer.TargetHealthDescriptions.length;
  });
}
