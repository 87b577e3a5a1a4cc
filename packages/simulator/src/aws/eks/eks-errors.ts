import { AwsError, type FailureErrors } from '../frame/aws-error.ts';
import { failureErrors, jsonFailureRows } from '../frame/failures.ts';
import type { TagErrors } from '../frame/tags.ts';

export const eksFailures: FailureErrors = failureErrors({
  ...jsonFailureRows,
  internal: ['ServerException', 500, 'An unexpected error occurred.'],
});

export function clusterNotFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `No cluster found for name: ${name}.`, {
    status: 404,
    details: { clusterName: name },
  });
}

export function nodeGroupNotFound(clusterName: string, name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `No node group found for name: ${name}.`, {
    status: 404,
    details: { clusterName, nodegroupName: name },
  });
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

export const eksTagErrors: TagErrors = {
  invalid: (problem, key) =>
    badRequest(
      problem === 'reserved'
        ? 'Tag keys must not start with aws:'
        : `The ${problem === 'key' ? 'key' : 'value'} of tag '${key}' is not valid`,
    ),
  // A map has every key once.
  duplicate: (key) => badRequest(`The tag key '${key}' is given more than once`),
  tooMany: () => badRequest('A resource can have 50 tags at most'),
};
