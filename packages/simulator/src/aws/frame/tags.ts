import { changeTags, type ResourceBase } from '../../estate/resource.ts';
import type { AwsError } from './aws-error.ts';
import type { AwsCall } from './service.ts';

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html, read 2026-11-20. */
export const maxTags = 50;
const maxKeyLength = 128;
const maxValueLength = 256;
const allowedText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export type TagProblem = 'reserved' | 'key' | 'value';

/** What most services refuse in a tag (EC2 takes any characters); null when it is as it should be. */
export function tagProblem(key: string, value: string): TagProblem | null {
  if (key.toLowerCase().startsWith('aws:')) return 'reserved';
  if (key === '' || key.length > maxKeyLength || !allowedText.test(key)) return 'key';
  if (value.length > maxValueLength || !allowedText.test(value)) return 'value';
  return null;
}

/** The words in which a service refuses tags. */
export interface TagErrors {
  invalid(problem: TagProblem, key: string): AwsError;
  duplicate(key: string): AwsError;
  tooMany(): AwsError;
}

/** Adds tags to all of the resources, or to none when one of them may not have them. */
export function addTags(
  call: AwsCall,
  resources: readonly ResourceBase[],
  added: readonly (readonly [key: string, value: string])[],
  errors: TagErrors,
): void {
  const tags = new Map<string, string>();
  for (const [key, value] of added) {
    const problem = tagProblem(key, value);
    if (problem !== null) throw errors.invalid(problem, key);
    if (tags.has(key)) throw errors.duplicate(key);
    tags.set(key, value);
  }
  const changes = resources.map((resource) => ({ resource, merged: new Map([...resource.tags, ...tags]) }));
  if (changes.some(({ merged }) => Array.from(merged.keys()).filter(isOwn).length > maxTags)) throw errors.tooMany();
  for (const { resource, merged } of changes) {
    changeTags(resource, merged, call.nowMs, call.effects.readDelayMs());
  }
}

/** Tags that are not there are no error, as at AWS. */
export function removeTags(call: AwsCall, resources: readonly ResourceBase[], keys: readonly string[]): void {
  for (const resource of resources) {
    const kept = new Map(Array.from(resource.tags).filter(([key]) => !keys.includes(key)));
    changeTags(resource, kept, call.nowMs, call.effects.readDelayMs());
  }
}

/** AWS's own tags do not count towards the limit. */
function isOwn(key: string): boolean {
  return !key.startsWith('aws:');
}
