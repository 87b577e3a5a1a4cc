import { readPageToken, takePage } from '../frame/page-token.ts';
import type { RestJsonResult } from '../frame/rest-json-service.ts';
import type { AwsCall } from '../frame/service.ts';
import { visibleFunctions } from './find-functions.ts';
import { invalidParameterValue } from './lambda-errors.ts';
import { functionToWire } from './render-function.ts';

const maxPageSize = 50;
const maxItems = 10_000;

export function listFunctions(call: AwsCall): RestJsonResult {
  const query = call.request.query();
  const after = readPageToken(call, query.get('Marker'));
  if (after === null) throw invalidParameterValue('Invalid pagination token');
  const { items, nextToken } = takePage(call, visibleFunctions(call), {
    size: readPageSize(query.get('MaxItems')),
    after,
  });
  const showsVersions = query.get('FunctionVersion') === 'ALL';
  const functions = items.map((lambdaFunction) => {
    const wire = functionToWire(lambdaFunction);
    // In the list of all versions every ARN names its version.
    return showsVersions ? { ...wire, FunctionArn: `${lambdaFunction.arn}:$LATEST` } : wire;
  });
  return { body: { Functions: functions, NextMarker: nextToken } };
}

/** More than 50 may be asked for, and 50 come.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html, read 2026-11-20. */
function readPageSize(given: string | null): number {
  if (given === null) return maxPageSize;
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > maxItems) {
    throw invalidParameterValue(
      `1 validation error detected: Value '${given}' at 'maxItems' failed to satisfy constraint: Member must be ` +
        `between 1 and ${maxItems}`,
    );
  }
  return Math.min(size, maxPageSize);
}
