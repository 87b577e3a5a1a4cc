import type { Cluster } from '@aws-sdk/client-eks';
import { DescribeClusterCommand, ListClustersCommand, ListNodegroupsCommand } from '../sdk/eks.ts';
import { ProviderError, type CallContext, type DiscoveredPage, type DiscoveredResource } from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toKubernetesCluster } from '../to-domain/kubernetes-cluster.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { paginate } from './paginate.ts';
import { Problems } from './problems.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_ListClusters.html, read 2026-11-20. */
const largestPage = 100;
const concurrency = 8;

/** All clusters, with the number of their managed node groups. */
export async function* discoverKubernetesClusters(
  scope: DiscoveryScope,
  context: CallContext,
): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'eks', region, operation: 'ListClusters' } as const;
  const pages = paginate(context, (nextToken, pageContext) =>
    session.call(operation, pageContext, async (eks, options) => {
      const input = { maxResults: Math.min(scope.pageSize ?? largestPage, largestPage), nextToken };
      const answer = await eks.send(new ListClustersCommand(input), options);
      if (answer.clusters === undefined) throw malformedReply(`eks:ListClusters in ${region} has no clusters`);
      return { items: answer.clusters, nextToken: answer.nextToken };
    }),
  );
  for await (const names of pages) yield await readPage(scope, names, context);
}

async function readPage(
  scope: DiscoveryScope,
  names: readonly string[],
  context: CallContext,
): Promise<DiscoveredPage> {
  const problems = new Problems('node groups');
  const found = await mapConcurrently(names, concurrency, async (name): Promise<DiscoveredResource | null> => {
    const counting = countNodeGroups(scope, name, context).catch((error: unknown) => ({ error }));
    try {
      const cluster = await readCluster(scope, name, context);
      const count = await counting;
      if (typeof count !== 'number') problems.note(name, count.error);
      return toKubernetesCluster(await scope.owner(), cluster, typeof count === 'number' ? count : undefined);
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof ProviderError && error.code === 'not_found') return null;
      throw error;
    }
  });
  return { resources: found.filter((resource) => resource !== null), problems: problems.list() };
}

async function readCluster(scope: DiscoveryScope, name: string, context: CallContext): Promise<Cluster> {
  const operation = { service: 'eks', region: scope.region, operation: 'DescribeCluster' } as const;
  return scope.session.call(operation, context, async (eks, options) => {
    const answer = await eks.send(new DescribeClusterCommand({ name }), options);
    if (answer.cluster === undefined) throw malformedReply(`eks:DescribeCluster in ${scope.region} has no cluster`);
    return answer.cluster;
  });
}

async function countNodeGroups(scope: DiscoveryScope, clusterName: string, context: CallContext): Promise<number> {
  const operation = { service: 'eks', region: scope.region, operation: 'ListNodegroups' } as const;
  let count = 0;
  const pages = paginate(context, (nextToken, pageContext) =>
    scope.session.call(operation, pageContext, async (eks, options) => {
      const answer = await eks.send(new ListNodegroupsCommand({ clusterName, nextToken }), options);
      if (answer.nodegroups === undefined)
        throw malformedReply(`eks:ListNodegroups in ${scope.region} has no node groups`);
      return { items: answer.nodegroups.length, nextToken: answer.nextToken };
    }),
  );
  for await (const found of pages) count += found;
  return count;
}
