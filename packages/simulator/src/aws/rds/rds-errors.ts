import { AwsError } from '../frame/aws-error.ts';
import type { TagErrors } from '../frame/tags.ts';

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function databaseNotFound(identifier: string): AwsError {
  return new AwsError('DBInstanceNotFound', `DBInstance ${identifier} not found.`, { status: 404 });
}

export function clusterNotFound(identifier: string): AwsError {
  return new AwsError('DBClusterNotFoundFault', `DBCluster ${identifier} not found.`, { status: 404 });
}

export const rdsTagErrors: TagErrors = {
  invalid: (problem, key) =>
    invalidParameterValue(
      problem === 'reserved'
        ? 'The aws: prefix is reserved for tags that AWS makes'
        : `The ${problem === 'key' ? 'key' : 'value'} of tag '${key}' is not valid`,
    ),
  duplicate: (key) => invalidParameterValue(`The tag key '${key}' is given more than once`),
  tooMany: () => invalidParameterValue('A resource can have 50 tags at most'),
};
