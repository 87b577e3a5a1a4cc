import { arn } from '../estate/region.ts';
import { AwsError, type FailureErrors } from '../frame/aws-error.ts';
import { failureErrors, jsonFailureRows } from '../frame/failures.ts';
import type { AwsCall } from '../frame/service.ts';
import type { TagErrors } from '../frame/tags.ts';

export const lambdaFailures: FailureErrors = failureErrors({
  ...jsonFailureRows,
  throttled: ['TooManyRequestsException', 429, 'Rate exceeded'],
  internal: ['ServiceException', 500, 'An error occurred and the request cannot be processed.'],
});

/** Errors of the caller have a `Type` in Lambda's answers. */
const details = { Type: 'User' };

export function functionNotFound({ region }: AwsCall, name: string): AwsError {
  const functionArn = arn('lambda', region.name, region.accountId, `function:${name}`);
  return new AwsError('ResourceNotFoundException', `Function not found: ${functionArn}`, { status: 404, details });
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { details });
}

export const lambdaTagErrors: TagErrors = {
  invalid: (problem, key) =>
    invalidParameterValue(
      problem === 'reserved'
        ? 'The aws: prefix is reserved for tags that AWS makes'
        : `The ${problem === 'key' ? 'key' : 'value'} of tag '${key}' is not valid`,
    ),
  // A map has every key once.
  duplicate: (key) => invalidParameterValue(`The tag key '${key}' is given more than once`),
  tooMany: () => invalidParameterValue('A function can have 50 tags at most'),
};
