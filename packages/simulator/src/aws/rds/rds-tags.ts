import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { addTags, removeTags } from '../frame/tags.ts';
import { findByArn } from './find-databases.ts';
import { rdsTagErrors } from './rds-errors.ts';
import { tagListXml } from './render-shared.ts';

export function listRdsTags(call: AwsCall, parameters: QueryParameters): string {
  return tagListXml(findByArn(call, parameters.get('ResourceName') ?? ''), call.nowMs);
}

export function addRdsTags(call: AwsCall, parameters: QueryParameters): null {
  const resource = findByArn(call, parameters.get('ResourceName') ?? '');
  const added = parameters
    .structures('Tags.Tag')
    .map((tag): [string, string] => [tag.get('Key') ?? '', tag.get('Value') ?? '']);
  addTags(call, [resource], added, rdsTagErrors);
  return null;
}

export function removeRdsTags(call: AwsCall, parameters: QueryParameters): null {
  removeTags(call, [findByArn(call, parameters.get('ResourceName') ?? '')], parameters.list('TagKeys'));
  return null;
}
