import type { AwsRequest } from '../frame/aws-request.ts';
import {
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  getBucketVersioning,
  getPublicAccessBlock,
  headBucket,
} from './bucket-settings.ts';
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from './bucket-tags.ts';
import { createBucket } from './create-bucket.ts';
import { listBuckets } from './list-buckets.ts';
import type { S3Operation } from './s3-operation.ts';
import { readTarget } from './s3-target.ts';

interface S3Route {
  readonly operation: string;
  readonly run: S3Operation;
}

const route = (operation: string, run: S3Operation): S3Route => ({ operation, run });

/** By method and the subresource that the query names; empty for the bucket itself. */
const bucketRoutes: ReadonlyMap<string, S3Route> = new Map([
  ['GET location', route('GetBucketLocation', getBucketLocation)],
  ['GET tagging', route('GetBucketTagging', getBucketTagging)],
  ['PUT tagging', route('PutBucketTagging', putBucketTagging)],
  ['DELETE tagging', route('DeleteBucketTagging', deleteBucketTagging)],
  ['GET versioning', route('GetBucketVersioning', getBucketVersioning)],
  ['GET encryption', route('GetBucketEncryption', getBucketEncryption)],
  ['GET publicAccessBlock', route('GetPublicAccessBlock', getPublicAccessBlock)],
  ['HEAD ', route('HeadBucket', headBucket)],
  ['PUT ', route('CreateBucket', createBucket)],
  ['DELETE ', route('DeleteBucket', deleteBucket)],
]);

const listRoute = route('ListBuckets', listBuckets);

/** Parts of a query that name no subresource: the SDK's name of the operation, and what presigned URLs carry. */
const notSubresource = /^(x-id|X-Amz-.+|x-amz-.+)$/;

export function findS3Route(request: AwsRequest): S3Route | null {
  const { bucket, key } = readTarget(request);
  if (bucket === null) return request.method === 'GET' ? listRoute : null;
  if (key !== null) return null;
  const [subresource = '', ...others] = Array.from(request.query().keys()).filter((name) => !notSubresource.test(name));
  return others.length > 0 ? null : (bucketRoutes.get(`${request.method} ${subresource}`) ?? null);
}
