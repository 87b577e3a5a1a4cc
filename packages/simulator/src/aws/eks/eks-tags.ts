import { isVisible, visibleTags, type ResourceBase } from '../../estate/resource.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import { member, stringEntries, toTagMap } from '../frame/json-body.ts';
import type { RestJsonResult } from '../frame/rest-json-service.ts';
import type { AwsCall } from '../frame/service.ts';
import { addTags, removeTags } from '../frame/tags.ts';
import { badRequest, eksTagErrors } from './eks-errors.ts';

export function listEksTags(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  const resource = findByArn(call, parameters.get('resourceArn') ?? '');
  return { body: { tags: toTagMap(visibleTags(resource, call.nowMs)) } };
}

export function tagEksResource(call: AwsCall, parameters: ReadonlyMap<string, string>, body: unknown): RestJsonResult {
  const resource = findByArn(call, parameters.get('resourceArn') ?? '');
  const added = stringEntries(member(body, 'tags'));
  if (added === null || added.length === 0) throw badRequest('The tags are missing or are no map of strings');
  addTags(call, [resource], added, eksTagErrors);
  return { body: {} };
}

export function untagEksResource(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  const resource = findByArn(call, parameters.get('resourceArn') ?? '');
  const keys = call.request.query().getAll('tagKeys');
  if (keys.length === 0) throw badRequest('The tag keys are missing');
  removeTags(call, [resource], keys);
  return { body: {} };
}

function findByArn(call: AwsCall, arn: string): ResourceBase {
  if (!/^arn:aws:eks:[^:]+:\d{12}:(cluster|nodegroup)\/./.test(arn)) {
    throw badRequest(`Invalid arn: ${arn}`);
  }
  settleRegion(call.region, call.nowMs);
  const clusters = Array.from(call.region.kubernetesClusters.values());
  const found = clusters
    .flatMap((cluster) => [cluster, ...cluster.nodeGroups.values()])
    .find((resource) => resource.arn === arn);
  if (found === undefined || !isVisible(found, call.nowMs)) {
    throw new AwsError('NotFoundException', `Resource was not found for arn: ${arn}`, { status: 404 });
  }
  return found;
}
