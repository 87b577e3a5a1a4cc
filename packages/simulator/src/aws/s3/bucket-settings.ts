import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';
import { element } from '../frame/xml.ts';
import { findBucket, findBucketAnywhere } from './find-bucket.ts';
import { s3Namespace, type S3Result } from './s3-operation.ts';

/** Every region answers where a bucket is. Null stands for us-east-1, and `EU` for buckets older than eu-west-1's name. */
export function getBucketLocation(call: AwsCall): S3Result {
  const { region } = findBucketAnywhere(call);
  const open = `<LocationConstraint xmlns="${s3Namespace}"`;
  return { xml: region === 'us-east-1' ? `${open}/>` : `${open}>${region}</LocationConstraint>` };
}

export function headBucket(call: AwsCall): S3Result {
  const { region } = findBucket(call);
  return { headers: { 'x-amz-bucket-region': region, 'x-amz-access-point-alias': 'false' } };
}

export function deleteBucket(call: AwsCall): S3Result {
  const bucket = findBucket(call);
  if (bucket.objects.size > 0) {
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      status: 409,
      details: { BucketName: bucket.name },
    });
  }
  call.estate.buckets.delete(bucket.name);
  return { status: 204 };
}

export function getBucketVersioning(call: AwsCall): S3Result {
  const { versioning } = findBucket(call);
  const open = `<VersioningConfiguration xmlns="${s3Namespace}"`;
  return {
    xml: versioning === null ? `${open}/>` : `${open}>${element('Status', versioning)}</VersioningConfiguration>`,
  };
}

export function getBucketEncryption(call: AwsCall): S3Result {
  const { encryption } = findBucket(call);
  const byDefault = `<ApplyServerSideEncryptionByDefault>${element('SSEAlgorithm', encryption)}</ApplyServerSideEncryptionByDefault>`;
  const rule = `<Rule>${byDefault}${element('BucketKeyEnabled', encryption === 'aws:kms')}</Rule>`;
  return {
    xml: `<ServerSideEncryptionConfiguration xmlns="${s3Namespace}">${rule}</ServerSideEncryptionConfiguration>`,
  };
}

/** All four switches are one in the estate; a bucket without any has no configuration. */
export function getPublicAccessBlock(call: AwsCall): S3Result {
  const bucket = findBucket(call);
  if (!bucket.blockPublicAccess) {
    throw new AwsError('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', {
      status: 404,
      details: { BucketName: bucket.name },
    });
  }
  const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
  const xml = switches.map((name) => element(name, true)).join('');
  return {
    xml: `<PublicAccessBlockConfiguration xmlns="${s3Namespace}">${xml}</PublicAccessBlockConfiguration>`,
  };
}
