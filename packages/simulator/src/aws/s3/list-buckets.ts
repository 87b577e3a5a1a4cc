import { createHash } from 'node:crypto';
import { isVisible } from '../../estate/resource.ts';
import type { Bucket } from '../estate/bucket.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime } from '../frame/xml.ts';
import { s3Namespace, type S3Result } from './s3-operation.ts';

const maxPageSize = 10_000;
const parameterNames = ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'];

/** Buckets of the account by name, in all regions, whichever region is asked. */
export function listBuckets(call: AwsCall): S3Result {
  const query = call.request.query();
  // Without any parameter S3 answers as it did before there was paging: all at once, and no regions.
  const isPaged = parameterNames.some((name) => query.has(name));
  const prefix = query.get('prefix');
  const region = readBucketRegion(call, query.get('bucket-region'));
  const after = readContinuation(query.get('continuation-token'));
  const size = isPaged ? readPageSize(query.get('max-buckets')) : Number.POSITIVE_INFINITY;
  const found = Array.from(call.estate.buckets.values())
    .filter((bucket) => isVisible(bucket, call.nowMs) && bucket.name > after && bucket.name.startsWith(prefix ?? ''))
    .filter((bucket) => region === null || bucket.region === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = found.slice(0, size);
  const last = page.at(-1);
  const next = last !== undefined && found.length > page.length ? writeContinuation(last.name) : null;
  const buckets = page.map((bucket) => bucketXml(bucket, isPaged)).join('');
  return {
    xml:
      `<ListAllMyBucketsResult xmlns="${s3Namespace}"><Owner>${element('ID', ownerId(call.estate.accountId))}</Owner>` +
      `<Buckets>${buckets}</Buckets>${element('Prefix', prefix)}${element('ContinuationToken', next)}` +
      `</ListAllMyBucketsResult>`,
  };
}

function bucketXml({ name, createdAtMs, region }: Bucket, showsRegion: boolean): string {
  // S3 keeps whole seconds.
  const createdAt = isoTime(Math.floor(createdAtMs / 1000) * 1000);
  const regionXml = showsRegion ? element('BucketRegion', region) : '';
  return `<Bucket>${element('Name', name)}${element('CreationDate', createdAt)}${regionXml}</Bucket>`;
}

function readPageSize(given: string | null): number {
  if (given === null) return maxPageSize;
  const size = Number(given);
  if (!/^\d+$/.test(given) || size < 1 || size > maxPageSize) {
    throw invalidArgument('max-buckets', given, `Argument max-buckets must be an integer between 1 and ${maxPageSize}`);
  }
  return size;
}

/** A region's endpoint filters by itself only.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html, read 2026-11-20. */
function readBucketRegion({ estate, region }: AwsCall, given: string | null): string | null {
  if (given === null || given === region.name) return given;
  const words = estate.regions.has(given)
    ? `Argument value ${given} is not the Region of this endpoint, ${region.name}`
    : `Argument value ${given} is not a valid AWS Region`;
  throw invalidArgument('bucket-region', given, words);
}

function writeContinuation(name: string): string {
  return Buffer.from(`${name}/${continuationCheck(name)}`).toString('base64url');
}

/** The name of the last bucket of the page before; empty for the first page. */
function readContinuation(token: string | null): string {
  if (token === null || token === '') return '';
  const [name, check] = Buffer.from(token, 'base64url').toString('utf8').split('/');
  if (name === undefined || check !== continuationCheck(name)) {
    throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
  }
  return name;
}

function continuationCheck(name: string): string {
  return createHash('sha256').update(`ListBuckets/${name}`).digest('hex').slice(0, 16);
}

function invalidArgument(name: string, value: string, message: string): AwsError {
  return new AwsError('InvalidArgument', message, { details: { ArgumentName: name, ArgumentValue: value } });
}

/** The account's canonical user id: 64 hexadecimal digits. */
export function ownerId(accountId: string): string {
  return createHash('sha256').update(accountId).digest('hex');
}
