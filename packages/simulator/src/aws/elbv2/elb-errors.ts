import { AwsError } from '../frame/aws-error.ts';
import type { TagErrors } from '../frame/tags.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export const elbTagErrors: TagErrors = {
  invalid: (problem, key) =>
    validationError(
      problem === 'reserved'
        ? 'Tag keys and values that start with aws: are reserved'
        : `The ${problem === 'key' ? 'key' : 'value'} of tag '${key}' is not valid`,
    ),
  duplicate: (key) => new AwsError('DuplicateTagKeys', `A tag key was specified more than once: '${key}'`),
  tooMany: () => new AwsError('TooManyTags', 'You have reached the limit on the number of tags per resource'),
};
