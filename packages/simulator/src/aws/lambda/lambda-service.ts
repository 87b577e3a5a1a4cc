import { visibleTags } from '../../estate/resource.ts';
import type { LambdaFunction } from '../estate/lambda-function.ts';
import { toTagMap } from '../frame/json-body.ts';
import { createRestJsonService, type RestJsonResult } from '../frame/rest-json-service.ts';
import type { AwsCall, AwsService } from '../frame/service.ts';
import { findFunction } from './find-functions.ts';
import { lambdaFailures } from './lambda-errors.ts';
import { listFunctionTags, tagFunction, untagFunction } from './lambda-tags.ts';
import { listFunctions } from './list-functions.ts';
import { functionWithStateToWire } from './render-function.ts';

const functionsPath = '/2015-03-31/functions';
const tagsPath = '/2017-03-31/tags/{Resource+}';

export const lambdaService: AwsService = createRestJsonService({
  name: 'lambda',
  failures: lambdaFailures,
  routes: [
    { operation: 'ListFunctions', method: 'GET', path: functionsPath, run: listFunctions },
    { operation: 'GetFunction', method: 'GET', path: `${functionsPath}/{FunctionName}`, run: getFunction },
    {
      operation: 'GetFunctionConfiguration',
      method: 'GET',
      path: `${functionsPath}/{FunctionName}/configuration`,
      run: getFunctionConfiguration,
    },
    { operation: 'ListTags', method: 'GET', path: tagsPath, run: listFunctionTags },
    { operation: 'TagResource', method: 'POST', path: tagsPath, run: tagFunction },
    { operation: 'UntagResource', method: 'DELETE', path: tagsPath, run: untagFunction },
  ],
});

function getFunction(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  const lambdaFunction = findFunction(call, parameters.get('FunctionName') ?? '');
  const tags = visibleTags(lambdaFunction, call.nowMs);
  return {
    body: {
      Configuration: functionWithStateToWire(lambdaFunction),
      Code: codeToWire(lambdaFunction, call),
      ...(tags.size === 0 ? {} : { Tags: toTagMap(tags) }),
    },
  };
}

function getFunctionConfiguration(call: AwsCall, parameters: ReadonlyMap<string, string>): RestJsonResult {
  return { body: functionWithStateToWire(findFunction(call, parameters.get('FunctionName') ?? '')) };
}

/** Where the code lies. The estate has no code, so nobody finds it there. */
function codeToWire({ name, packageType, revisionId }: LambdaFunction, { region }: AwsCall): unknown {
  const { accountId } = region;
  if (packageType === 'Image') {
    const ImageUri = `${accountId}.dkr.ecr.${region.name}.amazonaws.com/${name}:latest`;
    return { RepositoryType: 'ECR', ImageUri, ResolvedImageUri: ImageUri };
  }
  const host = `awslambda-${region.name}-tasks.s3.${region.name}.amazonaws.com`;
  return { RepositoryType: 'S3', Location: `https://${host}/snapshots/${accountId}/${name}-${revisionId}` };
}
