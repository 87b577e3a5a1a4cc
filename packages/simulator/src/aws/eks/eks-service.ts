import { createRestJsonService, type RestJsonResult } from '../frame/rest-json-service.ts';
import type { AwsCall, AwsService } from '../frame/service.ts';
import { eksFailures } from './eks-errors.ts';
import { listEksTags, tagEksResource, untagEksResource } from './eks-tags.ts';
import { findCluster, findNodeGroup, visibleClusters, visibleNodeGroups } from './find-clusters.ts';
import { readListPage } from './list-page.ts';
import { clusterToWire } from './render-cluster.ts';
import { nodeGroupToWire } from './render-node-group.ts';

type Parameters = ReadonlyMap<string, string>;

export const eksService: AwsService = createRestJsonService({
  name: 'eks',
  failures: eksFailures,
  routes: [
    { operation: 'ListClusters', method: 'GET', path: '/clusters', run: listClusters },
    { operation: 'DescribeCluster', method: 'GET', path: '/clusters/{name}', run: describeCluster },
    { operation: 'ListNodegroups', method: 'GET', path: '/clusters/{name}/node-groups', run: listNodeGroups },
    {
      operation: 'DescribeNodegroup',
      method: 'GET',
      path: '/clusters/{name}/node-groups/{nodegroupName}',
      run: describeNodeGroup,
    },
    { operation: 'ListTagsForResource', method: 'GET', path: '/tags/{resourceArn+}', run: listEksTags },
    { operation: 'TagResource', method: 'POST', path: '/tags/{resourceArn+}', run: tagEksResource },
    { operation: 'UntagResource', method: 'DELETE', path: '/tags/{resourceArn+}', run: untagEksResource },
  ],
});

function listClusters(call: AwsCall): RestJsonResult {
  const { items, nextToken } = readListPage(call, visibleClusters(call));
  return { body: { clusters: items.map(({ name }) => name), nextToken } };
}

function describeCluster(call: AwsCall, parameters: Parameters): RestJsonResult {
  const cluster = findCluster(call, parameters.get('name') ?? '');
  return { body: { cluster: clusterToWire(cluster, call.region, call.nowMs) } };
}

function listNodeGroups(call: AwsCall, parameters: Parameters): RestJsonResult {
  const cluster = findCluster(call, parameters.get('name') ?? '');
  const { items, nextToken } = readListPage(call, visibleNodeGroups(call, cluster));
  return { body: { nodegroups: items.map(({ name }) => name), nextToken } };
}

function describeNodeGroup(call: AwsCall, parameters: Parameters): RestJsonResult {
  const cluster = findCluster(call, parameters.get('name') ?? '');
  const group = findNodeGroup(call, cluster, parameters.get('nodegroupName') ?? '');
  return { body: { nodegroup: nodeGroupToWire(group, { cluster, region: call.region, nowMs: call.nowMs }) } };
}
