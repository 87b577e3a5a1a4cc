import { isVisible } from '../../estate/resource.ts';
import type { Bucket } from '../estate/bucket.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';
import { readTarget } from './s3-target.ts';

/** The bucket of the request, wherever it is located. */
export function findBucketAnywhere(call: AwsCall): Bucket {
  const name = readTarget(call.request).bucket ?? '';
  const bucket = call.estate.buckets.get(name);
  if (bucket === undefined || !isVisible(bucket, call.nowMs)) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      details: { BucketName: name },
    });
  }
  const expectedOwner = call.request.header('x-amz-expected-bucket-owner');
  if (expectedOwner !== null && expectedOwner !== call.estate.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  }
  return bucket;
}

/** The bucket of the request, which has to be located in the region that the request is signed for. */
export function findBucket(call: AwsCall): Bucket {
  const bucket = findBucketAnywhere(call);
  if (bucket.region !== call.region.name) throw wrongRegion(call, bucket);
  return bucket;
}

/**
 * In the path, the bucket's name reaches the region that the client chose, which redirects. In the host, DNS leads to
 * the bucket's own region, which then finds a signature for another one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html, read 2026-11-20.
 */
function wrongRegion(call: AwsCall, bucket: Bucket): AwsError {
  const headers = { 'x-amz-bucket-region': bucket.region };
  if (readTarget(call.request).virtualHosted) {
    return new AwsError(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${call.region.name}' is wrong; expecting '${bucket.region}'`,
      { status: 400, headers, details: { Region: bucket.region } },
    );
  }
  return new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future ' +
      'requests to this endpoint.',
    {
      status: 301,
      headers,
      details: { Endpoint: `s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
    },
  );
}
