import { visibleTags } from '../../estate/resource.ts';
import type { LambdaFunction } from '../estate/lambda-function.ts';
import { member, stringEntries, toTagMap } from '../frame/json-body.ts';
import type { RestJsonResult } from '../frame/rest-json-service.ts';
import type { AwsCall } from '../frame/service.ts';
import { addTags, removeTags } from '../frame/tags.ts';
import { findFunction } from './find-functions.ts';
import { invalidParameterValue, lambdaTagErrors } from './lambda-errors.ts';

export function listFunctionTags(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  return { body: { Tags: toTagMap(visibleTags(findTagged(call, parameters), call.nowMs)) } };
}

export function tagFunction(call: AwsCall, parameters: ReadonlyMap<string, string>, body: unknown): RestJsonResult {
  const lambdaFunction = findTagged(call, parameters);
  const added = stringEntries(member(body, 'Tags'));
  if (added === null) throw invalidParameterValue('The tags are missing or are no map of strings');
  addTags(call, [lambdaFunction], added, lambdaTagErrors);
  return { status: 204, body: null };
}

export function untagFunction(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  removeTags(call, [findTagged(call, parameters)], call.request.query().getAll('tagKeys'));
  return { status: 204, body: null };
}

/** Tags belong to a function as a whole, named by its ARN. */
function findTagged(call: AwsCall, parameters: ReadonlyMap<string, string>): LambdaFunction {
  const arn = parameters.get('Resource') ?? '';
  if (!/^arn:aws:lambda:[^:]+:\d{12}:function:[a-zA-Z0-9-_]+$/.test(arn)) {
    throw invalidParameterValue(
      `Tags on function aliases and versions are not supported. Please specify a function ARN: ${arn}`,
    );
  }
  return findFunction(call, arn);
}
