import type { Element } from '@xmldom/xmldom';
import { changeTags, visibleTags } from '../../estate/resource.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';
import { maxTags, tagProblem, type TagProblem } from '../frame/tags.ts';
import { element } from '../frame/xml.ts';
import { checkBody, requireChecksum } from './check-body.ts';
import { findBucket } from './find-bucket.ts';
import { childrenOf, malformedXml, parseXmlBody, textOf } from './parse-xml-body.ts';
import { s3Namespace, type S3Result } from './s3-operation.ts';

export function getBucketTagging(call: AwsCall): S3Result {
  const bucket = findBucket(call);
  const tags = visibleTags(bucket, call.nowMs);
  if (tags.size === 0) {
    throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', {
      status: 404,
      details: { BucketName: bucket.name },
    });
  }
  const tagXml = Array.from(tags, ([key, value]) => `<Tag>${element('Key', key)}${element('Value', value)}</Tag>`);
  return { xml: `<Tagging xmlns="${s3Namespace}"><TagSet>${tagXml.join('')}</TagSet></Tagging>` };
}

/** Replaces all tags of the bucket, as S3 does. */
export function putBucketTagging(call: AwsCall): S3Result {
  const bucket = findBucket(call);
  requireChecksum(call.request);
  checkBody(call.request);
  const root = parseXmlBody(call.request, 'Tagging');
  const tagSet = root === null ? undefined : childrenOf(root, 'TagSet')[0];
  if (tagSet === undefined) throw malformedXml();
  changeTags(bucket, readTagSet(tagSet), call.nowMs, call.effects.readDelayMs());
  return { status: 204 };
}

export function deleteBucketTagging(call: AwsCall): S3Result {
  const bucket = findBucket(call);
  changeTags(bucket, new Map(), call.nowMs, call.effects.readDelayMs());
  return { status: 204 };
}

/** The tags of a `<TagSet>` (or `<Tags>`, as CreateBucket names it), checked by S3's rules. */
export function readTagSet(tagSet: Element): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of childrenOf(tagSet, 'Tag')) {
    const key = textOf(tag, 'Key');
    const value = textOf(tag, 'Value');
    if (key === null || value === null) throw malformedXml();
    const problem = tagProblem(key, value);
    if (problem !== null) throw invalidTag(words[problem], key);
    if (tags.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key', key);
    tags.set(key, value);
  }
  if (tags.size > maxTags) throw new AwsError('BadRequest', `Bucket tag count cannot be greater than ${maxTags}`);
  return tags;
}

const words: Readonly<Record<TagProblem, string>> = {
  reserved: 'System tags cannot be added/updated by requester',
  key: 'The TagKey you have provided is invalid',
  value: 'The TagValue you have provided is invalid',
};

function invalidTag(message: string, key: string): AwsError {
  return new AwsError('InvalidTag', message, { details: { TagKey: key } });
}
