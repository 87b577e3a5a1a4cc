import { DeleteBucketTaggingCommand, PutBucketTaggingCommand } from '../sdk/s3.ts';
import type { CallContext, Tags } from '@tradewind/core';
import { readBucketLocation, readBucketTags } from '../discover/buckets.ts';
import type { AwsSession } from '../session.ts';
import { toTagList, type Tagger, type TaggingScope } from './tagger.ts';

/**
 * S3 replaces all tags of a bucket at once, so they are read, changed and put back whole: also those of other tools,
 * and those that AWS itself set, which S3 refuses to lose. Changes by one connection wait for each other; between
 * reading and putting, another program can still change the tags, and S3 offers no condition against that:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html, read 2026-11-20.
 */
export const bucketTagger: Tagger = {
  set: (scope, ref, tags, context) =>
    change(scope, ref.nativeId, context, (present) => {
      for (const [key, value] of Object.entries(tags)) present.set(key, value);
    }),
  remove: (scope, ref, keys, context) =>
    change(scope, ref.nativeId, context, (present) => {
      for (const key of keys) present.delete(key);
    }),
};

async function change(
  scope: TaggingScope,
  bucket: string,
  context: CallContext,
  edit: (present: Map<string, string>) => void,
): Promise<void> {
  const { session } = scope;
  const homeRegion = await scope.homeRegion();
  await scope.turns.take(bucket, context.signal, async () => {
    const region = await readBucketLocation(session, bucket, homeRegion, context);
    const before = await readBucketTags(session, bucket, region, context);
    const after = new Map(Object.entries(before));
    edit(after);
    if (isUnchanged(before, after)) return;
    await put(session, { bucket, region }, Object.fromEntries(after), context);
  });
}

async function put(
  session: AwsSession,
  place: { readonly bucket: string; readonly region: string },
  tags: Tags,
  context: CallContext,
): Promise<void> {
  const { bucket, region } = place;
  const tagList = toTagList(tags);
  if (tagList.length === 0) {
    const operation = { service: 's3', region, operation: 'DeleteBucketTagging' } as const;
    await session.call(operation, context, (s3, options) =>
      s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }), options),
    );
    return;
  }
  const operation = { service: 's3', region, operation: 'PutBucketTagging' } as const;
  await session.call(operation, context, (s3, options) =>
    s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: tagList } }), options),
  );
}

function isUnchanged(before: Tags, after: ReadonlyMap<string, string>): boolean {
  const entries = Object.entries(before);
  return entries.length === after.size && entries.every(([key, value]) => after.get(key) === value);
}
