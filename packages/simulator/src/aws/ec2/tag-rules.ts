import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';

const maxTags = 50;
const maxKeyLength = 128;
const maxValueLength = 256;

/** Reads `Tag.N`; refuses what EC2 refuses: empty and overlong keys, the prefix `aws:`. */
export function readTags(parameters: QueryParameters): ReadonlyMap<string, string> {
  const tags = parameters.structures('Tag').map((tag): [string, string] => {
    const key = tag.get('Key') ?? '';
    const value = tag.get('Value') ?? '';
    if (key === '') throw new AwsError('InvalidParameterValue', 'Tag key cannot be empty');
    if (Array.from(key).length > maxKeyLength) {
      throw new AwsError('InvalidParameterValue', `Tag key exceeds the maximum length of ${maxKeyLength} characters`);
    }
    if (Array.from(value).length > maxValueLength) {
      throw new AwsError(
        'InvalidParameterValue',
        `Tag value exceeds the maximum length of ${maxValueLength} characters`,
      );
    }
    if (isReserved(key)) {
      throw new AwsError('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
    }
    return [key, value];
  });
  const unique = new Map(tags);
  if (unique.size < tags.length) {
    throw new AwsError('InvalidParameterValue', 'Duplicate tag keys found.');
  }
  return unique;
}

/** Adds tags to those that there are; AWS's own (`aws:`) do not count towards the limit. */
export function mergeTags(
  present: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const merged = new Map([...present, ...added]);
  if (Array.from(merged.keys()).filter((key) => !isReserved(key)).length > maxTags) {
    throw new AwsError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
  }
  return merged;
}

export function isReserved(key: string): boolean {
  return key.toLowerCase().startsWith('aws:');
}
