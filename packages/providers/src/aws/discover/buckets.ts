import type { Bucket } from '@aws-sdk/client-s3';
import { GetBucketLocationCommand, GetBucketTaggingCommand, ListBucketsCommand } from '../sdk/s3.ts';
import {
  ProviderError,
  type CallContext,
  type DiscoveredPage,
  type DiscoveredResource,
  type Tags,
} from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import type { AwsSession } from '../session.ts';
import { toBucket } from '../to-domain/bucket.ts';
import { toTags } from '../to-domain/resource.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { inChunks, paginate } from './paginate.ts';
import { Problems } from './problems.ts';

/**
 * Asking for a page size also makes S3 tell each bucket's region, which saves a call for each:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html, read 2026-11-20.
 */
const largestPage = 1000;
const concurrency = 32;

/** All buckets of the account, wherever they lie; the tags take a call for each, in its own region. */
export async function* discoverBuckets(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 's3', region, operation: 'ListBuckets' } as const;
  const pages = paginate(context, (continuationToken, pageContext) =>
    session.call(operation, pageContext, async (s3, options) => {
      const input = { MaxBuckets: scope.pageSize ?? largestPage, ContinuationToken: continuationToken };
      const answer = await s3.send(new ListBucketsCommand(input), options);
      if (answer.Buckets === undefined) throw malformedReply('s3:ListBuckets has no buckets');
      return { items: answer.Buckets, nextToken: answer.ContinuationToken };
    }),
  );
  for await (const buckets of pages) {
    for (const chunk of inChunks(buckets)) yield await readPage(scope, chunk, context);
  }
}

async function readPage(
  scope: DiscoveryScope,
  buckets: readonly Bucket[],
  context: CallContext,
): Promise<DiscoveredPage> {
  const problems = new Problems('tags');
  const found = await mapConcurrently(buckets, concurrency, async (bucket): Promise<DiscoveredResource | null> => {
    const name = bucket.Name ?? '';
    let location = bucket.BucketRegion;
    let tags: Tags | undefined;
    try {
      location ??= await readBucketLocation(scope.session, name, scope.region, context);
      tags = await readBucketTags(scope.session, name, location, context);
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof ProviderError && error.code === 'not_found') return null;
      problems.note(name, error);
    }
    return toBucket(await scope.owner(), bucket, location, tags);
  });
  return { resources: found.filter((resource) => resource !== null), problems: problems.list() };
}

/** The bucket's tags; a bucket that never had any is answered as an error. */
export async function readBucketTags(
  session: AwsSession,
  bucket: string,
  region: string,
  context: CallContext,
): Promise<Tags> {
  const operation = { service: 's3', region, operation: 'GetBucketTagging' } as const;
  try {
    return await session.call(operation, context, async (s3, options) => {
      const answer = await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }), options);
      if (answer.TagSet === undefined) throw malformedReply(`s3:GetBucketTagging of ${bucket} has no tags`);
      return toTags(answer.TagSet);
    });
  } catch (error) {
    if (error instanceof ProviderError && error.providerCode === 'NoSuchTagSet') return {};
    throw error;
  }
}

/** For services that leave the region out of the list. The oldest regions have names of their own. */
export async function readBucketLocation(
  session: AwsSession,
  bucket: string,
  region: string,
  context: CallContext,
): Promise<string> {
  const operation = { service: 's3', region, operation: 'GetBucketLocation' } as const;
  const answer = await session.call(operation, context, (s3, options) =>
    s3.send(new GetBucketLocationCommand({ Bucket: bucket }), options),
  );
  const constraint: string | undefined = answer.LocationConstraint;
  if (constraint === undefined || constraint === '') return 'us-east-1';
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}
