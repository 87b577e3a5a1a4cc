import { isVisible, visibleTags, type ResourceBase } from '../../estate/resource.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { addTags, removeTags } from '../frame/tags.ts';
import { element, xmlList } from '../frame/xml.ts';
import { elbTagErrors, validationError } from './elb-errors.ts';
import { loadBalancerNotFound, targetGroupNotFound } from './find-elb-resources.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html, read 2026-11-20. */
const maxDescribedResources = 20;

export function describeElbTags(call: AwsCall, parameters: QueryParameters): string {
  const arns = parameters.list('ResourceArns');
  if (arns.length > maxDescribedResources) {
    throw validationError(
      `1 validation error detected: Value at 'resourceArns' failed to satisfy constraint: Member must have length ` +
        `less than or equal to ${maxDescribedResources}`,
    );
  }
  const descriptions = findTagged(call, arns).map(({ arn, resource }) => {
    const tags = Array.from(
      visibleTags(resource, call.nowMs),
      ([key, value]) => element('Key', key) + element('Value', value),
    );
    return element('ResourceArn', arn) + xmlList('Tags', tags, 'member');
  });
  return xmlList('TagDescriptions', descriptions, 'member');
}

export function addElbTags(call: AwsCall, parameters: QueryParameters): string {
  const added = parameters
    .structures('Tags')
    .map((tag): [string, string] => [tag.get('Key') ?? '', tag.get('Value') ?? '']);
  const resources = findTagged(call, parameters.list('ResourceArns')).map(({ resource }) => resource);
  addTags(call, resources, added, elbTagErrors);
  return '';
}

export function removeElbTags(call: AwsCall, parameters: QueryParameters): string {
  const resources = findTagged(call, parameters.list('ResourceArns')).map(({ resource }) => resource);
  removeTags(call, resources, parameters.list('TagKeys'));
  return '';
}

/** The resources of the ARNs, in their order; all of them have to be there. */
function findTagged(call: AwsCall, arns: readonly string[]): readonly { arn: string; resource: ResourceBase }[] {
  if (arns.length === 0) throw validationError('You must specify at least one resource ARN');
  const { loadBalancers, targetGroups } = call.region;
  const byArn = new Map<string, ResourceBase>(
    [...loadBalancers.values(), ...targetGroups.values()].map((resource) => [resource.arn, resource]),
  );
  return arns.map((arn) => {
    const resource = byArn.get(arn);
    if (resource !== undefined && isVisible(resource, call.nowMs)) return { arn, resource };
    if (arn.includes(':targetgroup/')) throw targetGroupNotFound();
    if (arn.includes(':loadbalancer/')) throw loadBalancerNotFound(arn);
    throw validationError(`'${arn}' is not a valid load balancer ARN`);
  });
}
