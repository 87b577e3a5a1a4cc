import { changeTags } from '../../estate/resource.ts';
import { buildBucket } from '../estate/bucket.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';
import { readTagSet } from './bucket-tags.ts';
import { checkBody } from './check-body.ts';
import { childrenOf, parseXmlBody, textOf } from './parse-xml-body.ts';
import type { S3Result } from './s3-operation.ts';
import { readTarget } from './s3-target.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, read 2026-11-20. */
const namePattern =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function createBucket(call: AwsCall): S3Result {
  const { estate, nowMs, request } = call;
  const name = readTarget(request).bucket ?? '';
  if (!namePattern.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', { details: { BucketName: name } });
  }
  checkBody(request);
  const configuration = parseXmlBody(request, 'CreateBucketConfiguration');
  const region = readLocation(call, configuration === null ? null : textOf(configuration, 'LocationConstraint'));
  const tagSet = configuration === null ? undefined : childrenOf(configuration, 'Tags')[0];
  const tags = tagSet === undefined ? new Map<string, string>() : readTagSet(tagSet);
  const existing = estate.buckets.get(name);
  // In us-east-1 creating one's own bucket again succeeds and changes nothing; everywhere else it fails.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html, read 2026-11-20.
  if (existing !== undefined && (region !== 'us-east-1' || existing.region !== 'us-east-1')) {
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { status: 409, details: { BucketName: name } },
    );
  }
  if (existing === undefined) {
    const bucket = buildBucket({ name, region, created_at: { age: '0s' } }, { ...estate, startMs: nowMs });
    const delayMs = call.effects.readDelayMs();
    bucket.visibleFromMs = nowMs + delayMs;
    changeTags(bucket, tags, nowMs, 0);
    estate.buckets.set(name, bucket);
  }
  return { headers: { location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/` } };
}

/** A region's endpoint creates in itself only; us-east-1 is named by leaving the constraint out. */
function readLocation({ region, estate }: AwsCall, constraint: string | null): string {
  const asked = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (asked === null || asked === '') {
    if (region.name === 'us-east-1') return region.name;
    throw incompatible('unspecified');
  }
  if (asked === 'us-east-1' || !estate.regions.has(asked)) {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      details: { LocationConstraint: asked },
    });
  }
  if (asked !== region.name) throw incompatible(asked);
  return asked;
}

function incompatible(constraint: string): AwsError {
  return new AwsError(
    'IllegalLocationConstraintException',
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}
